import Model

// The words reports use for the flow's choices.

extension ItemEvidence.Stance {
    /// Says what the evidence does, never what the answer is: a person answers.
    var word: Text {
        switch self {
        case .supportsYes: Text(ja: "「はい」を支える", en: "supports “yes”")
        case .supportsNo: Text(ja: "「いいえ」を支える", en: "supports “no”")
        case .partly: Text(ja: "一部だけ", en: "in part")
        case .cannotTell: Text(ja: "わからない", en: "cannot tell")
        case .notApplicable: Text(ja: "対象外", en: "not applicable")
        }
    }

    /// A sign that can be told from the others without colour, two columns wide in every terminal.
    var sign: String {
        switch self {
        case .supportsYes: "＋"
        case .supportsNo: "！"
        case .partly: "～"
        case .cannotTell: "？"
        case .notApplicable: "－"
        }
    }
}

extension Severity {
    var word: Text {
        switch self {
        case .critical: Text(ja: "最優先", en: "critical")
        case .high: Text(ja: "高", en: "high")
        case .medium: Text(ja: "中", en: "medium")
        case .low: Text(ja: "低", en: "low")
        case .information: Text(ja: "参考", en: "information")
        }
    }
}

extension Finding {
    /// The verdict for people; a word this version does not know is shown as it is.
    var verdictWord: Text {
        if isFailure && acceptance != nil { return Text(ja: "了承済み", en: "accepted") }
        if isFailure && agreement != nil { return Text(ja: "事業者と協議済み", en: "agreed with the vendor") }
        return switch verdict {
        case "pass": Text(ja: "問題は見えない", en: "nothing wrong seen")
        case "fail": Text(ja: "要対応", en: "needs action")
        case "not-applicable": Text(ja: "対象外", en: "not applicable")
        case "not-assessed": Text(ja: "わからない", en: "cannot tell")
        default: Text(verbatim: verdict.printable)
        }
    }

    /// Failures first, then what could not be told, then the rest.
    var rank: Int {
        switch verdict {
        case "fail": needsAction ? 0 : 1
        case "not-assessed": 2
        case "pass": 3
        default: 4
        }
    }
}

extension Party {
    var formName: Text {
        switch self {
        case .pharmacy: Text(ja: "薬局確認用", en: "pharmacy’s form")
        case .vendor: Text(ja: "事業者確認用", en: "vendor’s form")
        }
    }
}

extension Item.Equipment {
    var word: Text {
        switch self {
        case .all: Text(ja: "医療情報システム全般", en: "all systems")
        case .server: Text(ja: "サーバ", en: "servers")
        case .terminal: Text(ja: "端末PC", en: "terminals")
        case .network: Text(ja: "ネットワーク機器", en: "network devices")
        }
    }
}

extension Item {
    /// A few words for lists; the full wording stands with the item itself.
    var short: Text {
        let subject = topics.first?.word ?? Text(verbatim: wording)
        guard equipment != .all else { return subject }
        return Text(
            ja: "\(subject.ja)（\(equipment.word.ja)）", en: "\(subject.en) (\(equipment.word.en))")
    }
}

extension Topic {
    var word: Text {
        switch self {
        case .system: Text(ja: "医療情報システムの有無", en: "Systems in use")
        case .management: Text(ja: "責任者の設置", en: "Person in charge")
        case .inventory: Text(ja: "機器の台帳", en: "Inventory")
        case .remoteMaintenance: Text(ja: "リモート保守の確認", en: "Remote maintenance")
        case .disclosure: Text(ja: "開示書（MDS/SDS）", en: "Disclosure (MDS/SDS)")
        case .privileges: Text(ja: "アクセス利用権限", en: "Access rights")
        case .accounts: Text(ja: "不要なアカウントの削除", en: "Unneeded accounts")
        case .accessLog: Text(ja: "アクセスログ", en: "Access log")
        case .patching: Text(ja: "セキュリティパッチ", en: "Security patches")
        case .sourceRestriction: Text(ja: "接続元制限", en: "Source restriction")
        case .unneededServices: Text(ja: "不要なソフト・サービスの停止", en: "Unneeded services")
        case .contacts: Text(ja: "連絡体制図", en: "Contact chart")
        case .backup: Text(ja: "バックアップと復旧手順", en: "Backup and recovery")
        case .continuity: Text(ja: "事業継続計画（BCP）", en: "Continuity plan")
        case .passwords: Text(ja: "パスワード", en: "Passwords")
        case .removableMedia: Text(ja: "USBメモリ等の制限", en: "Removable media")
        case .twoFactor: Text(ja: "二要素認証", en: "Two factors")
        case .rules: Text(ja: "運用管理規程", en: "Rules")
        }
    }
}

extension Asset.Kind {
    var word: Text {
        switch self {
        case .router: Text(ja: "ルータ", en: "router")
        case .wirelessAccessPoint: Text(ja: "無線LAN親機", en: "wireless access point")
        case .networkSwitch: Text(ja: "スイッチ（LAN集線装置）", en: "switch")
        case .vpnGateway: Text(ja: "VPN装置", en: "VPN gateway")
        case .server: Text(ja: "サーバ", en: "server")
        case .terminal: Text(ja: "端末PC", en: "terminal")
        case .eligibilityTerminal: Text(ja: "オンライン資格確認端末", en: "eligibility terminal")
        case .nas: Text(ja: "NAS（共有ディスク）", en: "NAS")
        case .printer: Text(ja: "プリンタ・複合機", en: "printer")
        case .receiptPrinter: Text(ja: "レシート・ラベルプリンタ", en: "receipt printer")
        case .camera: Text(ja: "カメラ", en: "camera")
        case .phone: Text(ja: "電話・スマートフォン", en: "phone")
        case .dispensing: Text(ja: "調剤機器", en: "dispensing machine")
        case .other: Text(ja: "その他", en: "other")
        case .unknown: Text(ja: "種類不明", en: "unknown kind")
        }
    }
}

extension Intensity {
    var word: Text {
        switch name {
        case "passive": Text(ja: "聞くだけ（何も送らない）", en: "passive (sends nothing)")
        case "gentle": Text(ja: "控えめ", en: "gentle")
        case "technician": Text(ja: "くわしい（技術者向け）", en: "technician")
        default: Text(verbatim: name.printable)
        }
    }
}

extension Assessment {
    /// Why the scan did not run to its end; nil when it did.
    var interruption: Text? {
        switch ending {
        case .completed: nil
        case .interrupted:
            Text(
                ja: "途中で止められたため、調べていない機器や項目があります。",
                en: "It was stopped before its end; some devices and items were not looked at.")
        case .failed(let why):
            Text(
                ja: "途中で続けられなくなりました（\(why.ja)）。調べていない機器や項目があります。",
                en: "It could not go on (\(why.en)); some devices and items were not looked at.")
        case nil:
            Text(
                ja: "記録が途中で切れているため、調べていない機器や項目があります。",
                en: "Its journal was cut off; some devices and items were not looked at.")
        }
    }

    /// How old the knowledge is at the day of the conclusions.
    var knowledgeAge: Int { asOf.days(since: knowledgeAsOf) }

    /// Half a year: by then lifecycles and known weaknesses have changed.
    var isKnowledgeOld: Bool { knowledgeAge > 183 }
}
