import Addresses
import Model

/// 2(1): the ledger and what is really there.
let inventoryChecks: [Check] = [noLedger, notInLedger, ledgerNotSeen, ledgerMACChanged, ledgerAddressChanged]

private let row: [LedgerColumn: String] = [
    .number: "001", .computerName: "PC1", .address: "192.0.2.10", .mac: "00:00:5e:00:53:10",
]

private let noLedger = Check(
    id: "inventory.no-ledger", topic: .inventory, severity: .high,
    title: Text(ja: "機器台帳の有無", en: "The device ledger"),
    advice: Text(
        ja: "tenken が作った台帳の下書き（reports/ledger.csv）に、設置場所などを書き足してください。",
        en: "Complete the draft that was made (reports/ledger.csv) with places and users."),
    examples: [
        .init(.example(site: .example(row: row)), gives: "pass"),
        .init(.example(), gives: "fail"),
    ]
) { situation in
    let count = situation.site.ledger.rows.count
    guard count > 0 else {
        return [.init(.fail(Text(ja: "機器台帳に1台も書かれていません。", en: "The ledger has no device.")))]
    }
    return [.init(.pass(Text(ja: "機器台帳に\(count)台が書かれています。", en: "The ledger lists \(count) devices.")))]
}

private let notInLedger = Check(
    id: "inventory.not-in-ledger", topic: .inventory, severity: .medium,
    title: Text(ja: "台帳にない機器", en: "Devices missing from the ledger"),
    advice: Text(
        ja: "だれの、何の機器かを確かめてください。必要な機器なら台帳に書き、知らない機器なら線を抜いて事業者に連絡してください。",
        en: "Find out whose device it is. Enter it in the ledger, or unplug it and call the vendor."),
    examples: [
        .init(.example(.example { $0.ledgerRow = "001" }, site: .example(row: row)), gives: "pass"),
        .init(.example(.example(), site: .example(row: row)), gives: "fail"),
        .init(
            .example(
                .example {
                    $0.addresses = []; $0.macs = []
                }, site: .example(row: row)), gives: "not-assessed"),
    ]
) { situation in
    situation.assets.map { asset in
        let name = situation.name(of: asset)
        guard asset.ledgerRow == nil else {
            return .init(
                .pass(Text(ja: "\(name) は台帳にあります。", en: "\(name) is in the ledger.")), on: asset)
        }
        guard !asset.macs.isEmpty || !asset.addresses.isEmpty else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) のアドレスがわからず、台帳と比べられません。",
                        en: "\(name) has no address to compare with the ledger.")), on: asset)
        }
        let mac = asset.macs.first.map { "\($0)" } ?? "MAC -"
        return .init(
            .fail(Text(ja: "\(name)、\(mac) は台帳にありません。", en: "\(name), \(mac) is not in the ledger.")),
            on: asset, observations: Array(asset.observations.prefix(8)))
    }
}

private let ledgerNotSeen = Check(
    // A device may be off: to be looked at, but no ground for a no.
    id: "inventory.ledger-not-seen", topic: .inventory, severity: .information,
    title: Text(ja: "台帳にあって見つからない機器", en: "Ledger devices that were not seen"),
    advice: Text(
        ja: "電源が切れているか、もう使っていないかを確かめ、台帳の「状態」を直してください。",
        en: "See whether it is switched off or no longer used, and correct its state in the ledger."),
    examples: [
        .init(.example(.example { $0.ledgerRow = "001" }, site: .example(row: row)), gives: "pass"),
        .init(.example(site: .example(row: row)), gives: "fail"),
        .init(.example(site: .example(row: row), isActive: false), gives: "not-assessed"),
        .init(.example(site: .example(row: row.merging([.state: "停止"]) { $1 })), gives: "not-applicable"),
    ]
) { situation in
    situation.site.ledger.rows.map { row in
        let name = [row.number, row[.computerName]].compactMap { $0?.printable }.joined(separator: " ")
        if let asset = situation.assets.first(where: { $0.ledgerRow == row.number }) {
            return .init(.pass(Text(ja: "\(name) が見つかりました。", en: "\(name) was seen.")), on: asset)
        }
        if row.isRetired {
            return .init(
                .notApplicable(
                    Text(ja: "\(name) は使っていない機器です。", en: "\(name) is out of use.")))
        }
        guard let reason = situation.cannotSee(row) else {
            return .init(
                .fail(
                    Text(
                        ja: "台帳の \(name) は、この点検では見つかりませんでした（電源が切れている場合も見つかりません）。",
                        en:
                            "\(name) of the ledger was not seen; a device that is switched off is not seen either."
                    )))
        }
        return .init(
            .notAssessed(Text(ja: "\(name): \(reason.ja)", en: "\(name): \(reason.en)")))
    }
}

extension Situation {
    /// Why a row's device could not have been seen; nil when it could.
    fileprivate func cannotSee(_ row: LedgerRow) -> Text? {
        guard let scope else {
            return Text(ja: "ネットワークを調べていません。", en: "the network was not looked at.")
        }
        guard isActive else {
            return Text(ja: "聞くだけの点検だったので、いないとは言えません。", en: "the scan only listened.")
        }
        guard !row.macs.isEmpty || !row.addresses.isEmpty else {
            return Text(
                ja: "台帳にIPアドレスもMACアドレスもないので、探せません。", en: "its row has no address to look for.")
        }
        let prefixes = scope.links.flatMap(\.prefixes)
        if !row.addresses.isEmpty,
            !row.addresses.contains(where: { own in prefixes.contains { $0.contains(own) } })
        {
            return Text(ja: "調べた範囲の外の機器です。", en: "its address is outside the scope.")
        }
        return nil
    }
}

private let ledgerMACChanged = Check(
    id: "inventory.ledger-mac-changed", topic: .inventory, severity: .medium,
    title: Text(ja: "台帳とちがうMACアドレス", en: "MAC addresses unlike the ledger's"),
    advice: Text(
        ja: "機器を取りかえたなら台帳を直してください。覚えがなければ事業者に確かめてください。",
        en: "Correct the ledger if the device was replaced; otherwise ask the vendor."),
    examples: [
        .init(.example(.example { $0.ledgerRow = "001" }, site: .example(row: row)), gives: "pass"),
        .init(
            .example(
                .example { $0.ledgerRow = "001" },
                site: .example(row: row.merging([.mac: "00:00:5e:00:53:99"]) { $1 })), gives: "fail"),
        .init(
            .example(.example { $0.ledgerRow = "001" }, site: .example(row: [.number: "001"])),
            gives: "not-assessed"),
    ]
) { situation in
    situation.matched.map { asset, row in
        let name = situation.name(of: asset)
        guard !row.macs.isEmpty, !asset.macs.isEmpty else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) は、MACアドレスを比べられません（台帳にないか、見えません）。",
                        en: "The MAC address of \(name) is not in the ledger or was not seen.")), on: asset)
        }
        guard !row.macs.contains(where: { asset.macs.contains($0) }) else {
            return .init(
                .pass(Text(ja: "\(name) は台帳のMACアドレスと同じです。", en: "\(name) has the ledger's MAC.")),
                on: asset)
        }
        let seen = asset.macs.map { "\($0)" }.joined(separator: ", ")
        let written = row.macs.map { "\($0)" }.joined(separator: ", ")
        return .init(
            .fail(
                Text(
                    ja: "\(name) のMACアドレスは \(seen) ですが、台帳では \(written) です。",
                    en: "\(name) has the MAC \(seen); the ledger says \(written).")), on: asset)
    }
}

private let ledgerAddressChanged = Check(
    id: "inventory.ledger-address-changed", topic: .inventory, severity: .low,
    title: Text(ja: "台帳とちがうIPアドレス", en: "IP addresses unlike the ledger's"),
    advice: Text(
        ja: "台帳のIPアドレスを直してください（自動で割り当てている場合は「自動」と書きます）。",
        en: "Correct the address in the ledger, or write that it is assigned automatically."),
    examples: [
        .init(.example(.example { $0.ledgerRow = "001" }, site: .example(row: row)), gives: "pass"),
        .init(
            .example(
                .example { $0.ledgerRow = "001" },
                site: .example(row: row.merging([.address: "192.0.2.99"]) { $1 })), gives: "fail"),
        .init(
            .example(.example { $0.ledgerRow = "001" }, site: .example(row: [.number: "001"])),
            gives: "not-assessed"),
    ]
) { situation in
    situation.matched.map { asset, row in
        let name = situation.name(of: asset)
        guard !row.addresses.isEmpty, !asset.addresses.isEmpty else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) は、IPアドレスを比べられません（台帳にないか、見えません）。",
                        en: "The address of \(name) is not in the ledger or was not seen.")), on: asset)
        }
        guard !row.addresses.contains(where: { asset.addresses.contains($0) }) else {
            return .init(
                .pass(Text(ja: "\(name) は台帳のIPアドレスと同じです。", en: "\(name) has the ledger's address.")),
                on: asset)
        }
        let written = row.addresses.map { "\($0)" }.joined(separator: ", ")
        return .init(
            .fail(
                Text(
                    ja: "\(name) のIPアドレスは、台帳では \(written) です。",
                    en: "The ledger gives \(written) as the address of \(name).")), on: asset)
    }
}

extension Situation {
    /// Assets with the rows they were matched with.
    fileprivate var matched: [(Asset, LedgerRow)] {
        assets.compactMap { asset in row(of: asset).map { (asset, $0) } }
    }
}
