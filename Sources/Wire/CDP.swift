package import Addresses

/// What a device says of itself by Cisco's discovery protocol, which other makers' switches, phones and access
/// points speak as well: an LLC frame under Cisco's organisation number.
///
///     version (8), lifetime (8), checksum (16), then elements: type (16), length with these four (16), value
///
/// The checksum is not compared: the frame's own was. Of elements that come twice the first counts.
package struct CDPFrame: Equatable, Sendable {
    /// What a device can be.
    package struct Capabilities: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }
        package static let router = Capabilities(rawValue: 1 << 0)
        package static let bridge = Capabilities(rawValue: 1 << 1)
        package static let sourceRouteBridge = Capabilities(rawValue: 1 << 2)
        package static let `switch` = Capabilities(rawValue: 1 << 3)
        package static let host = Capabilities(rawValue: 1 << 4)
        package static let repeater = Capabilities(rawValue: 1 << 6)
        package static let telephone = Capabilities(rawValue: 1 << 7)
    }

    package var deviceID: String?
    package var software: String?
    package var platform: String?
    package var capabilities: Capabilities
    /// Of the device, then for its management, each once; 0.0.0.0 where it has none.
    package var addresses: [IPAddress]

    /// Where it is sent to.
    package static let group = MACAddress(0x0100_0ccc_cccc)
    /// The LLC and SNAP headers before it (IEEE 802, 9.5).
    package static let header: [UInt8] = [0xaa, 0xaa, 0x03, 0x00, 0x00, 0x0c, 0x20, 0x00]
    /// The most addresses kept.
    private static let addressLimit = 8
}

extension CDPFrame {
    /// Reads what follows ``header``.
    ///
    /// - Throws: `unsupported` for another version than 1 and 2, `truncated` or `malformed` when an element's length
    ///   cannot be. A single element that cannot be read gives nothing.
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let version = try reader.uint8()
        guard version == 1 || version == 2 else {
            throw .unsupported(field: "CDP version", value: UInt64(version))
        }
        try reader.skip(3)
        (capabilities, addresses) = ([], [])
        while !reader.isAtEnd {
            let type = try reader.uint16()
            let length = Int(try reader.uint16())
            read(type, try reader.take(length - 4))
        }
    }

    private mutating func read(_ type: UInt16, _ value: ArraySlice<UInt8>) {
        var reader = ByteReader(value)
        switch type {
        case 0x01: deviceID = deviceID ?? Self.text(value)
        case 0x02, 0x16:
            for address in reader.addresses(limit: Self.addressLimit - addresses.count)
            where !addresses.contains(address) { addresses.append(address) }
        case 0x04: capabilities = (try? reader.uint32()).map { Capabilities(rawValue: $0) } ?? capabilities
        case 0x05: software = software ?? Self.text(value)
        case 0x06: platform = platform ?? Self.text(value)
        default: break
        }
    }

    private static func text(_ octets: ArraySlice<UInt8>) -> String? {
        let text = String(lossy: octets)
        return text.isEmpty ? nil : text
    }
}

extension ByteReader {
    /// A count, then for each: form and length of the protocol's name, the name, the length of the address, the
    /// address. Reads up to the first that is broken; of another protocol than IP nothing is kept.
    fileprivate mutating func addresses(limit: Int) -> [IPAddress] {
        guard let count = try? uint32() else { return [] }
        var addresses: [IPAddress] = []
        for _ in 0..<min(Int(count), limit) {
            guard (try? uint8()) != nil, let nameLength = try? uint8(),
                let name = try? take(Int(nameLength)), let length = try? uint16(),
                let octets = try? take(Int(length))
            else { return addresses }
            var reader = ByteReader(octets)
            switch (Array(name), octets.count) {
            case ([0xcc], 4): addresses += [(try? reader.ipv4()).map { .v4($0) }].compactMap(\.self)
            case ([0xaa, 0xaa, 0x03, 0, 0, 0, 0x86, 0xdd], 16):
                addresses += [(try? reader.ipv6()).map { .v6($0) }].compactMap(\.self)
            default: break
            }
        }
        return addresses
    }
}
