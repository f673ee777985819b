import Addresses
import Model

extension ReportInput {
    /// `ledger.csv`: the ledger's rows as people wrote them, then a row for every device without one, with only what
    /// was seen.
    package var ledgerCSV: [UInt8] {
        var table = CSVTable()
        table.append(LedgerColumn.allCases.map(\.rawValue))
        for row in ledger.rows {
            table.append(LedgerColumn.allCases.map { row[$0] ?? "" })
        }
        for asset in strangers {
            let cells = draft(of: asset)
            table.append(LedgerColumn.allCases.map { cells[$0] ?? "" })
        }
        return table.octets
    }

    private func draft(of asset: Asset) -> [LedgerColumn: String] {
        var cells: [LedgerColumn: String] = [
            .state: "未確認（自動検出）",
            .note: note(on: asset),
            .address: asset.addresses.map(\.description).joined(separator: " "),
            .mac: asset.macs.map(\.description).joined(separator: " "),
        ]
        cells[.maker] = asset.vendor.first?.value.printable
        cells[.os] = asset.os.first?.value.printable
        cells[.computerName] = asset.names.first?.value.printable
        if asset.kind != .unknown { cells[.role] = asset.kind.word.ja }
        if asset.isHandsOff { cells[.handling] = "触らない" }
        return cells
    }

    private func note(on asset: Asset) -> String {
        let found = "\(local(assessment.began).prefix(10))の点検で検出"
        return ([found] + asset.model.prefix(1).map { "機種: \($0.value.printable)" }).joined(separator: "。")
    }
}
