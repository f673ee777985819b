/// A message of the Internet Key Exchange, version 2 (RFC 7296, 3.1) or 1 (RFC 2408, 3.1), whose headers are alike.
///
///     initiator's SPI (64) | responder's SPI (64)
///     next payload (8) | major (4) minor (4) | exchange type (8) | flags (8)
///     message id (32) | length (32)
package struct IKEMessage: Equatable, Sendable {
    package var initiator: UInt64
    /// Zero in the first message of an exchange.
    package var responder: UInt64
    package var majorVersion: UInt8
    package var minorVersion: UInt8
    package var exchange: Exchange
    package var flags: UInt8
    package var messageID: UInt32
    /// In order; none of an encrypted message.
    package var payloads: [Payload]

    package init(
        initiator: UInt64, responder: UInt64 = 0, majorVersion: UInt8, minorVersion: UInt8 = 0,
        exchange: Exchange, flags: UInt8 = 0, messageID: UInt32 = 0, payloads: [Payload]
    ) {
        self.initiator = initiator
        self.responder = responder
        self.majorVersion = majorVersion
        self.minorVersion = minorVersion
        self.exchange = exchange
        self.flags = flags
        self.messageID = messageID
        self.payloads = payloads
    }

    package enum Exchange: Equatable, Sendable {
        /// Version 1: main mode.
        case identityProtection
        /// Version 1.
        case aggressive
        /// Version 1.
        case informational
        /// Version 2: IKE_SA_INIT.
        case saInit
        case other(UInt8)
    }

    /// One payload with its type number, which depends on the version.
    package struct Payload: Equatable, Sendable {
        package var kind: UInt8
        package var body: [UInt8]

        package init(_ kind: UInt8, _ body: [UInt8]) {
            self.kind = kind
            self.body = body
        }

        package static let securityAssociation1: UInt8 = 1
        package static let keyExchange1: UInt8 = 4
        package static let notification1: UInt8 = 11
        package static let vendor1: UInt8 = 13
        package static let securityAssociation2: UInt8 = 33
        package static let keyExchange2: UInt8 = 34
        package static let nonce2: UInt8 = 40
        package static let notification2: UInt8 = 41
        package static let vendor2: UInt8 = 43
    }

    /// Version 2: this answers a request (RFC 7296, 3.1, R).
    package static let responseFlag: UInt8 = 0x20
    /// Version 2: the sender began the exchange (I).
    package static let initiatorFlag: UInt8 = 0x08
    /// Version 1: the payloads are encrypted (RFC 2408, 3.1, E).
    package static let encryptedFlag1: UInt8 = 0x01

    package func bodies(of kinds: UInt8...) -> [[UInt8]] {
        payloads.filter { kinds.contains($0.kind) }.map(\.body)
    }

    package var vendorIDs: [[UInt8]] {
        majorVersion == 1 ? bodies(of: Payload.vendor1) : bodies(of: Payload.vendor2)
    }

    /// The types of its notifications: 14 is NO-PROPOSAL-CHOSEN in both versions, 17 INVALID_KE_PAYLOAD in 2.
    package var notifications: [UInt16] {
        // Version 1 puts a domain of interpretation of four octets before protocol, SPI size and type.
        let offset = majorVersion == 1 ? 6 : 2
        let kind = majorVersion == 1 ? Payload.notification1 : Payload.notification2
        return bodies(of: kind).compactMap { body in
            body.count >= offset + 2 ? UInt16(body[offset]) << 8 | UInt16(body[offset + 1]) : nil
        }
    }
}

extension IKEMessage.Exchange {
    /// Numbers of both versions are from one registry: 1–32 are version 1, 34 on are version 2.
    fileprivate init(_ code: UInt8) {
        switch code {
        case 2: self = .identityProtection
        case 4: self = .aggressive
        case 5: self = .informational
        case 34: self = .saInit
        default: self = .other(code)
        }
    }

    fileprivate var code: UInt8 {
        switch self {
        case .identityProtection: 2
        case .aggressive: 4
        case .informational: 5
        case .saInit: 34
        case .other(let code): code
        }
    }
}

extension IKEMessage {
    /// The payload of version 2 that hides all others (RFC 7296, 3.14), and its fragment (RFC 7383).
    private static let encryptedKinds2: [UInt8] = [46, 53]

    package init(parsing reader: inout ByteReader) throws(WireError) {
        initiator = try reader.uint64()
        responder = try reader.uint64()
        var next = try reader.uint8()
        let version = try reader.uint8()
        (majorVersion, minorVersion) = (version >> 4, version & 15)
        guard (1...2).contains(majorVersion), initiator != 0 else {
            throw .unsupported(field: "IKE version", value: UInt64(version))
        }
        exchange = Exchange(try reader.uint8())
        flags = try reader.uint8()
        messageID = try reader.uint32()
        let length = Int(try reader.uint32())
        guard length >= 28 else { throw .malformed("IKE length") }
        var body = ByteReader(try reader.take(length - 28))
        payloads = []
        guard majorVersion == 2 || flags & Self.encryptedFlag1 == 0 else { return }
        while next != 0, !(majorVersion == 2 && Self.encryptedKinds2.contains(next)) {
            let kind = next
            next = try body.uint8()
            try body.skip(1)
            let length = Int(try body.uint16())
            guard length >= 4 else { throw .malformed("IKE payload length") }
            payloads.append(Payload(kind, Array(try body.take(length - 4))))
        }
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint64(initiator)
        writer.uint64(responder)
        writer.uint8(payloads.first?.kind ?? 0)
        writer.uint8(majorVersion << 4 | minorVersion & 15)
        writer.uint8(exchange.code)
        writer.uint8(flags)
        writer.uint32(messageID)
        writer.uint32(UInt32(truncatingIfNeeded: 28 + payloads.reduce(0) { $0 + 4 + $1.body.count }))
        for (index, payload) in payloads.enumerated() {
            writer.uint8(index + 1 < payloads.count ? payloads[index + 1].kind : 0)
            writer.uint8(0)
            writer.uint16(UInt16(truncatingIfNeeded: 4 + payload.body.count))
            writer.bytes(payload.body)
        }
    }

    package var octets: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.octets
    }
}
