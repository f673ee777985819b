package import Addresses

/// What an Ethernet frame carries (IEEE 802 numbers, RFC 9542).
package enum EtherType {
    package static let ipv4: UInt16 = 0x0800
    package static let arp: UInt16 = 0x0806
    package static let ipv6: UInt16 = 0x86dd
    /// IEEE 802.1Q customer tag.
    package static let vlan: UInt16 = 0x8100
    /// IEEE 802.1ad service tag.
    package static let serviceVLAN: UInt16 = 0x88a8
    /// The service tag of equipment older than 802.1ad.
    package static let oldServiceVLAN: UInt16 = 0x9100
    /// From here on the field is a type, below it a length (IEEE 802.3, clause 3.2.6).
    package static let lowest: UInt16 = 0x0600

    package static func isTag(_ type: UInt16) -> Bool {
        type == vlan || type == serviceVLAN || type == oldServiceVLAN
    }
}

/// An Ethernet header with its VLAN tags.
package struct EthernetHeader: Equatable, Sendable {
    /// An IEEE 802.1Q tag.
    package struct Tag: Equatable, Sendable {
        /// 0x8100, 0x88a8 or 0x9100.
        package var proto: UInt16
        /// Priority (3 bits), drop eligibility (1) and the VLAN identifier (12).
        package var control: UInt16

        package init(proto: UInt16 = EtherType.vlan, control: UInt16) {
            self.proto = proto
            self.control = control
        }

        package var vlan: UInt16 { control & 0x0fff }
    }

    /// More tags than these are not read as tags.
    package static let tagLimit = 8
    /// The shortest frame without its check sequence (IEEE 802.3, clause 4A.4.2).
    package static let minimumFrame = 60

    package var destination: MACAddress
    package var source: MACAddress
    package var tags: [Tag]
    /// A type, or below ``EtherType/lowest`` the length of an IEEE 802.3 frame.
    package var type: UInt16

    package init(destination: MACAddress, source: MACAddress, tags: [Tag] = [], type: UInt16) {
        self.destination = destination
        self.source = source
        self.tags = tags
        self.type = type
    }
}

extension EthernetHeader {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        destination = try reader.mac()
        source = try reader.mac()
        tags = []
        type = try reader.uint16()
        while EtherType.isTag(type), tags.count < Self.tagLimit {
            tags.append(Tag(proto: type, control: try reader.uint16()))
            type = try reader.uint16()
        }
    }

    package func write(to writer: inout ByteWriter) {
        writer.mac(destination)
        writer.mac(source)
        for tag in tags {
            writer.uint16(tag.proto)
            writer.uint16(tag.control)
        }
        writer.uint16(type)
    }
}
