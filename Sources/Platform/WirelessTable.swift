package import Addresses
import CLinux
import Glibc
import Wire

/// The wireless cards of this host and the networks they have already heard, as the kernel keeps them
/// (nl80211).
///
/// Only reads what is there: no scan is begun, so nothing goes on the air. The kernel forgets a network about
/// 30 seconds after it was last heard, except the one it is joined to (net/wireless/scan.c), and keeps at
/// most 1000; what it gives is therefore recent and may be little.
///
/// No test has met a real card: readings are held against messages made by hand after <linux/nl80211.h>.
package struct WirelessTable: Hashable, Sendable {
    /// Empty where this machine has no wireless card, or none that this network namespace holds.
    package var cards: [Card]

    /// A wireless interface.
    package struct Card: Hashable, Sendable {
        /// The kernel's number of it.
        package var index: Int
        /// `wlan0`
        package var name: String
        package var heard: [Cell]
        /// How many networks the kernel gave in a form that could not be read; they are not in `heard`.
        package var unread = 0
        /// Why what it heard could not be asked for; nil where it could.
        package var failure: SystemError?
    }

    /// A network's cell as one card heard it.
    package struct Cell: Hashable, Sendable {
        /// Its hardware address (BSSID).
        package var mac: MACAddress
        /// The capability field of its beacon (IEEE 802.11-2020, 9.4.1.4).
        package var capabilities: UInt16
        /// Its information elements, never empty; those of its answer to a search where there was one.
        package var elements: [UInt8]
        /// In MHz; nil where the kernel did not say.
        package var frequency: Int?
        /// In hundredths of a decibel over a milliwatt; nil where the card does not measure it so.
        package var signal: Int?
        /// Milliseconds since it was last heard; nil where the kernel did not say.
        package var age: Int?
        /// Whether this host is joined to it.
        package var isJoined: Bool
    }

    /// Asks the kernel by generic netlink; needs no privilege. A kernel without nl80211 has no cards: that is
    /// no error.
    package static func read() throws(SystemError) -> WirelessTable {
        let socket = try NetlinkSocket(family: NETLINK_GENERIC)
        // The whole list: asking for one family by name would make the kernel load a module.
        let families = try socket.dump(
            type: UInt16(GENL_ID_CTRL), body: request(UInt8(CTRL_CMD_GETFAMILY), version: 2))
        guard let family = family(in: families) else { return WirelessTable(cards: []) }
        let interfaces = try socket.dump(
            type: family, body: request(UInt8(NL80211_CMD_GET_INTERFACE.rawValue), version: 0))
        var cards = cards(in: interfaces)
        for place in cards.indices {
            do throws(SystemError) {
                var body = request(UInt8(NL80211_CMD_GET_SCAN.rawValue), version: 0)
                body += attribute(NL80211_ATTR_IFINDEX.rawValue, UInt32(cards[place].index))
                // A socket of its own: what came too late for one card must not be taken for another's.
                cards[place].hear(
                    try NetlinkSocket(family: NETLINK_GENERIC).dump(type: family, body: body))
            } catch {
                cards[place].failure = error
            }
        }
        return WirelessTable(cards: cards)
    }

    /// struct genlmsghdr: the command and its version in an octet each, two octets reserved.
    private static func request(_ command: UInt8, version: UInt8) -> [UInt8] { [command, version, 0, 0] }

    /// An attribute that holds a number of four octets.
    private static func attribute(_ type: UInt32, _ value: UInt32) -> [UInt8] {
        var writer = ByteWriter()
        writer.uint16LE(8)
        writer.uint16LE(UInt16(type))
        writer.uint32LE(value)
        return writer.octets
    }

    /// The number by which this kernel calls nl80211; nil where it has none (<linux/genetlink.h>).
    static func family(in messages: [NetlinkMessage]) -> UInt16? {
        for message in messages {
            let attributes = NetlinkAttribute.list(in: message.body, after: 4)
            guard attributes.first(where: { $0.type == UInt16(CTRL_ATTR_FAMILY_NAME) })?.text == "nl80211",
                let number = attributes.first(where: { $0.type == UInt16(CTRL_ATTR_FAMILY_ID) })?.uint16
            else { continue }
            return number
        }
        return nil
    }

    /// The interfaces that have a number; those without are no network devices (`P2P_DEVICE`, `NAN`).
    static func cards(in messages: [NetlinkMessage]) -> [Card] {
        messages.compactMap { message in
            let attributes = NetlinkAttribute.list(in: message.body, after: 4)
            guard
                let index = attributes.first(where: { $0.type == UInt16(NL80211_ATTR_IFINDEX.rawValue) })?
                    .uint32,
                index != 0, index <= UInt32(Int32.max)
            else { return nil }
            let name = attributes.first { $0.type == UInt16(NL80211_ATTR_IFNAME.rawValue) }?.text ?? ""
            return Card(index: Int(index), name: name.isEmpty ? "#\(index)" : name, heard: [])
        }
        .sorted { $0.index < $1.index }
    }
}

extension WirelessTable.Card {
    /// Takes in the answer to NL80211_CMD_GET_SCAN.
    mutating func hear(_ messages: [NetlinkMessage]) {
        let cells = messages.map { WirelessTable.Cell($0.body) }
        heard = cells.compactMap { $0 }
        unread = cells.count - heard.count
    }
}

extension WirelessTable.Cell {
    /// Reads one network of the answer (<linux/nl80211.h>, enum nl80211_bss).
    ///
    /// Nil where its address, its capabilities or its elements are missing: without them nothing can be said
    /// of its encryption, and it must not pass for open.
    init?(_ body: ArraySlice<UInt8>) {
        let message = NetlinkAttribute.list(in: body, after: 4)
        guard let nested = message.first(where: { $0.type == UInt16(NL80211_ATTR_BSS.rawValue) }) else {
            return nil
        }
        let attributes = NetlinkAttribute.list(in: nested.value, after: 0)
        let value = { (type: nl80211_bss) in attributes.first { $0.type == UInt16(type.rawValue) } }
        var address = ByteReader(value(NL80211_BSS_BSSID)?.value ?? [])
        guard address.count == 6, let mac = try? address.mac(),
            let capabilities = value(NL80211_BSS_CAPABILITY)?.uint16,
            let elements = [NL80211_BSS_INFORMATION_ELEMENTS, NL80211_BSS_BEACON_IES]
                .compactMap({ value($0)?.value }).first(where: { !$0.isEmpty })
        else { return nil }
        self.init(
            mac: mac, capabilities: capabilities, elements: Array(elements),
            frequency: value(NL80211_BSS_FREQUENCY)?.uint32.map { Int($0) },
            signal: value(NL80211_BSS_SIGNAL_MBM)?.uint32.map { Int(Int32(bitPattern: $0)) },
            age: value(NL80211_BSS_SEEN_MS_AGO)?.uint32.map { Int($0) },
            // Authenticated (0), associated (1) or joined to an IBSS (2): enum nl80211_bss_status.
            isJoined: [1, 2].contains(value(NL80211_BSS_STATUS)?.uint32))
    }
}
