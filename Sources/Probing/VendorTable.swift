package import Addresses

/// Which maker was assigned a hardware address, from the IEEE's registries in their CSV form.
///
/// The text it reads (`oui.csv`, `mam.csv`, `oui36.csv`, `iab.csv`; RFC 4180), shortened:
/// ```
/// Registry,Assignment,Organization Name,Organization Address
/// MA-L,00005E,"ICANN, IANA Department",INTERNET ASS'NED NOS.AUTHORITY Los Angeles CA US 90094-2536
/// MA-M,741AE09,Private,
/// MA-S,70B3D5719,2M Technology,802 Greenview Drive  Grand Prairie TX US 75050
/// ```
package struct VendorTable: Sendable {
    /// Where a name stands in the texts: which text, and its octets without the enclosing quotes.
    private struct Place {
        var text: Int
        var octets: Range<Int>
    }

    private var texts: [[UInt8]] = []
    /// By number of leading bits: 24 (MA-L), 28 (MA-M) and 36 (MA-S, IAB); keys are the leading bits as a number.
    private var blocks: [Int: [UInt64: Place]] = [24: [:], 28: [:], 36: [:]]

    /// Reads the registries' texts in any order. Lines without a 24, 28 or 36 bit assignment, the header among them,
    /// are passed over; of two entries for one block the first counts.
    package init(csv texts: [[UInt8]]) {
        for text in texts { read(text) }
    }

    /// The maker's name as registered, by the longest block that holds the address.
    ///
    /// Nil for addresses chosen by software (a caller says "randomised"), for group addresses, and where the holder
    /// is not published.
    package func vendor(of mac: MACAddress) -> String? {
        guard !mac.isLocallyAdministered, !mac.isGroup else { return nil }
        for bits in [36, 28, 24] {
            guard let place = blocks[bits]?[mac.value >> UInt64(48 - bits)] else { continue }
            let name = name(at: place)
            // A withheld name, and a block that is only handed out in smaller parts, name no maker.
            return name.isEmpty || name == "Private" || name == "IEEE Registration Authority" ? nil : name
        }
        return nil
    }

    private func name(at place: Place) -> String {
        let octets = texts[place.text][place.octets]
        guard octets.contains(Self.quote) else {
            return Self.trimmed(String(decoding: octets, as: UTF8.self))
        }
        // A quote inside a quoted field is written twice (RFC 4180, 2.7).
        var plain: [UInt8] = []
        var isSecond = false
        for octet in octets {
            if octet == Self.quote, !isSecond {
                isSecond = true
                continue
            }
            isSecond = false
            plain.append(octet)
        }
        return Self.trimmed(String(decoding: plain, as: UTF8.self))
    }

    private static func trimmed(_ text: String) -> String {
        let words = text.split { $0 == " " || $0.isNewline || $0 == "\t" }
        return words.joined(separator: " ")
    }
}

extension VendorTable {
    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")

    /// Adds one text's assignments. Works on octets: a pass over the four registries takes some twenty milliseconds.
    private mutating func read(_ octets: [UInt8]) {
        let text = texts.count
        var large: [UInt64: Place] = [:]
        var medium: [UInt64: Place] = [:]
        var small: [UInt64: Place] = [:]
        var position = 0
        while position < octets.count {
            _ = Self.field(of: octets, from: &position)
            let assignment = Self.field(of: octets, from: &position)
            let name = Self.field(of: octets, from: &position)
            while Self.isMoreInRecord(octets, position) { _ = Self.field(of: octets, from: &position) }
            position += 1
            guard let prefix = Self.number(octets, assignment) else { continue }
            let place = Place(text: text, octets: name)
            switch assignment.count {
            case 6: if large[prefix] == nil { large[prefix] = place }
            case 7: if medium[prefix] == nil { medium[prefix] = place }
            case 9: if small[prefix] == nil { small[prefix] = place }
            default: break
            }
        }
        texts.append(octets)
        for (bits, found) in [(24, large), (28, medium), (36, small)] {
            blocks[bits, default: [:]].merge(found) { first, _ in first }
        }
    }

    /// Whether `position` stands before a further field of the same record.
    private static func isMoreInRecord(_ octets: [UInt8], _ position: Int) -> Bool {
        position < octets.count && octets[position] != lineFeed
    }

    /// The field that begins at `position`, without enclosing quotes; leaves `position` at the next field's first
    /// octet, or at the line feed or the end that closes the record.
    private static func field(of octets: [UInt8], from position: inout Int) -> Range<Int> {
        guard isMoreInRecord(octets, position) else { return position..<position }
        var field: Range<Int>
        if octets[position] == quote {
            let start = position + 1
            position = start
            while position < octets.count {
                if octets[position] == quote {
                    guard position + 1 < octets.count, octets[position + 1] == quote else { break }
                    position += 1
                }
                position += 1
            }
            field = start..<min(position, octets.count)
            position = min(position + 1, octets.count)
            skipToEnd(octets, &position)
        } else {
            let start = position
            skipToEnd(octets, &position)
            field = start..<position
        }
        if position < octets.count, octets[position] == comma { position += 1 }
        return field
    }

    /// Moves to the comma, the line feed or the end that closes the field.
    private static func skipToEnd(_ octets: [UInt8], _ position: inout Int) {
        while position < octets.count, octets[position] != comma, octets[position] != lineFeed {
            position += 1
        }
    }

    /// The hexadecimal number that a field of six, seven or nine digits is; nil for any other.
    private static func number(_ octets: [UInt8], _ field: Range<Int>) -> UInt64? {
        guard [6, 7, 9].contains(field.count) else { return nil }
        var value: UInt64 = 0
        for index in field {
            let digit: UInt8
            switch octets[index] {
            case 0x30...0x39: digit = octets[index] - 0x30
            case 0x41...0x46: digit = octets[index] - 0x41 + 10
            case 0x61...0x66: digit = octets[index] - 0x61 + 10
            default: return nil
            }
            value = value << 4 | UInt64(digit)
        }
        return value
    }
}
