package import Addresses

/// How a wireless network announces itself: a beacon or the answer to a search (IEEE 802.11-2020, 9.3.3.2 and 9.3.3.10).
package struct WirelessBeacon: Equatable, Sendable {
    /// The hardware address of the network's cell (9.3.3.1, address 3).
    package var cell: MACAddress
    /// Up to 32 octets; empty or all zeros where the network hides its name.
    package var name: [UInt8]
    package var channel: UInt8?
    /// Whether frames are encrypted in some way (9.4.1.4, Privacy).
    package var isPrivate: Bool
    /// The RSN element: WPA2 and later.
    package var robust: WirelessSuites?
    /// The element of the first WPA.
    package var first: WirelessSuites?
    package var setup: WirelessSetup?

    /// A management frame from its first octet on: the header of 24 octets, then the time, the interval and the
    /// capabilities in 12, then elements. Other management frames are `unsupported`.
    package init(parsing frame: ArraySlice<UInt8>) throws(WireError) {
        var reader = ByteReader(frame)
        let kind = try reader.uint8()
        // Version 0, type 0; subtype 8 is a beacon, 5 a probe response.
        guard kind == 0x80 || kind == 0x50 else {
            throw .unsupported(field: "frame control", value: UInt64(kind))
        }
        let flags = try reader.uint8()
        try reader.skip(14)
        let cell = try reader.mac()
        // The sequence number, and HT Control where the order flag announces it (9.2.4.1.10).
        try reader.skip(flags & 0x80 != 0 ? 6 : 2)
        try reader.skip(10)
        let capabilities = try reader.uint16LE()
        try self.init(cell: cell, capabilities: capabilities, elements: reader.rest)
    }

    /// What follows the fixed fields, as the kernel keeps it of its last scan.
    ///
    /// Elements that were cut off are an error: what is missing might be the encryption. Up to four octets after the
    /// last element are passed over, since some captures end with the frame's check sequence.
    package init(
        cell: MACAddress, capabilities: UInt16, elements: ArraySlice<UInt8>
    ) throws(WireError) {
        self.cell = cell
        isPrivate = capabilities & 0x0010 != 0
        name = []
        var hasName = false
        var setupOctets: [UInt8] = []
        var reader = ByteReader(elements)
        while reader.count > 4 || !reader.isAtEnd && Self.isWhole(reader) {
            let kind = try reader.uint8()
            let body = try reader.take(Int(try reader.uint8()))
            switch kind {
            case 0 where !hasName:
                guard body.count <= 32 else { throw .malformed("SSID") }
                name = Array(body)
                hasName = true
            case 3, 61: channel = channel ?? body.first
            case 48 where robust == nil: robust = try WirelessSuites(parsing: body)
            case 221 where first == nil && body.starts(with: Self.firstWPA):
                first = try WirelessSuites(parsing: body.dropFirst(4))
            // Long texts are split among several elements (Wi-Fi Simple Configuration 2.0.8, 8.2).
            case 221 where body.starts(with: WirelessSetup.mark): setupOctets += body.dropFirst(4)
            default: break
            }
        }
        if !setupOctets.isEmpty { setup = WirelessSetup(parsing: setupOctets) }
    }

    /// Microsoft's OUI and type of the element of the first WPA.
    private static let firstWPA: [UInt8] = [0x00, 0x50, 0xf2, 0x01]

    /// Whether what is left begins with a whole element.
    private static func isWhole(_ reader: ByteReader) -> Bool {
        let rest = reader.rest
        guard rest.count >= 2 else { return false }
        return Int(rest[rest.startIndex + 1]) <= rest.count - 2
    }

    /// Whether the name is withheld.
    package var hidesName: Bool { name.allSatisfy { $0 == 0 } }
}

/// Ciphers and key management that a network offers (IEEE 802.11-2020, 9.4.2.24; the same for the first WPA).
package struct WirelessSuites: Equatable, Sendable {
    /// The last octets of the suite selectors of the element's own OUI; others are left out.
    package var ciphers: [UInt8]
    package var keyManagement: [UInt8]
    /// Bit 6 requires protected management frames, bit 7 allows them.
    package var capabilities: UInt16

    package static let tkip: UInt8 = 2

    /// Everything behind the version may be absent; the standard's defaults stand in then.
    init(parsing body: ArraySlice<UInt8>) throws(WireError) {
        var reader = ByteReader(body)
        let version = try reader.uint16LE()
        guard version == 1 else { throw .unsupported(field: "RSN version", value: UInt64(version)) }
        ciphers = []
        keyManagement = []
        capabilities = 0
        guard !reader.isAtEnd else { return }
        try reader.skip(4)
        guard !reader.isAtEnd else { return }
        ciphers = try Self.suites(&reader)
        guard !reader.isAtEnd else { return }
        keyManagement = try Self.suites(&reader)
        guard reader.count >= 2 else { return }
        capabilities = try reader.uint16LE()
    }

    /// A count and as many selectors of four octets: an OUI and a type.
    private static func suites(_ reader: inout ByteReader) throws(WireError) -> [UInt8] {
        var types: [UInt8] = []
        for _ in 0..<Int(try reader.uint16LE()) {
            let organisation = try reader.uint24()
            let type = try reader.uint8()
            if organisation == 0x000fac || organisation == 0x0050f2 { types.append(type) }
        }
        return types
    }
}

/// What a network says for being joined by pressing a button or by a number (Wi-Fi Simple Configuration 2.0.8, 12).
package struct WirelessSetup: Equatable, Sendable {
    package var manufacturer: String?
    package var model: String?
    package var modelNumber: String?
    /// Whether the access point refuses to be set up from outside for the time being.
    package var isLocked: Bool

    /// Microsoft's OUI and the element's type.
    static let mark: [UInt8] = [0x00, 0x50, 0xf2, 0x04]

    /// Attributes: type and length in two octets each, big-endian. Ends where one is cut off.
    init(parsing octets: [UInt8]) {
        isLocked = false
        var reader = ByteReader(octets)
        while let type = try? reader.uint16(), let length = try? reader.uint16(),
            let value = try? reader.take(Int(length))
        {
            switch type {
            case 0x1021: manufacturer = Self.text(value, limit: 64)
            case 0x1023: model = Self.text(value, limit: 32)
            case 0x1024: modelNumber = Self.text(value, limit: 32)
            case 0x1057: isLocked = value.first == 1
            default: break
            }
        }
    }

    /// Nil for what is left empty, or filled with zeros or spaces.
    private static func text(_ octets: ArraySlice<UInt8>, limit: Int) -> String? {
        let text = String(printable: octets.prefix { $0 != 0 }, limit: limit)
        return text.isEmpty ? nil : text
    }
}
