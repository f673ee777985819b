package import Addresses

/// A DHCP message for IPv6 between a client and a server (RFC 8415, 8), the payload of UDP 546 and 547.
package struct DHCPv6Message: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// Solicit, request, confirm, renew, rebind, release, decline or information-request.
        case fromClient(UInt8)
        /// Advertise, reply or reconfigure.
        case fromServer(UInt8)
        case other(UInt8)

        package init(_ code: UInt8) {
            self =
                switch code {
                case 1, 3, 4, 5, 6, 8, 9, 11: .fromClient(code)
                case 2, 7, 10: .fromServer(code)
                default: .other(code)
                }
        }

        package var code: UInt8 {
            switch self {
            case .fromClient(let code), .fromServer(let code), .other(let code): code
            }
        }
    }

    package struct Option: Equatable, Sendable {
        package var code: UInt16
        package var octets: [UInt8]

        package init(code: UInt16, octets: [UInt8]) {
            self.code = code
            self.octets = octets
        }
    }

    package var kind: Kind
    /// 24 bits.
    package var transaction: UInt32
    package var options: [Option]

    package init(kind: Kind, transaction: UInt32, options: [Option]) {
        self.kind = kind
        self.transaction = transaction
        self.options = options
    }
}

extension DHCPv6Message {
    /// Reads a message; those between relays (types 12 and 13) have another shape and are `unsupported`.
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let type = try reader.uint8()
        guard type != 12, type != 13 else { throw .unsupported(field: "relay message", value: UInt64(type)) }
        kind = Kind(type)
        transaction = try reader.uint24()
        options = []
        while !reader.isAtEnd {
            let code = try reader.uint16()
            options.append(Option(code: code, octets: Array(try reader.take(Int(try reader.uint16())))))
        }
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint8(kind.code)
        writer.uint24(transaction)
        for option in options {
            writer.uint16(option.code)
            writer.uint16(UInt16(clamping: option.octets.count))
            writer.bytes(option.octets)
        }
    }
}

/// What the options say. An option that is absent or not readable gives nothing.
extension DHCPv6Message {
    package subscript(code: UInt16) -> [UInt8]? { options.first { $0.code == code }?.octets }

    /// The Ethernet address inside the client's identifier of type 1 or 3 (RFC 8415, 11.2 and 11.4).
    ///
    /// It is that of the interface that was there when the identifier was made; not always that of the sender.
    package var clientMAC: MACAddress? {
        guard let octets = self[1] else { return nil }
        var reader = ByteReader(octets)
        guard let type = try? reader.uint16(), type == 1 || type == 3, (try? reader.uint16()) == 1 else {
            return nil
        }
        if type == 1 { _ = try? reader.uint32() }
        guard reader.count == 6 else { return nil }
        return try? reader.mac()
    }

    /// Option 39 (RFC 4704, 4).
    package var fullName: String? {
        self[39].flatMap { String(domainLabels: $0.dropFirst()) }
    }

    /// The first vendor class of option 16, with the enterprise number that gives it its meaning (RFC 8415, 21.16).
    package var vendorClass: (enterprise: UInt32, text: String)? {
        guard let octets = self[16] else { return nil }
        var reader = ByteReader(octets)
        guard let enterprise = try? reader.uint32(), let length = try? reader.uint16(),
            let octets = try? reader.take(Int(length)), let text = String(hostText: octets)
        else { return nil }
        return (enterprise, text)
    }
}
