import Model

/// One port's facts on their way to be a service. Facts are added by line; of two that differ the first counts.
struct ServiceMerging {
    private let port: Port
    private var protocols: [String] = []
    private var product: String?
    private var version: String?
    private var claims: [String: Tally] = [:]
    /// The best that a rule read out of its texts.
    private var recognised: (product: String, version: String?, confidence: Confidence)?
    private var facts: [String: String] = [:]
    private var lines: [Int] = []

    init(_ port: Port) {
        self.port = port
    }

    /// The port answered, whatever is behind it.
    mutating func open(line: Int) {
        if lines.last != line { lines.append(line) }
    }

    mutating func add(_ fact: ServiceFact, line: Int) {
        open(line: line)
        if !protocols.contains(fact.proto) { protocols.append(fact.proto) }
        if product == nil || product == fact.product {
            // A version belongs to the product it was said with.
            version = version ?? fact.version
            product = product ?? fact.product
        }
        for (key, value) in fact.facts {
            guard let known = facts[key] else {
                facts[key] = value
                continue
            }
            if let list = ListKey(rawValue: key) { facts[key] = list.union(known, value) }
        }
    }

    /// Adds what a rule read out of one of its texts, which counts more than the text itself.
    mutating func recognise(product: String, version: String?, _ reading: RuleBook.Reading) {
        let words = [product, version].compactMap { $0 }.joined(separator: " ")
        claims[words, default: Tally()]
            .add(
                reading.said.source, reading.rule.confidence, line: reading.said.line, rule: reading.rule.id)
        let isBetter =
            recognised.map { known in
                (known.confidence, known.version == nil ? 0 : 1)
                    < (reading.rule.confidence, version == nil ? 0 : 1)
            } ?? true
        if isBetter { recognised = (product, version, reading.rule.confidence) }
    }

    var service: Service {
        // A greeting that nobody could read says nothing once something was recognised.
        let readable = protocols.filter { $0 != "unknown" }
        // What wraps the others names the port.
        let wrapping = readable.filter { $0 == "tls" }
        let known = readable.isEmpty ? protocols : wrapping + readable.filter { $0 != "tls" }
        return Service(
            transport: port.transport, port: port.number, proto: known.first,
            product: recognised?.product ?? product, version: recognised.map(\.version) ?? version,
            facts: facts, layers: Array(known.dropFirst()), claims: claims.claims, seenBy: lines)
    }
}

/// Facts that are comma lists, which grow with every conversation.
private enum ListKey: String {
    case tlsVersions = "tls.versions"
    case smbDialects = "smb.dialects"
    case vncSecurity = "vnc.security-types"
    case rdpSecurity = "rdp.security"
    case methods
    case announced

    /// Both lists' words, each once: versions, dialects and numbers ascending, other words in the order seen.
    func union(_ first: String, _ second: String) -> String {
        var words: [Substring] = []
        for word in first.split(separator: ",") + second.split(separator: ",") where !words.contains(word) {
            words.append(word)
        }
        switch self {
        case .tlsVersions, .smbDialects, .vncSecurity: words.sort(by: Self.precedes)
        case .announced: words.sort()
        case .rdpSecurity, .methods: break
        }
        return words.joined(separator: ",")
    }

    /// Words such as `ssl3` and `nt-lm-0.12`, which are older than every number, then numbers part by part.
    private static func precedes(_ left: Substring, _ right: Substring) -> Bool {
        let numbers = [left, right].map { $0.split(separator: ".").map { Int($0) } }
        let isNumber = numbers.map { !$0.contains(nil) }
        guard isNumber[0], isNumber[1] else { return isNumber[0] == isNumber[1] ? left < right : isNumber[1] }
        return numbers[0].compactMap { $0 }.lexicographicallyPrecedes(numbers[1].compactMap { $0 })
    }
}
