import Archives
import Foundation
import Testing

/// Archives written by hand, entry by entry, so that they can be wrong.
@Suite final class ZipArchiveTests {
    private let path = "/tmp/tenken-zip-\(UUID().uuidString)"

    deinit {
        // What cannot be removed stays behind; no test depends on it.
        try? FileManager.default.removeItem(atPath: path)
    }

    private func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private func crc(_ octets: [UInt8]) -> Int {
        var sum: UInt32 = 0xffff_ffff
        for octet in octets {
            sum ^= UInt32(octet)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
        }
        return Int(~sum)
    }

    /// An archive whose entries are stored as they are.
    private func archive(
        _ files: [(name: String, octets: [UInt8])], flags: Int = 0, mode: Int = 0o100644, count: Int? = nil
    ) -> [UInt8] {
        var (body, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, octets) in files {
            let common =
                number(20, 2) + number(flags, 2) + number(0, 2) + number(0x5b7a_70a0, 4)
                + number(crc(octets), 4)
                + number(octets.count, 4) + number(octets.count, 4) + number(name.utf8.count, 2)
                + number(0, 2)
            directory +=
                [0x50, 0x4b, 1, 2] + number(0x0314, 2) + common + number(0, 6) + number(mode << 16, 4)
            directory += number(body.count, 4) + Array(name.utf8)
            body += [0x50, 0x4b, 3, 4] + common + Array(name.utf8) + octets
        }
        let total = number(count ?? files.count, 2)
        return body + directory + [0x50, 0x4b, 5, 6] + number(0, 4) + total + total
            + number(directory.count, 4)
            + number(body.count, 4) + number(0, 2)
    }

    private func open(_ octets: [UInt8]) throws -> ZipArchive {
        try Data(octets).write(to: URL(fileURLWithPath: path))
        return try ZipArchive(path: path)
    }

    @Test func `entries are listed and read`() throws {
        let zip = try open(archive([("a/os.txt", [1, 2, 3]), ("b.reg", [])]))
        #expect(zip.entries.map { String(decoding: $0.name, as: UTF8.self) } == ["a/os.txt", "b.reg"])
        #expect(zip.entries.allSatisfy { !$0.isLink && !$0.isEncrypted })
        #expect(try zip.read(zip.entries[0], limit: 3) == [1, 2, 3])
        #expect(try zip.read(zip.entries[1], limit: 0) == [])
        #expect(throws: ArchiveError.tooLarge) { try zip.read(zip.entries[0], limit: 2) }
    }

    @Test func `links and locked entries are known as such`() throws {
        #expect(try open(archive([("x", [1])], mode: 0o120777)).entries[0].isLink)
        let locked = try open(archive([("x", [UInt8](repeating: 1, count: 20))], flags: 1))
        #expect(locked.entries[0].isEncrypted)
        #expect(throws: ArchiveError.encrypted) { try locked.read(locked.entries[0], limit: 100) }
    }

    @Test func `octets that are not those that were packed are refused`() throws {
        var octets = archive([("x", [1, 2, 3])])
        octets[32] ^= 1
        let zip = try open(octets)
        #expect(throws: ArchiveError.self) { try zip.read(zip.entries[0], limit: 100) }
    }

    @Test func `every truncation and what is no archive is refused`() throws {
        let octets = archive([("a/os.txt", [1, 2, 3]), ("b.reg", [4])])
        for length in 0..<octets.count {
            #expect(throws: ArchiveError.self) { _ = try self.open(Array(octets.prefix(length))) }
        }
        #expect(throws: ArchiveError.missing) { _ = try ZipArchive(path: "/tmp/tenken-there-is-none") }
        #expect(throws: ArchiveError.notAFile) { _ = try ZipArchive(path: "/tmp") }
        #expect(throws: ArchiveError.notAFile) { _ = try ZipArchive(path: "/dev/zero") }
    }

    @Test func `an archive that claims too many entries is refused before they are read`() throws {
        let octets = archive([("x", [1])], count: 60_000)
        #expect(throws: ArchiveError.tooManyEntries(limit: ZipArchive.entryLimit)) {
            _ = try self.open(octets)
        }
    }
}
