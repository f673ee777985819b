import Model

/// Findings on the sample devices, and what they say to each item of a form like the first year's.
enum SampleFindings {
    static let all = [
        finding(
            "remote.vnc-open", SampleDevices.stranger, Port(.tcp, 5900),
            .fail(Text(ja: "パスワードなしで画面を操作できる状態です。", en: "Its screen can be controlled without a password.")),
            .critical, .remoteMaintenance,
            Text(ja: "パスワードのないリモート操作（VNC）が開いています", en: "Remote control (VNC) is open without a password"),
            advice: Text(
                ja: "この機器を置いた人を確かめ、必要なければLANから外してください。",
                en: "Find out who put it there; unplug it if it is not needed.")),
        finding(
            "remote.rdp-nla", SampleDevices.stranger, Port(.tcp, 3389),
            .fail(Text(ja: "接続の前に本人確認を求めていません。", en: "It does not authenticate before connecting.")), .high,
            .remoteMaintenance,
            Text(ja: "リモートデスクトップの本人確認が弱い設定です", en: "Remote desktop without network level authentication"),
            advice: Text(ja: "事業者に、この接続を誰が使うかを聞いてください。", en: "Ask the vendor who uses it.")),
        finding(
            "network.telnet", SampleDevices.router, Port(.tcp, 23),
            .fail(Text(ja: "暗号化されない管理画面が開いています。", en: "Its management is open without encryption.")), .high,
            .sourceRestriction, Text(ja: "ルータの管理用接続（telnet）が開いています", en: "The router’s telnet is open"),
            advice: Text(ja: "事業者に、止めてよいか、接続元を限れるかを聞いてください。", en: "Ask the vendor to stop or restrict it.")),
        finding(
            "smb.v1", SampleDevices.nas, Port(.tcp, 445),
            .fail(Text(ja: "古い共有方式（SMB1）を受け付けます。", en: "It accepts SMB1.")), .medium, .patching,
            Text(ja: "NASが古い共有方式を使えます", en: "The NAS accepts SMB1"),
            acceptance: Text(ja: "レセコン更新まで了承（青木薬剤師、2027-03-31まで）", en: "accepted until 2027-03-31 (Aoki)")),
        finding(
            "inventory.unknown-device", SampleDevices.tablet, nil,
            .fail(Text(ja: "台帳に対応する行がありません。", en: "No ledger row fits.")), .medium, .inventory,
            Text(ja: "台帳にない機器です", en: "A device that is not in the ledger"),
            advice: Text(
                ja: "持ち主を確かめ、台帳に加えるか、LANから外してください。", en: "Find its owner; add it to the ledger or unplug it.")
        ),
        finding(
            "os.lifecycle", SampleDevices.dispensary, nil,
            .pass(
                Text(ja: "Debian 12 は2028-06-30まで更新が提供されます。", en: "Debian 12 is updated until 2028-06-30.")),
            .high,
            .patching, Text(ja: "OSの更新期限", en: "End of updates")),
        finding(
            "os.lifecycle", SampleDevices.eligibility, nil,
            .notAssessed(Text(ja: "版を外から確かめられません。", en: "Its edition cannot be seen from outside.")), .high,
            .patching, Text(ja: "OSの更新期限", en: "End of updates")),
        finding(
            "site.vendor-declaration", nil, nil,
            .notAssessed(Text(ja: "事業者の申告がまだありません。", en: "No vendor has declared anything yet.")), .medium,
            .remoteMaintenance, Text(ja: "リモート保守の申告", en: "Declared remote maintenance")),
    ]

    private static func finding(
        _ check: String, _ asset: Asset?, _ port: Port?, _ verdict: Verdict, _ severity: Severity,
        _ topic: Topic,
        _ title: Text, advice: Text? = nil, acceptance: Text? = nil
    ) -> Finding {
        Finding(
            check: check, asset: asset?.id, port: port, verdict: verdict, severity: severity, topic: topic,
            title: title, advice: advice, acceptance: acceptance, observations: [30, 31])
    }

    static let evidence = [
        evidence(
            "2-1", .supportsNo,
            seen: [Text(ja: "8台のうち2台が台帳にありません。", en: "2 of 8 devices are not in the ledger.")],
            findings: [4],
            answer: Answer(
                isYes: true, date: day(2026, 11, 20), person: "青木", remark: "毎年4月に更新")),
        evidence(
            "2-2", .partly,
            seen: [
                Text(ja: "リモート操作を受け付ける機器が1台あります。", en: "One device accepts remote control."),
                Text(ja: "VNC (tcp/5900)", en: "VNC (tcp/5900)"),
            ], findings: [0, 1, 7]),
        evidence("2-3", .cannotTell, seen: []),
        evidence(
            "2-6-server", .supportsYes,
            seen: [Text(ja: "この機器では記録が90日分残っています。", en: "Logs of 90 days are kept on this host.")],
            findings: []),
        evidence(
            "2-7-network", .cannotTell,
            seen: [Text(ja: "ルータのファームウェアは Rev.15.02.09 です。", en: "The router’s firmware is Rev.15.02.09.")],
            findings: [3]),
        evidence(
            "2-8-network", .supportsNo,
            seen: [
                Text(
                    ja: "ルータの telnet が薬局内のどこからでも開きます。", en: "The router’s telnet opens from anywhere inside.")
            ],
            findings: [2]),
        evidence("3-1", .notApplicable, seen: []),
    ]

    private static func evidence(
        _ item: String, _ stance: ItemEvidence.Stance, seen: [Text], findings: [Int] = [],
        answer: Answer? = nil
    ) -> ItemEvidence {
        let published = SampleEdition.edition.items.first { $0.id == item && $0.party == .pharmacy }
        return ItemEvidence(
            item: item, party: .pharmacy, stance: stance, seen: seen, unseen: published?.unseen ?? [],
            ask: published?.ask ?? [], findings: findings, answer: answer)
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
    }
}
