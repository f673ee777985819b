import Model

/// What one port showed, merged from everything that was read of it.
struct ServiceDraft {
    private let port: Port
    /// Journal lines that saw the port, ascending.
    var lines: [Int] = []
    private var protos: [String] = []
    private var product: String?
    private var version: String?
    private var facts: [String: String] = [:]

    /// Facts that are comma lists, of which every observation may know a part.
    private static let lists: Set<String> = Set(
        [
            ServiceKey.tlsVersions, .smbDialects, .methods, .announced, .certificateNames, .rdpSecurity,
            .vncSecurity,
        ].map(\.rawValue))

    /// The wrapping protocols, outermost first: they name the port, what is inside becomes a layer.
    private static let outer = ["tls"]

    init(_ port: Port) {
        self.port = port
    }

    mutating func add(_ fact: ServiceFact, line: Int) {
        lines.append(line)
        if !protos.contains(fact.proto) { protos.append(fact.proto) }
        product = product ?? fact.product
        version = version ?? fact.version
        for (key, value) in fact.facts {
            if Self.lists.contains(key), let before = facts[key] {
                facts[key] = Self.union(before, value)
            } else {
                facts[key] = facts[key] ?? value
            }
        }
    }

    /// Both comma lists in one, ascending; numbers by their size.
    private static func union(_ left: String, _ right: String) -> String {
        Set((left + "," + right).split(separator: ",").map(String.init))
            .sorted { (Int($0) ?? Int.max, $0) < (Int($1) ?? Int.max, $1) }.joined(separator: ",")
    }

    var service: Service {
        let known = protos.filter { $0 != "unknown" }
        let ordered = Self.outer.filter { known.contains($0) } + known.filter { !Self.outer.contains($0) }
        return Service(
            transport: port.transport, port: port.number, proto: ordered.first ?? protos.first,
            product: product,
            version: version, facts: facts, layers: Array(ordered.dropFirst()), seenBy: lines)
    }
}
