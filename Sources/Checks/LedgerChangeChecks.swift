import Addresses
import Model

/// Whether a device is still the one that the ledger describes.
extension Catalog {
    static let ledgerMACChanged = Check(
        id: "inventory.ledger-mac-changed", topic: .inventory, severity: .high,
        title: Text(ja: "台帳とMACアドレスが同じ", en: "The hardware address is the ledger's"),
        examples: [
            Example(
                "another card",
                .example([.example(7, row: "1")], ledger: [[.number: "1", .mac: "00:00:5e:00:53:08"]]),
                gives: ["fail"]),
            Example(
                "the same",
                .example([.example(7, row: "1")], ledger: [[.number: "1", .mac: "00:00:5e:00:53:07"]]),
                gives: ["pass"]),
            Example(
                "behind a router",
                .example(
                    [Asset.example(7, row: "1").with { $0.macs = [] }],
                    ledger: [[.number: "1", .mac: "00:00:5e:00:53:07"]]), gives: ["not-assessed"]),
            Example("not written", .example([.example(7, row: "1")], ledger: [[.number: "1"]]), gives: []),
        ]
    ) { situation in
        situation.assets.compactMap { asset in
            guard let row = situation.row(of: asset), !row.macs.isEmpty else { return nil }
            let name = situation.called(asset)
            let written = list(row.macs)
            guard !asset.macs.isEmpty else {
                return Judgement(
                    asset: asset,
                    verdict: .notAssessed(
                        Text(
                            ja: "\(name.ja)のMACアドレスは見えませんでした。台帳では\(written)です。",
                            en: "The hardware address of \(name.en) was not seen; the ledger has \(written).")
                    ))
            }
            guard Set(row.macs).isDisjoint(with: asset.macs) else {
                return Judgement(
                    asset: asset,
                    verdict: .pass(
                        Text(
                            ja: "\(name.ja)のMACアドレスは台帳と同じです。",
                            en: "\(name.en) has the ledger's hardware address.")))
            }
            return Judgement(
                asset: asset,
                verdict: .fail(
                    Text(
                        ja: "\(name.ja)のMACアドレスは\(list(asset.macs))で、台帳の\(written)と違います。",
                        en:
                            "\(name.en) has the hardware address \(list(asset.macs)), not \(written) as in the ledger."
                    )),
                advice: Text(
                    ja: "機器や部品を取り替えたかを確かめてください。覚えがなければ、別の機器が同じアドレスを名乗っているかもしれません。事業者に聞いてください。",
                    en:
                        "Was the device or its card replaced? If nobody knows, another device may be using the "
                        + "address; ask the vendor."))
        }
    }

    static let ledgerAddressChanged = Check(
        id: "inventory.ledger-address-changed", topic: .inventory, severity: .low,
        title: Text(ja: "台帳とIPアドレスが同じ", en: "The address is the ledger's"),
        examples: [
            Example(
                "moved", .example([.example(7, row: "1")], ledger: [[.number: "1", .address: "192.0.2.8"]]),
                gives: ["fail"]),
            Example(
                "the same",
                .example([.example(7, row: "1")], ledger: [[.number: "1", .address: "192.0.2.7"]]),
                gives: ["pass"]),
            Example(
                "no address seen",
                .example(
                    [Asset.example(7, row: "1").with { $0.addresses = [] }],
                    ledger: [[.number: "1", .address: "192.0.2.7"]]), gives: ["not-assessed"]),
        ]
    ) { situation in
        situation.assets.compactMap { asset in
            guard let row = situation.row(of: asset), !row.addresses.isEmpty else { return nil }
            let name = situation.called(asset)
            let written = list(row.addresses)
            guard !asset.addresses.isEmpty else {
                return Judgement(
                    asset: asset,
                    verdict: .notAssessed(
                        Text(
                            ja: "\(name.ja)のIPアドレスは見えませんでした。台帳では\(written)です。",
                            en: "The address of \(name.en) was not seen; the ledger has \(written).")))
            }
            guard Set(row.addresses).isDisjoint(with: asset.addresses) else {
                return Judgement(
                    asset: asset,
                    verdict: .pass(
                        Text(ja: "\(name.ja)のIPアドレスは台帳と同じです。", en: "\(name.en) has the ledger's address.")))
            }
            return Judgement(
                asset: asset,
                verdict: .fail(
                    Text(
                        ja: "\(name.ja)のIPアドレスは\(list(asset.addresses))で、台帳の\(written)と違います。",
                        en:
                            "\(name.en) has the address \(list(asset.addresses)), not \(written) as in the ledger."
                    )),
                advice: Text(
                    ja: "アドレスを変えたのなら、台帳を直してください。", en: "If the address was changed, correct the ledger."))
        }
    }
}

private func list(_ values: [some CustomStringConvertible]) -> String {
    values.map(\.description).joined(separator: ", ")
}
