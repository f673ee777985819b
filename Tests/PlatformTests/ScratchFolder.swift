import FoundationEssentials
import Glibc

/// A folder of one test's own below the system's temporary one; takes itself away.
final class ScratchFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/tenken-test-XXXXXX\0".utf8.map { CChar(bitPattern: $0) })
        guard mkdtemp(&template) != nil else { throw ScratchFailure() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    struct ScratchFailure: Error {}

    /// Writes a file as any program would.
    func write(_ name: String, _ octets: [UInt8]) throws {
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { throw ScratchFailure() }
        defer { close(file) }
        guard Glibc.write(file, octets, octets.count) == octets.count else { throw ScratchFailure() }
    }

    deinit {
        // What cannot be removed stays behind; no test depends on it.
        try? FileManager.default.removeItem(atPath: path)
    }
}
