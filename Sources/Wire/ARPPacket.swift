package import Addresses

/// An ARP packet for IPv4 over Ethernet (RFC 826), 28 octets.
package struct ARPPacket: Equatable, Sendable {
    package enum Operation: Equatable, Sendable {
        case request, reply
        case other(UInt16)

        package init(_ code: UInt16) {
            self =
                switch code {
                case 1: .request
                case 2: .reply
                default: .other(code)
                }
        }

        package var code: UInt16 {
            switch self {
            case .request: 1
            case .reply: 2
            case .other(let code): code
            }
        }
    }

    /// One end of the conversation.
    package struct Party: Equatable, Sendable {
        package var mac: MACAddress
        package var address: IPv4Address

        package init(mac: MACAddress, address: IPv4Address) {
            self.mac = mac
            self.address = address
        }
    }

    /// The octets of a packet.
    package static let length = 28

    package var operation: Operation
    package var sender: Party
    package var target: Party

    package init(operation: Operation, sender: Party, target: Party) {
        self.operation = operation
        self.sender = sender
        self.target = target
    }
}

extension ARPPacket {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        try reader.expect(1, "hardware type")
        try reader.expect(EtherType.ipv4, "protocol type")
        try reader.expect(0x0604, "address lengths")
        operation = Operation(try reader.uint16())
        sender = Party(mac: try reader.mac(), address: try reader.ipv4())
        target = Party(mac: try reader.mac(), address: try reader.ipv4())
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint16(1)
        writer.uint16(EtherType.ipv4)
        writer.uint16(0x0604)
        writer.uint16(operation.code)
        for party in [sender, target] {
            writer.mac(party.mac)
            writer.ipv4(party.address)
        }
    }
}
