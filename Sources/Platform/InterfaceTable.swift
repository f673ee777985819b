package import Addresses
import CLinux
import Glibc
import Wire

/// The network interfaces of this host, as the kernel lists them.
package struct InterfaceTable: Sendable {
    /// In the order of their indices.
    package var interfaces: [Interface]

    package struct Interface: Hashable, Sendable {
        package var name: String
        package var index: Int
        /// The hardware address; nil for interfaces that have none, such as tunnels.
        package var mac: MACAddress?
        /// Whether it is switched on.
        package var isUp: Bool
        /// Whether it can carry frames: the cable is in, the access point joined.
        package var isRunning: Bool
        package var isLoopback: Bool
        package var isWireless: Bool
        /// Whether frames on it are Ethernet frames (ARPHRD_ETHER, and the loopback).
        package var isEthernet: Bool
        /// The largest packet in octets, without the Ethernet header.
        package var mtu: Int
        package var addresses: [Address]
    }

    package struct Address: Hashable, Sendable {
        package var address: IPAddress
        /// The number of leading bits that neighbours share with it.
        package var prefixLength: Int
        /// Whether it ends unless it is renewed, as leases do.
        package var hasLifetime: Bool
        /// Whether the kernel made it, by itself or out of a router's advertisement.
        package var isAdvertised: Bool

        /// Whether nobody gave this host the address: it is link-local or made of an advertisement.
        package var isSelfMade: Bool {
            isAdvertised || address.v4?.isLinkLocal ?? false || address.v6?.isLinkLocal ?? false
        }

        /// The block of addresses that are reached without a gateway.
        package var prefix: Prefix? { Prefix(address, length: prefixLength) }
    }

    /// Reads the kernel's tables of links and addresses by rtnetlink; needs no privilege.
    package static func read() throws(SystemError) -> InterfaceTable {
        let socket = try NetlinkSocket(family: NETLINK_ROUTE)
        // struct ifinfomsg is 16 octets, struct ifaddrmsg 8; zero asks for everything.
        let links = try socket.dump(type: UInt16(RTM_GETLINK), body: Array(repeating: 0, count: 16))
        let addresses = try socket.dump(type: UInt16(RTM_GETADDR), body: Array(repeating: 0, count: 8))
        var interfaces = links.compactMap { LinkMessage($0.body).map(Interface.init) }
        interfaces.sort { $0.index < $1.index }
        for message in addresses {
            guard let (index, address) = Self.address(in: message.body),
                let position = interfaces.firstIndex(where: { $0.index == index })
            else { continue }
            interfaces[position].addresses.append(address)
        }
        return InterfaceTable(interfaces: interfaces)
    }

    package subscript(name name: String) -> Interface? { interfaces.first { $0.name == name } }
    package subscript(index index: Int) -> Interface? { interfaces.first { $0.index == index } }

    /// Reads struct ifaddrmsg: family, prefix length, flags and scope in an octet each, then the index.
    private static func address(in body: ArraySlice<UInt8>) -> (index: Int, Address)? {
        var reader = ByteReader(body)
        guard (try? reader.skip(1)) != nil, let length = try? reader.uint8(),
            (try? reader.skip(2)) != nil, let index = try? reader.uint32LE()
        else { return nil }
        let attributes = NetlinkAttribute.list(in: body, after: 8)
        // On point-to-point links IFA_ADDRESS is the other end; IFA_LOCAL is this one.
        let own =
            attributes.first { $0.type == UInt16(IFA_LOCAL) }
            ?? attributes.first { $0.type == UInt16(IFA_ADDRESS) }
        guard let own, let address = IPAddress(octets: own.value) else { return nil }
        return (
            Int(index),
            Address(
                address: address, prefixLength: Int(length), hasLifetime: hasLifetime(attributes),
                isAdvertised: attributes.contains {
                    // IFAPROT_KERNEL_RA, IFAPROT_KERNEL_LL (linux/if_addr.h, since Linux 5.18).
                    $0.type == tenken_address_protocol && [2, 3].contains($0.value.first)
                })
        )
    }

    /// Reads struct ifa_cacheinfo: the seconds it is preferred and valid for, all ones for ever.
    private static func hasLifetime(_ attributes: [NetlinkAttribute]) -> Bool {
        guard let times = attributes.first(where: { $0.type == UInt16(IFA_CACHEINFO) }) else { return false }
        var reader = ByteReader(times.value)
        guard (try? reader.skip(4)) != nil, let valid = try? reader.uint32LE() else { return false }
        return valid != .max
    }
}

extension InterfaceTable.Interface {
    fileprivate init(_ link: LinkMessage) {
        self.init(
            name: link.name, index: link.index, mac: link.mac, isUp: link.isUp, isRunning: link.isRunning,
            isLoopback: link.flags & tenken_link_loopback != 0,
            isWireless: fileExists("/sys/class/net/\(link.name)/wireless")
                || fileExists("/sys/class/net/\(link.name)/phy80211"),
            isEthernet: link.hardware == UInt16(ARPHRD_ETHER) || link.hardware == UInt16(ARPHRD_LOOPBACK),
            mtu: link.mtu, addresses: [])
    }
}

/// A message about one link: struct ifinfomsg and the attributes that matter.
struct LinkMessage {
    var index: Int
    var hardware: UInt16
    var flags: UInt32
    var name: String
    var mac: MACAddress?
    var mtu: Int

    var isUp: Bool { flags & tenken_link_up != 0 }
    var isRunning: Bool { flags & tenken_link_running != 0 }

    /// Reads struct ifinfomsg: family, padding, hardware type in two octets, index, flags and change mask in four.
    init?(_ body: ArraySlice<UInt8>) {
        var reader = ByteReader(body)
        guard (try? reader.skip(2)) != nil, let hardware = try? reader.uint16LE(),
            let index = try? reader.uint32LE(), let flags = try? reader.uint32LE()
        else { return nil }
        self.index = Int(index)
        self.hardware = hardware
        self.flags = flags
        name = ""
        mtu = 0
        for attribute in NetlinkAttribute.list(in: body, after: 16) {
            switch Int(attribute.type) {
            case Int(IFLA_IFNAME): name = attribute.text
            case Int(IFLA_MTU): mtu = Int(attribute.uint32 ?? 0)
            case Int(IFLA_ADDRESS) where hardware == UInt16(ARPHRD_ETHER):
                var reader = ByteReader(attribute.value)
                mac = try? reader.mac()
            default: break
            }
        }
    }
}

extension IPAddress {
    /// An address from four or sixteen octets in network order.
    init?(octets: ArraySlice<UInt8>) {
        var reader = ByteReader(octets)
        switch octets.count {
        case 4:
            guard let address = try? reader.ipv4() else { return nil }
            self = .v4(address)
        case 16:
            guard let address = try? reader.ipv6() else { return nil }
            self = .v6(address)
        default: return nil
        }
    }
}

/// Whether something has this path.
func fileExists(_ path: String) -> Bool {
    // SAFETY: the string lives as long as the call.
    unsafe access(path, F_OK) == 0
}
