package import Model

/// What a pharmacy's people wrote: `site.yaml` and `ledger.csv`.
package struct SiteFile: Sendable {
    package let site: Site
    package let warnings: [PolicyWarning]

    /// Reads both texts; a missing one counts as empty.
    ///
    /// - Throws: The first mistake with its file and line.
    package init(siteYAML: String?, ledgerCSV: String?) throws(PolicyError) {
        var site =
            try siteYAML.map { text throws(PolicyError) in try Site(Entry.root(of: text, file: "site.yaml")) }
            ?? Site()
        var warnings: [PolicyWarning] = []
        if let ledgerCSV { (site.ledger, warnings) = try Ledger.reading(ledgerCSV, file: "ledger.csv") }
        self.site = site
        self.warnings = warnings
    }
}

extension Site {
    fileprivate init(_ entry: Entry) throws(PolicyError) {
        self.init()
        name = try entry.optionalText("name")
        party = try entry.optional("party")?.party() ?? .pharmacy
        for vendor in try entry.list("vendors") { vendors.append(try Vendor(vendor)) }
        for device in try entry.list("hands-off") { handsOff.append(try HandsOffEntry(device)) }
        for block in try entry.list("exclude") {
            excluded.append(try block.value("住所（例 192.168.1.20）", "an address or block such as 192.168.1.20"))
        }
        for service in try entry.list("accepted") { accepted.append(try AcceptedService(service)) }
        for item in try entry.list("agreed") { agreed.append(try Agreement(item)) }
        try entry.finish()
    }
}

extension Entry {
    fileprivate func party() throws(PolicyError) -> Party {
        switch try text() {
        case "薬局", "pharmacy": return .pharmacy
        case "事業者", "vendor": return .vendor
        default: throw wrong("「薬局」か「事業者」と書いてください。", "write pharmacy or vendor.")
        }
    }
}

extension Vendor {
    fileprivate init(_ entry: Entry) throws(PolicyError) {
        var declared: [DeclaredRemoteMaintenance] = []
        for item in try entry.list("remote-maintenance") {
            declared.append(
                DeclaredRemoteMaintenance(
                    product: try item.text("product"), device: try item.optionalText("device"),
                    route: try item.optionalText("route"), logKeptWhere: try item.optionalText("log")))
            try item.finish()
        }
        self.init(
            name: try entry.text("name"), contact: try entry.optionalText("contact"),
            remoteMaintenance: declared)
        try entry.finish()
    }
}

extension HandsOffEntry {
    fileprivate init(_ entry: Entry) throws(PolicyError) {
        self.init(
            mac: try entry.optional("mac")?.value("MACアドレス（例 00:00:5e:00:53:01）", "a MAC address"),
            address: try entry.optional("address")?.value("IPアドレス", "an IP address"),
            reason: try entry.optionalText("reason"))
        guard mac != nil || address != nil else {
            throw entry.wrong("mac か address を書いてください。", "mac or address is needed.")
        }
        try entry.finish()
    }
}

extension AcceptedService {
    fileprivate init(_ entry: Entry) throws(PolicyError) {
        let port = try entry.required("port").port()
        self.init(
            device: try entry.text("device"), transport: port.transport, port: port.number,
            reason: try entry.text("reason"), person: try entry.text("person"),
            until: try entry.required("until").date())
        try entry.finish()
    }
}

extension Agreement {
    fileprivate init(_ entry: Entry) throws(PolicyError) {
        self.init(
            check: try entry.text("check"), device: try entry.optionalText("device"),
            vendor: try entry.text("vendor"), reason: try entry.text("reason"),
            measures: try entry.optionalText("measures"), person: try entry.text("person"),
            until: try entry.required("until").date())
        try entry.finish()
    }
}
