import Addresses
import Model

extension Intensity {
    /// The families a scan can run.
    private static let known = ["neighbours", "names", "tcp", "udp", "identify"]

    /// Reads one intensity. Ceilings above those of the strongest shipped one are refused: a file cannot turn a
    /// self-check into a flood.
    init(_ entry: Entry) throws(PolicyError) {
        let families = try entry.texts("families")
        if let stranger = families.first(where: { !Self.known.contains($0) }) {
            throw entry.wrong(
                "「\(stranger)」という種類の調べ方はありません。", "there is no probe family \(stranger).")
        }
        self.init(
            name: try entry.text("name"),
            packetsPerSecond: try Self.number(entry.required("packets-per-second"), upTo: 1000),
            packetsPerSecondPerDevice: try Self.number(
                entry.required("packets-per-second-per-device"), upTo: 40),
            tcpPorts: try Self.ports(entry.optional("tcp-ports")),
            udpPorts: try Self.ports(entry.optional("udp-ports")), families: families,
            connectsToUnregistered: try entry.flag("connects-to-unregistered"),
            conversationsPerDevice: try Self.number(entry.required("conversations-per-device"), upTo: 4),
            listenSeconds: try Self.number(entry.required("listen-seconds"), upTo: 86_400))
        _ = try entry.optionalText("source")
        _ = try entry.optional("as-of")?.date()
        try entry.finish()
    }

    private static func number(_ entry: Entry, upTo limit: Int) throws(PolicyError) -> Int {
        let number = try entry.integer()
        guard (0...limit).contains(number) else {
            throw entry.wrong("0 から \(limit) までの数を書いてください。", "a number from 0 to \(limit) is expected.")
        }
        return number
    }

    /// Lines of port numbers and ranges, so that a file can say for each line what it is for.
    private static func ports(_ entry: Entry?) throws(PolicyError) -> PortSet {
        var ports: [UInt16] = []
        for line in try entry?.list() ?? [] {
            let set: PortSet = try line.value(
                "ポート番号の並び（例 22,80,5900-5903）", "a list of ports such as 22,80,5900-5903")
            ports += set.ports
        }
        return PortSet(ports)
    }
}
