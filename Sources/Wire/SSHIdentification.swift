/// The line by which an SSH server names itself (RFC 4253, 4.2): `SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3`.
package struct SSHIdentification: Equatable, Sendable {
    /// `2.0`; `1.99` also speaks SSH 1.
    package var version: String
    /// `OpenSSH_9.2p1`
    package var software: String
    /// `Debian-2+deb12u3`
    package var comments: String?

    package static let prefix = Array("SSH-".utf8)
    /// With its line end.
    package static let limit = 255
}

extension SSHIdentification {
    /// Reads one line without its end.
    package init(parsing line: ArraySlice<UInt8>) throws(WireError) {
        guard line.starts(with: Self.prefix) else { throw .malformed("does not begin with SSH-") }
        guard line.count <= Self.limit else { throw .malformed("identification too long") }
        guard line.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw .malformed("identification is not printable")
        }
        let rest = line.dropFirst(Self.prefix.count)
        guard let dash = rest.firstIndex(of: 0x2d), dash > rest.startIndex else {
            throw .malformed("no protocol version")
        }
        let words = rest[(dash + 1)...].split(separator: 0x20, maxSplits: 1)
        guard let first = words.first else { throw .malformed("no software version") }
        version = String(decoding: rest[..<dash], as: UTF8.self)
        software = String(decoding: first, as: UTF8.self)
        comments = words.count > 1 ? String(printable: words[1], limit: Self.limit) : nil
    }

    package func write(to writer: inout ByteWriter) {
        writer.bytes("SSH-\(version)-\(software)".utf8)
        if let comments { writer.bytes(" \(comments)".utf8) }
        writer.bytes([0x0d, 0x0a])
    }
}
