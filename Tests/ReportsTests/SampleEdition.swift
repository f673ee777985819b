import Model

/// A short form in the shape of the published ones.
enum SampleEdition {
    static let edition = Edition(
        id: "test/r5", title: Text(ja: "令和5年度 薬局版", en: "2023 pharmacy edition"),
        published: SampleFindings.day(2023, 10, 13),
        isProvisional: false, source: "医政参発1013第1号・医薬総発1013第1号 別添1",
        notes: ["立入検査の際は、チェックリストに必要な事項が記入されているかを確認します。"],
        items: [
            item("0", "有無", .all, [.system], "", "医療情報システムを導入、運用している。", lead: nil),
            item("1-1", "1(1)", .all, [.management], "1 体制構築", "医療情報システム安全管理責任者等を設置している。", lead: nil),
            item("2-1", "2(1)", .all, [.inventory], management, "サーバ、端末PC、ネットワーク機器の台帳管理を行っている。", lead: all),
            item(
                "2-2", "2(2)", .all, [.remoteMaintenance], management,
                "リモートメンテナンス(保守)を利用している機器の有無を事業者等に確認した。", lead: all),
            item(
                "2-3", "2(3)", .all, [.disclosure], management,
                "事業者から製造業者/サービス事業者による医療情報セキュリティ開示書(MDS/SDS)を提出してもらう。", lead: all),
            item(
                "2-4-server", "2(4)", .server, [.privileges], management, "利用者の属性等に応じた情報区分毎のアクセス利用権限を設定している。",
                lead: server),
            item(
                "2-5-server", "2(5)", .server, [.accounts], management, "退職者や使用していないアカウント等、不要なアカウントを削除している。",
                lead: server),
            item("2-6-server", "2(6)", .server, [.accessLog], management, "アクセスログを管理している。", lead: server),
            item(
                "2-7-network", "2(7)", .network, [.patching], management,
                "セキュリティパッチ(最新ファームウェアや更新プログラム)を適用している。", lead: network),
            item(
                "2-8-network", "2(8)", .network, [.sourceRestriction], management, "接続元制限を実施している。",
                lead: network),
            item(
                "3-1", "3(1)", .all, [.contacts], "3 インシデント発生に備えた対応",
                "インシデント発生時における組織内と外部関係機関(事業者、厚生労働省、警察等)への連絡体制図がある。", lead: nil),
            item(
                "2-7-server", "2(7)", .server, [.patching], management, "セキュリティパッチを適用している。", lead: server,
                isReference: true),
            item(
                "2-9-server", "2(9)", .server, [.unneededServices], management,
                "バックグラウンドで動作している不要なソフトウェア及びサービスを停止している。", lead: server, isReference: true),
            item(
                "2-5-terminal", "2(5)", .terminal, [.accounts], management, "不要なアカウントを削除している。",
                lead: terminal, isReference: true),
            item(
                "2-9-terminal", "2(9)", .terminal, [.unneededServices], management,
                "バックグラウンドで動作している不要なソフトウェア及びサービスを停止している。", lead: terminal, isReference: true),
            item(
                "3-2", "3(2)", .all, [.backup], "3 インシデント発生に備えた対応", "バックアップの実施と復旧手順を確認している。", lead: nil,
                isReference: true),
            item(
                "3-3", "3(3)", .all, [.continuity], "3 インシデント発生に備えた対応", "サイバー攻撃を想定した事業継続計画(BCP)を策定している。",
                lead: nil, isReference: true),
            item(
                "2-2", "2(2)", .all, [.remoteMaintenance], management, "リモートメンテナンス（保守）している機器の有無を確認した。",
                lead: all, party: .vendor),
            item(
                "2-8-network", "2(8)", .network, [.sourceRestriction], management, "接続元制限を実施している。",
                lead: network, party: .vendor),
        ])

    private static let management = "2 医療情報システムの管理・運用"
    private static let all = "医療情報システム全般について、以下を実施している。"
    private static let server = "サーバについて、以下を実施している。"
    private static let network = "ネットワーク機器について、以下を実施している。"
    private static let terminal = "端末PCについて、以下を実施している。"

    private static func item(
        _ id: String, _ number: String, _ equipment: Item.Equipment, _ topics: [Topic], _ section: String,
        _ wording: String, lead: String?, party: Party = .pharmacy, isReference: Bool = false
    ) -> Item {
        let isRemote = topics == [.remoteMaintenance]
        let isOnSite = topics == [.management] || topics == [.contacts] || topics == [.continuity]
        let vendor = Text(ja: "契約している事業者", en: "the contracted vendor")
        let manager = Text(ja: "責任者の方", en: "the person in charge")
        return Item(
            id: id, party: party, number: number, section: section, wording: wording, lead: lead,
            equipment: equipment,
            isReference: isReference, due: isReference ? "令和6年度中" : "令和5年度中", needsVendor: isRemote,
            topics: topics,
            automation: isOnSite ? .manual : .partial, checks: [],
            unseen: [
                isRemote
                    ? Text(ja: "外部の中継サービスを使うソフトは見えません。", en: "Tools that use a relay cannot be seen.")
                    : Text(ja: "書類や社内の決まりは見えません。", en: "Papers and rules cannot be seen.")
            ],
            ask: [
                isRemote
                    ? Question(
                        whom: vendor,
                        what: Text(
                            ja: "どの機器に、どのソフトで、どこからリモート保守をしていますか。記録はどこに残りますか。",
                            en:
                                "Which devices are maintained remotely, with what, from where, and where is the log?"
                        ))
                    : Question(
                        whom: isOnSite ? manager : vendor,
                        what: Text(
                            ja: "この項目は、いつ、誰が行いましたか。書類はありますか。",
                            en: "When was this done, by whom, and is there a paper?"))
            ], references: ["システム運用編 8.1", "企画管理編 9.1"])
    }
}
