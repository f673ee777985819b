import Model

/// Reading what is known of background services.
///
/// `os` at the top of a file, or in an entry, says which systems the names belong to.
extension Knowledge {
    mutating func readServices(_ entry: Entry, _ origin: Origin) throws(PolicyError) {
        let system: KnownService.System? = try entry.optional("os")?.word()
        var known: Set<String> = Set(services.flatMap(\.places))
        for item in try entry.list("services") {
            let service = try KnownService(item, origin, system: system)
            for place in service.places where !known.insert(place).inserted {
                throw item.wrong("「\(place)」が二つあります。", "\(place) is there twice.")
            }
            services.append(service)
        }
    }
}

extension KnownService {
    /// Its names with the system that they are names of.
    fileprivate var places: [String] { names.map { "\(system.rawValue) \($0.lowercased())" } }

    fileprivate init(_ entry: Entry, _ origin: Origin, system: System?) throws(PolicyError) {
        let own = try origin.of(entry)
        let family: System? = try entry.optional("os")?.word() ?? system
        guard let family else {
            throw entry.wrong("「os」（linux か windows）がありません。", "os (linux or windows) is missing.")
        }
        let severity: Severity? = try entry.optional("severity")?.word()
        self.init(
            names: try entry.texts("names"), system: family, what: try entry.required("what").words(),
            neededWhen: try entry.optional("when")?.words(), verdict: try entry.required("verdict").word(),
            advice: try entry.optional("advice")?.words(), severity: severity,
            ports: try entry.ports("ports"),
            isShared: try entry.flag("shared"), source: own.source, asOf: own.asOf)
        try entry.finish()
        try check(entry)
    }

    /// What one verdict needs and another has no use for.
    private func check(_ entry: Entry) throws(PolicyError) {
        guard !names.isEmpty else { throw entry.wrong("「names」がありません。", "names is missing.") }
        for name in names where name.dropLast().contains("*") || name == "*" || name.isEmpty {
            throw entry.wrong("「\(name)」: * は終わりにだけ書けます。", "\(name): * may only stand at the end.")
        }
        if verdict == .depends, neededWhen == nil {
            throw entry.wrong(
                "depends には「when」（要るとき）が要ります。", "depends needs when: what it is needed for.")
        }
        if verdict == .unneeded, advice == nil {
            throw entry.wrong("unneeded には「advice」（どうするか）が要ります。", "unneeded needs advice.")
        }
    }
}
