import Addresses
import Model

/// Reading what tenken knows of the world. Every file carries `as-of` and `source` at its top; an entry may override
/// both.
extension Knowledge {
    /// Adds one file's entries.
    ///
    /// - Returns: The oldest day that any of them was true.
    mutating func read(_ entry: Entry, kind: String, name: String) throws(PolicyError) -> CivilDate {
        let origin = Origin(asOf: try entry.required("as-of").date(), source: try entry.text("source"))
        switch (kind, name) {
        case ("lifecycles", "windows.yaml"):
            for item in try entry.list("builds") { windows.append(try WindowsRelease(item, origin)) }
        case ("lifecycles", _):
            for item in try entry.list("releases") { releases.append(try Release(item, origin)) }
        case ("remote-maintenance", _):
            for item in try entry.list("products") {
                remoteMaintenance.append(try RemoteMaintenanceProduct(item, origin))
            }
        case ("recognition", _):
            let exceptions = try RecognitionRule.Condition.list(entry, "unless")
            for item in try entry.list("rules") {
                let rule = try RecognitionRule(item, origin, exceptions: exceptions)
                guard !recognition.contains(where: { $0.id == rule.id }) else {
                    throw item.wrong("「\(rule.id)」が二つあります。", "there are two rules \(rule.id).")
                }
                recognition.append(rule)
            }
        case ("roles", _): roles.append(try Role(entry))
        case ("hands-off.yaml", _):
            for item in try entry.list("makers") { handsOffMakers.append(try HandsOffMaker(item, origin)) }
        default: try readServices(entry, origin)
        }
        try entry.finish()
        return origin.asOf
    }
}

/// Where an entry comes from and the day it was true.
struct Origin {
    var asOf: CivilDate
    var source: String

    /// This origin, unless the entry names its own.
    func of(_ entry: Entry) throws(PolicyError) -> Origin {
        Origin(
            asOf: try entry.optional("as-of")?.date() ?? asOf,
            source: try entry.optionalText("source") ?? source)
    }
}

extension WindowsRelease {
    fileprivate init(_ entry: Entry, _ origin: Origin) throws(PolicyError) {
        let own = try origin.of(entry)
        var editions: [Edition] = []
        for item in try entry.required("editions").list() {
            var ids: [TextPattern] = []
            for id in try item.list("ids") {
                ids.append(try id.value("EditionIDの形（例 Professional*）", "a pattern"))
            }
            editions.append(
                Edition(
                    name: try item.text("name"), ids: ids, end: try item.required("end").date(),
                    extendedEnd: try item.optional("extended-end")?.date()))
            try item.finish()
        }
        self.init(
            build: try entry.required("build").integer(), editions: editions, source: own.source,
            asOf: own.asOf)
        try entry.finish()
    }
}

extension Release {
    fileprivate init(_ entry: Entry, _ origin: Origin) throws(PolicyError) {
        let own = try origin.of(entry)
        self.init(
            product: try entry.text("product"), version: try entry.text("version"),
            end: try entry.required("end").date(), extendedEnd: try entry.optional("extended-end")?.date(),
            source: own.source, asOf: own.asOf)
        try entry.finish()
    }
}

extension RemoteMaintenanceProduct {
    fileprivate init(_ entry: Entry, _ origin: Origin) throws(PolicyError) {
        let own = try origin.of(entry)
        var visibility: [Visibility] = []
        for item in try entry.required("visibility").list() { visibility.append(try item.word()) }
        self.init(
            id: try entry.text("id"), name: try entry.required("name").words(), visibility: visibility,
            ports: try entry.ports("ports"), otherPorts: try entry.ports("other-ports"),
            protocols: try entry.texts("protocols"), processes: try entry.texts("processes"),
            services: try entry.texts("services"), domains: try entry.texts("domains"),
            applicationProtocols: try entry.texts("alpn"), signatures: try WireSignature.read(entry),
            hosts: try HostSigns.read(entry),
            severity: try entry.required("severity").word(),
            isUnverified: try entry.flag("unverified"), source: own.source, asOf: own.asOf)
        try entry.finish()
    }
}

extension WireSignature {
    /// `- {transport: tcp, offset: 0, octets: 1724, any-port: false}`
    fileprivate static func read(_ entry: Entry) throws(PolicyError) -> [WireSignature] {
        var signatures: [WireSignature] = []
        for item in try entry.list("signatures") {
            signatures.append(
                WireSignature(
                    transport: try item.required("transport").word(),
                    offset: try item.optional("offset")?.integer() ?? 0,
                    octets: try item.required("octets").octets(),
                    length: try item.optional("length")?.integer(), onAnyPort: try item.flag("any-port")))
            try item.finish()
        }
        return signatures
    }
}

extension Role {
    fileprivate init(_ entry: Entry) throws(PolicyError) {
        var expected: [Expectation] = []
        for item in try entry.list("expected") {
            var ports: [Port] = []
            for port in try item.required("ports").list() { ports.append(try port.port()) }
            expected.append(Expectation(ports: ports, why: try item.required("why").words()))
            try item.finish()
        }
        self.init(kind: try entry.required("kind").word(), expected: expected)
    }
}

extension HandsOffMaker {
    fileprivate init(_ entry: Entry, _ origin: Origin) throws(PolicyError) {
        let own = try origin.of(entry)
        var blocks: [MACBlock] = []
        for item in try entry.required("blocks").list() { blocks.append(try item.macBlock()) }
        self.init(
            name: try entry.text("name"), blocks: blocks, why: try entry.required("why").words(),
            source: own.source)
        try entry.finish()
    }
}

extension Entry {
    func texts(_ key: String) throws(PolicyError) -> [String] {
        var texts: [String] = []
        for item in try list(key) { texts.append(try item.text()) }
        return texts
    }

    func ports(_ key: String) throws(PolicyError) -> [Port] {
        var ports: [Port] = []
        for item in try list(key) { ports.append(try item.port()) }
        return ports
    }

    /// `70:b3:d5:12:30:00/36`
    fileprivate func macBlock() throws(PolicyError) -> MACBlock {
        let text = try text()
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = MACAddress(String(parts[0])), let bits = Int(parts[1]),
            [24, 28, 36].contains(bits)
        else {
            throw wrong(
                "「\(text)」は 70:b3:d5:12:30:00/36 の形ではありません。",
                "\(text) is not of the form 70:b3:d5:12:30:00/36.")
        }
        return MACBlock(first: first, bits: bits)
    }
}
