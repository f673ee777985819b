package import Addresses

/// A DHCP message for IPv4 (RFC 2131, 2), the payload of UDP 67 and 68.
///
/// Options that are split over several fields or repeated are joined (RFC 3396); options in the server-name and
/// boot-file fields are read where option 52 says so, and written back as ordinary options.
package struct DHCPv4Message: Equatable, Sendable {
    package enum Operation: Equatable, Sendable {
        /// From a client.
        case request
        /// From a server.
        case reply
        case other(UInt8)
    }

    /// An option's code with everything said under it.
    package struct Option: Equatable, Sendable {
        package var code: UInt8
        package var octets: [UInt8]

        package init(code: UInt8, octets: [UInt8]) {
            self.code = code
            self.octets = octets
        }
    }

    package var operation: Operation
    /// 1 is Ethernet.
    package var hardwareType: UInt8
    package var hardwareLength: UInt8
    package var transaction: UInt32
    package var seconds: UInt16
    /// 0x8000 asks for broadcast answers.
    package var flags: UInt16
    /// The address the client already holds.
    package var client: IPv4Address
    /// The address the server gives.
    package var yours: IPv4Address
    package var nextServer: IPv4Address
    package var relay: IPv4Address
    /// All sixteen octets of the field.
    package var clientHardware: [UInt8]
    /// In the order their codes first came.
    package var options: [Option]

    /// An Ethernet client's message.
    package init(
        operation: Operation, transaction: UInt32, mac: MACAddress, yours: IPv4Address = .any,
        options: [Option]
    ) {
        self.operation = operation
        hardwareType = 1
        hardwareLength = 6
        self.transaction = transaction
        seconds = 0
        flags = 0
        client = .any
        self.yours = yours
        nextServer = .any
        relay = .any
        clientHardware = mac.octets + Array(repeating: 0, count: 10)
        self.options = options
    }

    private static let magic: UInt32 = 0x6382_5363
}

extension DHCPv4Message.Operation {
    init(_ code: UInt8) {
        self =
            switch code {
            case 1: .request
            case 2: .reply
            default: .other(code)
            }
    }

    var code: UInt8 {
        switch self {
        case .request: 1
        case .reply: 2
        case .other(let code): code
        }
    }
}

extension DHCPv4Message {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        operation = Operation(try reader.uint8())
        hardwareType = try reader.uint8()
        hardwareLength = try reader.uint8()
        try reader.skip(1)
        transaction = try reader.uint32()
        seconds = try reader.uint16()
        flags = try reader.uint16()
        client = try reader.ipv4()
        yours = try reader.ipv4()
        nextServer = try reader.ipv4()
        relay = try reader.ipv4()
        clientHardware = Array(try reader.take(16))
        let serverName = try reader.take(64)
        let bootFile = try reader.take(128)
        let magic = try reader.uint32()
        guard magic == Self.magic else { throw .unsupported(field: "magic cookie", value: UInt64(magic)) }
        options = []
        try readOptions(from: &reader)
        // Option 52: 1 the boot file, 2 the server name, 3 both hold options (RFC 2132, 9.3).
        let overload = takeOverload()
        if overload & 1 != 0 {
            var field = ByteReader(bootFile)
            try readOptions(from: &field)
        }
        if overload & 2 != 0 {
            var field = ByteReader(serverName)
            try readOptions(from: &field)
        }
        // The fields cannot announce further ones.
        _ = takeOverload()
    }

    /// Reads options up to the end option or the end of the octets, which old clients let stand for it.
    private mutating func readOptions(from reader: inout ByteReader) throws(WireError) {
        while !reader.isAtEnd {
            let code = try reader.uint8()
            if code == 255 { return }
            guard code != 0 else { continue }
            let octets = try reader.take(Int(try reader.uint8()))
            if let index = options.firstIndex(where: { $0.code == code }) {
                options[index].octets += octets
            } else {
                options.append(Option(code: code, octets: Array(octets)))
            }
        }
    }

    private mutating func takeOverload() -> UInt8 {
        guard let index = options.firstIndex(where: { $0.code == 52 }) else { return 0 }
        return options.remove(at: index).octets.first ?? 0
    }

    package func write(to writer: inout ByteWriter) {
        writer.bytes([operation.code, hardwareType, hardwareLength, 0])
        writer.uint32(transaction)
        writer.uint16(seconds)
        writer.uint16(flags)
        for address in [client, yours, nextServer, relay] { writer.ipv4(address) }
        writer.bytes(clientHardware.prefix(16))
        writer.zeros(16 - min(16, clientHardware.count) + 64 + 128)
        writer.uint32(Self.magic)
        for option in options {
            var rest = option.octets[...]
            repeat {
                let part = rest.prefix(255)
                writer.bytes([option.code, UInt8(part.count)])
                writer.bytes(part)
                rest = rest.dropFirst(part.count)
            } while !rest.isEmpty
        }
        writer.uint8(255)
    }
}

/// What the options say (RFC 2132). An option that is absent or of a wrong length gives nothing.
extension DHCPv4Message {
    /// The kinds of message that are told apart; others keep their number.
    package enum Kind: Equatable, Sendable {
        case discover, offer, request, decline, acknowledge, refuse, release, inform
        case other(UInt8)
    }

    package subscript(code: UInt8) -> [UInt8]? { options.first { $0.code == code }?.octets }

    /// Option 53.
    package var kind: Kind? {
        guard let octets = self[53], octets.count == 1, let code = octets.first else { return nil }
        let known: [Kind] = [
            .discover, .offer, .request, .decline, .acknowledge, .refuse, .release, .inform,
        ]
        return (1...8).contains(code) ? known[Int(code) - 1] : .other(code)
    }

    /// The client's Ethernet address.
    package var mac: MACAddress? {
        guard hardwareType == 1, hardwareLength == 6, clientHardware.count >= 6 else { return nil }
        return MACAddress(clientHardware.prefix(6).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// Option 12.
    package var hostName: String? { text(12) }
    /// Option 60: `MSFT 5.0`.
    package var vendorClass: String? { text(60) }
    /// Option 50.
    package var requestedAddress: IPv4Address? { addresses(50).first }
    /// Option 54.
    package var serverIdentifier: IPv4Address? { addresses(54).first }
    /// Option 3.
    package var routers: [IPv4Address] { addresses(3) }
    /// Option 6.
    package var nameServers: [IPv4Address] { addresses(6) }
    /// Option 55: the options a client asks for, in its own order.
    package var parameterList: [UInt8] { self[55] ?? [] }
    /// Option 61, its type octet included.
    package var clientIdentifier: [UInt8]? { self[61] }

    /// The name of option 81 (RFC 4702, 2): labels where flag E is set, else ASCII.
    package var fullName: String? {
        guard let octets = self[81], octets.count > 3 else { return nil }
        return octets[0] & 0x04 != 0
            ? String(domainLabels: octets.dropFirst(3)) : String(hostText: octets.dropFirst(3))
    }

    private func text(_ code: UInt8) -> String? { self[code].flatMap { String(hostText: $0[...]) } }

    private func addresses(_ code: UInt8) -> [IPv4Address] {
        guard let octets = self[code], octets.count % 4 == 0 else { return [] }
        var reader = ByteReader(octets)
        var addresses: [IPv4Address] = []
        while let address = try? reader.ipv4() { addresses.append(address) }
        return addresses
    }
}
