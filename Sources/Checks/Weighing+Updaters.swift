import Model

// Who keeps each device up to date, as the ledger says (更新責任者): 2(7) asks for it and no scan can see it.

extension Weighing {
    /// For items about updates, the ledger's words by person, with every device of the item's kind.
    var updaters: [Text] {
        responsibilities.keys.sorted().map { updater in
            let names = names(responsibilities[updater] ?? [])
            return Text(
                ja: "台帳の更新責任者「\(updater.printable)」：\(names)",
                en: "Kept up to date by \(updater.printable), as the ledger says: \(names)")
        }
    }

    /// The devices for which the ledger names nobody.
    var withoutUpdater: [Text] {
        let devices = isAboutUpdates ? situation.assets.filter { covers($0) && updater(of: $0) == nil } : []
        guard !devices.isEmpty else { return [] }
        return [
            Text(
                ja: "更新責任者が台帳に書かれていない機器：\(names(devices))。だれが更新するのかを決めて、台帳に書いてください。",
                en:
                    "The ledger names nobody who keeps these up to date: \(names(devices)). Decide and enter it."
            )
        ]
    }

    private var isAboutUpdates: Bool { item.topics.contains(.patching) }

    private var responsibilities: [String: [Asset]] {
        guard isAboutUpdates else { return [:] }
        return situation.assets.filter(covers).reduce(into: [:]) { devices, asset in
            if let updater = updater(of: asset) { devices[updater, default: []].append(asset) }
        }
    }

    private func updater(of asset: Asset) -> String? { situation.row(of: asset)?[.updater] }

    private func names(_ devices: [Asset]) -> String {
        devices.map { situation.name(of: $0) }.joined(separator: "、")
    }
}
