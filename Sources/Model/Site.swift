package import Addresses

/// A pharmacy: what its people wrote in `site.yaml` and `ledger.csv`.
package struct Site: Hashable, Sendable {
    package var name: String?
    /// Whose form is filled: 薬局 or 事業者.
    package var party: Party
    package var vendors: [Vendor]
    package var handsOff: [HandsOffEntry]
    package var excluded: [Prefix]
    /// Services that people accepted, with who, why and until when.
    package var accepted: [AcceptedService]
    /// What cannot be put right at once, as agreed with vendors.
    package var agreed: [Agreement]
    package var ledger: Ledger
    /// What they brought along about weaknesses.
    package var advisories = Advisories()

    package init(
        name: String? = nil, party: Party = .pharmacy, vendors: [Vendor] = [], handsOff: [HandsOffEntry] = [],
        excluded: [Prefix] = [], accepted: [AcceptedService] = [], agreed: [Agreement] = [],
        ledger: Ledger = Ledger(rows: [])
    ) {
        self.agreed = agreed
        self.name = name
        self.party = party
        self.vendors = vendors
        self.handsOff = handsOff
        self.excluded = excluded
        self.accepted = accepted
        self.ledger = ledger
    }
}

/// The two forms of the checklist.
package enum Party: String, Hashable, Sendable, Codable, CaseIterable {
    /// 薬局確認用
    case pharmacy
    /// 事業者確認用
    case vendor
}

/// A company under contract and the remote maintenance it declared.
package struct Vendor: Hashable, Sendable, Codable {
    package var name: String
    package var contact: String?
    package var remoteMaintenance: [DeclaredRemoteMaintenance]

    package init(name: String, contact: String? = nil, remoteMaintenance: [DeclaredRemoteMaintenance] = []) {
        self.name = name
        self.contact = contact
        self.remoteMaintenance = remoteMaintenance
    }
}

/// Remote maintenance as a vendor declared it.
package struct DeclaredRemoteMaintenance: Hashable, Sendable, Codable {
    /// A product id of `Profiles/remote-maintenance/`: `rdp`, `vnc`, `ssh`.
    package var product: String
    /// A management number, MAC, address or name; nil for every device of the vendor.
    package var device: String?
    package var route: String?
    package var logKeptWhere: String?

    package init(product: String, device: String? = nil, route: String? = nil, logKeptWhere: String? = nil) {
        self.product = product
        self.device = device
        self.route = route
        self.logKeptWhere = logKeptWhere
    }
}

/// A device that gets ARP only, and why.
package struct HandsOffEntry: Hashable, Sendable, Codable {
    package var mac: MACAddress?
    package var address: IPAddress?
    package var reason: String?

    package init(mac: MACAddress? = nil, address: IPAddress? = nil, reason: String? = nil) {
        self.mac = mac
        self.address = address
        self.reason = reason
    }
}

/// A service that a person accepted.
package struct AcceptedService: Hashable, Sendable, Codable {
    /// A management number, MAC, address or name.
    package var device: String
    package var transport: Transport
    package var port: UInt16
    package var reason: String
    package var person: String
    package var until: CivilDate

    package init(
        device: String, transport: Transport, port: UInt16, reason: String, person: String, until: CivilDate
    ) {
        self.device = device
        self.transport = transport
        self.port = port
        self.reason = reason
        self.person = person
        self.until = until
    }
}

/// 機器台帳.
package struct Ledger: Hashable, Sendable {
    package var rows: [LedgerRow]

    package init(rows: [LedgerRow]) {
        self.rows = rows
    }
}

/// One line of the ledger: the manual's twelve columns in their order, then ours. Texts are as people wrote them.
package struct LedgerRow: Hashable, Sendable {
    /// The line of the file, 1 for the header, for error messages.
    package var line: Int
    /// Cell texts by column; a column that is absent or empty has no entry.
    package var cells: [LedgerColumn: String]

    package init(line: Int, cells: [LedgerColumn: String]) {
        self.line = line
        self.cells = cells
    }

    package subscript(column: LedgerColumn) -> String? { cells[column] }

    package var number: String { cells[.number] ?? "#\(line)" }
    /// The hardware addresses written in the row, separated by anything but hexadecimal digits, `:` and `-`.
    package var macs: [MACAddress] { words(of: .mac) }
    package var addresses: [IPAddress] { words(of: .address) }
    package var isHandsOff: Bool { cells[.handling]?.contains("触らない") ?? false }
    /// A row whose state says that the device is out of use (停止, 廃棄, 撤去).
    package var isRetired: Bool {
        ["停止", "廃棄", "撤去"].contains { cells[.state]?.contains($0) ?? false }
    }

    private func words<Value: LosslessStringConvertible>(of column: LedgerColumn) -> [Value] {
        (cells[column] ?? "").split { " 、,;/\t\n\r".contains($0) }.compactMap { Value(String($0)) }
    }
}

/// The ledger's columns in file order; raw values are the headers.
package enum LedgerColumn: String, Hashable, Sendable, CaseIterable {
    case number = "管理番号"
    case maker = "メーカー"
    case os = "OS"
    case software = "ソフトウェア"
    case softwareVersion = "ソフトウェアバージョン"
    case address = "IPアドレス"
    case computerName = "コンピュータ名"
    case place = "設置場所"
    case users = "主な利用者属性"
    case registered = "登録日"
    case state = "状態"
    case note = "説明"
    case mac = "MACアドレス"
    case role = "役割"
    case updater = "更新責任者"
    case handling = "取扱"
}

extension Asset {
    /// Whether a person means this device by a management number, an address, a hardware address or a name; `row` is
    /// the ledger's row it was matched with.
    package func isCalled(_ words: String, row: LedgerRow?) -> Bool {
        let words = words.lowercased()
        return ledgerRow?.lowercased() == words || id == words
            || addresses.contains { $0.description == words }
            || MACAddress(words).map(macs.contains) ?? false
            || names.contains { $0.value.lowercased() == words }
            || row?[.computerName]?.lowercased() == words
    }
    /// Whether an accepted service was seen on it, from outside or from inside.
    package func offers(_ accepted: AcceptedService) -> Bool {
        services.contains { $0.transport == accepted.transport && $0.port == accepted.port }
            || host?.listeners.contains { $0.value.port == Port(accepted.transport, accepted.port) } ?? false
    }
}
