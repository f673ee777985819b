package import Addresses

/// What a station says of itself by the Link Layer Discovery Protocol (IEEE 802.1AB, 8), the payload of
/// EtherType 0x88cc.
///
///      0                   1
///     |   type (7)  |   length (9)    |  value …
///
/// The two parts of the inventory that phones and access points add (ANSI/TIA-1057, 10.2.6) are read as well.
/// Of elements that come twice the first counts.
package struct LLDPFrame: Equatable, Sendable {
    /// What a station can be, as a bit of IEEE 802.1AB, table 8-4.
    package struct Capabilities: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }
        package static let other = Capabilities(rawValue: 1 << 0)
        package static let repeater = Capabilities(rawValue: 1 << 1)
        package static let bridge = Capabilities(rawValue: 1 << 2)
        package static let accessPoint = Capabilities(rawValue: 1 << 3)
        package static let router = Capabilities(rawValue: 1 << 4)
        package static let telephone = Capabilities(rawValue: 1 << 5)
        package static let modem = Capabilities(rawValue: 1 << 6)
        package static let station = Capabilities(rawValue: 1 << 7)
    }

    /// A text of the inventory, numbered as its subtype.
    package enum Inventory: UInt8, CaseIterable, Sendable {
        case hardware = 5
        case firmware, software, serial, manufacturer, model
    }

    /// The chassis where it is named by a hardware address.
    package var chassis: MACAddress?
    /// Seconds that this holds; 0 says goodbye.
    package var lifetime: UInt16
    package var systemName: String?
    package var systemDescription: String?
    /// What it does, not only could do.
    package var enabled: Capabilities
    /// Where it can be managed, in the order given.
    package var managementAddresses: [IPAddress]
    package var inventory: [Inventory: String]

    package static let etherType: UInt16 = 0x88cc
    /// The most management addresses kept.
    private static let addressLimit = 8
}

extension LLDPFrame {
    /// Reads the elements up to the end element or the end of the frame.
    ///
    /// - Throws: `malformed` when the first three are not chassis, port and lifetime (IEEE 802.1AB, 8.2);
    ///   `truncated` when an element is longer than the frame. A single element that cannot be read gives nothing.
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let identity = try reader.element()
        let port = try reader.element()
        let lifetime = try reader.element()
        guard identity.type == 1, port.type == 2, lifetime.type == 3, lifetime.value.count >= 2 else {
            throw .malformed("LLDP order")
        }
        chassis = Self.chassis(identity.value)
        var number = ByteReader(lifetime.value)
        self.lifetime = try number.uint16()
        (enabled, managementAddresses, inventory) = ([], [], [:])
        while !reader.isAtEnd {
            let element = try reader.element()
            if element.type == 0 { return }
            read(element)
        }
    }

    private mutating func read(_ element: ByteReader.Element) {
        var reader = ByteReader(element.value)
        switch element.type {
        case 5: systemName = systemName ?? Self.text(element.value)
        case 6: systemDescription = systemDescription ?? Self.text(element.value)
        case 7:
            guard element.value.count == 4, let both = try? reader.uint32() else { return }
            enabled = Capabilities(rawValue: UInt16(truncatingIfNeeded: both))
        case 8:
            guard managementAddresses.count < Self.addressLimit,
                let address = try? reader.managementAddress(), !managementAddresses.contains(address)
            else { return }
            managementAddresses.append(address)
        case 127:
            // The organisation of ANSI/TIA-1057.
            guard (try? reader.uint24()) == 0x00_12bb, let subtype = try? reader.uint8(),
                let kind = Inventory(rawValue: subtype)
            else { return }
            inventory[kind] = inventory[kind] ?? Self.text(reader.rest)
        default: break
        }
    }

    /// Subtype 4 is a hardware address.
    private static func chassis(_ value: ArraySlice<UInt8>) -> MACAddress? {
        var reader = ByteReader(value)
        guard value.count == 7, (try? reader.uint8()) == 4 else { return nil }
        return try? reader.mac()
    }

    private static func text(_ octets: ArraySlice<UInt8>) -> String? {
        let text = String(lossy: octets)
        return text.isEmpty ? nil : text
    }
}

extension ByteReader {
    fileprivate struct Element {
        var type: UInt8
        var value: ArraySlice<UInt8>
    }

    fileprivate mutating func element() throws(WireError) -> Element {
        let head = try uint16()
        return Element(type: UInt8(head >> 9), value: try take(Int(head & 0x1ff)))
    }

    /// The length of family and address, the family (1 IPv4, 2 IPv6; IANA address families), the address.
    fileprivate mutating func managementAddress() throws(WireError) -> IPAddress {
        let length = try uint8()
        let family = try uint8()
        switch (length, family) {
        case (5, 1): return .v4(try ipv4())
        case (17, 2): return .v6(try ipv6())
        default: throw .unsupported(field: "management address family", value: UInt64(family))
        }
    }
}
