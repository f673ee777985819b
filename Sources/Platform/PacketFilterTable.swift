import CLinux
import Glibc
package import Wire

/// The packet filter of the network namespace this process is in, as the kernel's nf_tables holds it.
package enum PacketFilterTable {
    /// Asks the kernel by netlink; only reads. Needs CAP_NET_ADMIN, else EPERM.
    ///
    /// Where the kernel could load nf_tables but has not, nothing is asked, because the question itself would make it
    /// load: there are no rules then.
    package static func read() throws(SystemError) -> PacketFilter {
        guard isLoaded else { return PacketFilter() }
        var filter = PacketFilter(
            chains: try dump(.chains).compactMap { PacketFilter.Chain($0) },
            rules: try dump(.rules).compactMap { PacketFilter.Rule($0) },
            sets: try dump(.sets).compactMap { PacketFilter.Set($0) })
        for place in filter.sets.indices {
            let set = filter.sets[place]
            filter.sets[place].add(
                try dump(
                    .elements, family: set.table.family,
                    attribute(1, set.table.name) + attribute(2, set.name)))
        }
        return filter
    }

    /// NFT_MSG_GETCHAIN, GETRULE, GETSET and GETSETELEM (linux/netfilter/nf_tables.h).
    private enum Question: UInt16 {
        case chains = 4
        case rules = 7
        case sets = 10
        case elements = 13
    }

    /// The bodies of all answers; a socket for each question, so that no answer is taken for another's.
    private static func dump(
        _ question: Question, family: UInt8 = 0, _ attributes: [UInt8] = []
    ) throws(SystemError) -> [ArraySlice<UInt8>] {
        // NFNL_SUBSYS_NFTABLES is 10; struct nfgenmsg: the family, version 0, and two octets of zero.
        try NetlinkSocket(family: NETLINK_NETFILTER)
            .dump(type: 10 << 8 | question.rawValue, body: [family, 0, 0, 0] + attributes).map(\.body)
    }

    /// An attribute that holds a text and its final zero.
    private static func attribute(_ type: UInt16, _ text: String) -> [UInt8] {
        let value = Array(text.utf8.prefix(512)) + [0]
        var writer = ByteWriter()
        writer.uint16LE(UInt16(4 + value.count))
        writer.uint16LE(type)
        writer.bytes(value)
        writer.zeros(NetlinkAttribute.padding(of: value.count))
        return writer.octets
    }

    /// Whether nf_tables is part of the running kernel. A kernel without modules (no /proc/modules) loads none; what is
    /// built in stands in the list of its release.
    private static var isLoaded: Bool {
        // Absence is the answer for each of these files.
        guard let modules = try? HostFiles.text("/proc/modules", limit: 1 << 22) else { return true }
        if modules.split(separator: "\n").contains(where: { $0.hasPrefix("nf_tables ") }) { return true }
        let release = (try? HostFiles.text("/proc/sys/kernel/osrelease")) ?? ""
        let folder = "/lib/modules/\(release.prefix { $0 != "\n" })"
        let builtIn = (try? HostFiles.text("\(folder)/modules.builtin", limit: 1 << 22)) ?? ""
        return builtIn.contains("/nf_tables.ko")
    }
}
