package import Addresses

/// A NetBIOS name: fifteen octets padded with spaces and a suffix that says what the name is for (RFC 1001, 14.1).
package struct NetBIOSName: Hashable, Sendable {
    /// Without padding; up to fifteen octets of the machine's OEM code page, CP932 in Japan.
    package let octets: [UInt8]
    /// 0x00 workstation, 0x03 messenger, 0x1b domain master browser, 0x1c domain controllers, 0x1d master browser,
    /// 0x1e browser elections, 0x20 file server (MS-NBTE, appendix).
    package let suffix: UInt8

    package init(octets: some Sequence<UInt8>, suffix: UInt8) {
        var kept = Array(octets.prefix(15))
        while let last = kept.last, last == 0x20 || last == 0 { kept.removeLast() }
        self.octets = kept
        self.suffix = suffix
    }

    /// `*`, the name every node answers a status question for (RFC 1002, 4.2.17), padded with zeros.
    package static let wildcard = NetBIOSName(octets: [0x2a], suffix: 0)

    /// The name as text: ASCII and half-width katakana as they are, other octets as `\xNN`.
    package var text: String {
        octets.reduce(into: "") { text, octet in
            switch octet {
            case 0x20...0x7e: text.unicodeScalars.append(Unicode.Scalar(octet))
            case 0xa1...0xdf:
                // JIS X 0201 katakana in CP932: U+FF61 onward.
                text.unicodeScalars.append(Unicode.Scalar(0xff61 + UInt32(octet - 0xa1)) ?? "?")
            default: text += "\\x" + (octet < 16 ? "0" : "") + String(octet, radix: 16)
            }
        }
    }

    /// The sixteen octets as they are before the first-level encoding.
    private var padded: [UInt8] {
        let filler: UInt8 = self == .wildcard ? 0 : 0x20
        return octets + Array(repeating: filler, count: 15 - octets.count) + [suffix]
    }

    /// The first-level encoding: each half octet as a letter from `A` (RFC 1001, 14.1).
    var encoded: [UInt8] { padded.flatMap { [0x41 + $0 >> 4, 0x41 + $0 & 15] } }

    /// Decodes the 32 letters of the first label.
    init(encoded letters: [UInt8]) throws(WireError) {
        guard letters.count == 32, letters.allSatisfy({ (0x41...0x50).contains($0) }) else {
            throw .malformed("NetBIOS name encoding")
        }
        let octets = stride(from: 0, to: 32, by: 2).map {
            (letters[$0] - 0x41) << 4 | (letters[$0 + 1] - 0x41)
        }
        self.init(octets: octets.prefix(15), suffix: octets[15])
    }
}

/// A message of the NetBIOS name service (RFC 1002, 4.2), which borrows the DNS frame.
///
/// One question and one record at most are read; real messages have no more.
package struct NetBIOSMessage: Equatable, Sendable {
    package enum Operation: Equatable, Sendable {
        case query, registration, release, wait, refresh
        case other(UInt8)
    }

    package var id: UInt16
    package var isResponse: Bool
    package var operation: Operation
    /// The header's low eleven bits: NM_FLAGS and RCODE.
    package var flags: UInt16
    package var question: Question?
    package var record: Record?

    package init(
        id: UInt16, isResponse: Bool, operation: Operation, flags: UInt16 = 0, question: Question? = nil,
        record: Record? = nil
    ) {
        self.id = id
        self.isResponse = isResponse
        self.operation = operation
        self.flags = flags
        self.question = question
        self.record = record
    }

    package var responseCode: UInt8 { UInt8(flags & 15) }

    package struct Question: Equatable, Sendable {
        package var name: NetBIOSName
        /// Node status (NBSTAT) rather than a name query (NB).
        package var asksStatus: Bool

        package init(_ name: NetBIOSName, asksStatus: Bool) {
            self.name = name
            self.asksStatus = asksStatus
        }
    }

    package struct Record: Equatable, Sendable {
        package var name: NetBIOSName
        package var ttl: UInt32
        package var data: Data

        package init(_ name: NetBIOSName, ttl: UInt32 = 0, _ data: Data) {
            self.name = name
            self.ttl = ttl
            self.data = data
        }
    }

    package enum Data: Equatable, Sendable {
        /// NB: who holds the name.
        case holders([Holder])
        /// NBSTAT: the node's names and its hardware address, which is zero on Samba and absent where cut.
        case status([Entry], unitID: MACAddress?)
        case other(kind: UInt16, [UInt8])
    }

    /// An address that holds a name (RFC 1002, 4.2.2).
    package struct Holder: Equatable, Sendable {
        package var isGroup: Bool
        package var address: IPv4Address

        package init(isGroup: Bool, address: IPv4Address) {
            self.isGroup = isGroup
            self.address = address
        }
    }

    /// One name of a node (RFC 1002, 4.2.18).
    package struct Entry: Equatable, Sendable {
        package var name: NetBIOSName
        package var flags: UInt16

        package init(_ name: NetBIOSName, flags: UInt16) {
            self.name = name
            self.flags = flags
        }

        package var isGroup: Bool { flags & 0x8000 != 0 }
        package var isInConflict: Bool { flags & 0x0800 != 0 }
    }
}
