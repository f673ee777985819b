/// What a client openly says when it begins TLS: whom it wants to reach and in which protocols (RFC 8446, 4.1.2).
///
///     struct {
///         ProtocolVersion legacy_version;            2
///         Random random;                            32
///         opaque legacy_session_id<0..32>;           1 + n
///         CipherSuite cipher_suites<2..2^16-2>;      2 + n
///         opaque legacy_compression_methods<1..2^8-1>;  1 + n
///         Extension extensions<8..2^16-1>;           2 + n
///     } ClientHello;
package struct TLSClientHello: Hashable, Sendable {
    /// The server's name as it was sent (RFC 6066, 3), lower case and of letters that names have; nil without one.
    package var serverName: String?
    /// Application protocols in the client's order (RFC 7301), at most ``protocolLimit``.
    package var applicationProtocols: [String]
    /// Whether all of the message was there. What is missing may hold a name or protocols.
    package var isWhole: Bool

    /// More protocols than this are not read.
    package static let protocolLimit = 16
    /// Octets of a longer message than this are not waited for; no client says this much.
    package static let lengthLimit = 16_384

    package init(serverName: String?, applicationProtocols: [String], isWhole: Bool) {
        self.serverName = serverName
        self.applicationProtocols = applicationProtocols
        self.isWhole = isWhole
    }
}

extension TLSClientHello {
    /// Reads a handshake message (RFC 8446, 4) as far as its octets go; what broke off is not read and `isWhole` says
    /// so.
    ///
    /// Throws when it is not a ClientHello, or breaks a rule of the format before it breaks off.
    package init(handshake octets: some Collection<UInt8>) throws(WireError) {
        var reader = ByteReader(Array(octets.prefix(Self.lengthLimit + 4)))
        let kind = try reader.uint8()
        guard kind == 1 else { throw .unsupported(field: "handshake type", value: UInt64(kind)) }
        serverName = nil
        applicationProtocols = []
        isWhole = false
        guard reader.count >= 3 else { return }
        let length = Int(try reader.uint24())
        guard length <= Self.lengthLimit else { throw .malformed("ClientHello too long") }
        isWhole = reader.count >= length
        var body = ByteReader(isWhole ? try reader.take(length) : reader.rest)
        do throws(WireError) {
            try Self.skipToExtensions(&body)
            try readExtensions(&body)
        } catch {
            // The end of what was captured is no fault of the message.
            if case .truncated = error, !isWhole { return }
            throw error
        }
    }

    /// Reads the records at the beginning of a TCP connection (RFC 8446, 5.1), of which the first may break off.
    ///
    /// Throws when they hold no ClientHello.
    package init(records octets: some Collection<UInt8>) throws(WireError) {
        self = try TLSClientHello(handshake: try Self.handshake(in: Array(octets)))
    }

    /// Whether a segment can be the beginning of a ClientHello in a record; says no to nearly everything else.
    package static func canBegin(_ octets: ArraySlice<UInt8>) -> Bool {
        // Handshake, version 3.x, and after the record's length the type of a ClientHello.
        octets.count > 5 && octets[octets.startIndex] == 22 && octets[octets.startIndex + 1] == 3
            && octets[octets.startIndex + 5] == 1
    }

    /// The handshake octets of consecutive records, up to where they break off.
    private static func handshake(in octets: [UInt8]) throws(WireError) -> [UInt8] {
        var reader = ByteReader(octets)
        var message: [UInt8] = []
        while message.count < lengthLimit, reader.count >= 5 {
            let kind = try reader.uint8()
            guard kind == 22 else {
                guard message.isEmpty else { break }
                throw .unsupported(field: "record type", value: UInt64(kind))
            }
            let version = try reader.uint16()
            guard version >> 8 == 3 else {
                throw .unsupported(field: "record version", value: UInt64(version))
            }
            let length = Int(try reader.uint16())
            // RFC 8446, 5.1: a record holds at most 2^14 octets, and of a handshake at least one.
            guard (1...16_384).contains(length) else { throw .malformed("record length") }
            message += try reader.take(min(length, reader.count))
        }
        return message
    }

    private static func skipToExtensions(_ body: inout ByteReader) throws(WireError) {
        let version = try body.uint16()
        guard version >> 8 == 3 else { throw .unsupported(field: "version", value: UInt64(version)) }
        try body.skip(32)
        let session = Int(try body.uint8())
        guard session <= 32 else { throw .malformed("session id too long") }
        try body.skip(session)
        let suites = Int(try body.uint16())
        guard suites >= 2, suites.isMultiple(of: 2) else { throw .malformed("cipher suites") }
        try body.skip(suites)
        try body.skip(Int(try body.uint8()))
    }

    private mutating func readExtensions(_ body: inout ByteReader) throws(WireError) {
        // TLS 1.2 and before may have none (RFC 5246, 7.4.1.2).
        guard !body.isAtEnd else { return }
        let length = Int(try body.uint16())
        if isWhole, body.count != length { throw .malformed("extensions do not fill the message") }
        while !body.isAtEnd {
            let kind = try body.uint16()
            var data = ByteReader(try body.take(Int(try body.uint16())))
            switch kind {
            case 0: serverName = try Self.serverName(&data) ?? serverName
            case 16: applicationProtocols = try Self.applicationProtocols(&data)
            default: break
            }
        }
    }

    /// The first host name of the list (RFC 6066, 3).
    private static func serverName(_ data: inout ByteReader) throws(WireError) -> String? {
        var list = ByteReader(try data.take(Int(try data.uint16())))
        while !list.isAtEnd {
            let kind = try list.uint8()
            let name = try list.take(Int(try list.uint16()))
            if kind == 0 { return HostName.text(name) }
        }
        return nil
    }

    private static func applicationProtocols(_ data: inout ByteReader) throws(WireError) -> [String] {
        var list = ByteReader(try data.take(Int(try data.uint16())))
        var names: [String] = []
        while !list.isAtEnd, names.count < protocolLimit {
            let name = try list.take(Int(try list.uint8()))
            guard !name.isEmpty else { throw .malformed("empty protocol name") }
            if name.allSatisfy({ (0x21...0x7e).contains($0) }) {
                names.append(String(decoding: name, as: UTF8.self))
            }
        }
        return names
    }
}
