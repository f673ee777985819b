import Foundation
import Platform
import Testing

struct PackedFileTests {
    /// `hello, hello, hello, hello\n` as `lz4 -c` packs it.
    private let frame: [UInt8] = [
        0x04, 0x22, 0x4d, 0x18, 0x64, 0x40, 0xa7, 0x10, 0x00, 0x00, 0x00, 0x7b, 0x68, 0x65, 0x6c, 0x6c, 0x6f,
        0x2c, 0x20, 0x07, 0x00, 0x50, 0x65, 0x6c, 0x6c, 0x6f, 0x0a, 0x00, 0x00, 0x00, 0x00, 0x4d, 0x6e, 0x79,
        0xd3,
    ]

    private func write(_ octets: [UInt8]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "tenken-\(UUID()).lz4").path
        try Data(octets).write(to: URL(filePath: path))
        return path
    }

    private func unpack(_ octets: [UInt8], limit: Int = 1 << 20) throws -> [UInt8] {
        let path = try write(octets)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var result: [UInt8] = []
        try HostFiles.pieces(ofLZ4: path, limit: limit) { result += $0 }
        return result
    }

    @Test func `a packed file gives what was packed`() throws {
        #expect(try unpack(frame) == Array("hello, hello, hello, hello\n".utf8))
        #expect(try unpack(frame + frame).count == 54)
    }

    @Test func `every truncation and change of the head is told`() throws {
        for count in 1..<frame.count {
            #expect(throws: FileError.self) { try unpack(Array(frame.prefix(count))) }
        }
        #expect(throws: FileError.self) { try unpack([0x1f, 0x8b] + frame) }
        #expect(throws: FileError.self) { try unpack([]) }
    }

    @Test func `no more comes out than is allowed`() throws {
        #expect(throws: FileError.self) { try unpack(frame, limit: 26) }
        #expect(throws: FileError.self) { try HostFiles.pieces(ofLZ4: "/nowhere", limit: 1) { _ in } }
    }
}
