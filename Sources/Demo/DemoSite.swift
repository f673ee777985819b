/// The sample site folder of the demonstration: file texts by name.
package enum DemoSite {
    package static let siteYAML = """
        # デモ用の設定です。 / Settings of the demonstration.
        name: 点検薬局（デモ）
        party: 薬局
        vendors:
          - name: 株式会社サンプルレセコン
            contact: 03-0000-0000
            remote-maintenance:
              - product: ssh
                device: "001"
                route: VPN
                log: 会社のサーバに1年分
        hands-off:
          - mac: 70:b3:d5:9c:70:50
            reason: 分包機

        """

    /// The ledger as a pharmacy would have it: one device missing, one that is gone, one whose card was replaced.
    package static let ledgerCSV =
        "\u{feff}" + lines.map { $0.joined(separator: ",") + "\r\n" }.joined()

    private static let lines: [[String]] = [
        [
            "管理番号", "メーカー", "OS", "ソフトウェア", "ソフトウェアバージョン", "IPアドレス", "コンピュータ名", "設置場所", "主な利用者属性",
            "登録日", "状態", "説明", "MACアドレス", "役割", "更新責任者", "取扱",
        ],
        row("001", "A社", "Debian 12", "192.168.77.10", "RECESERVER", "00:00:5e:00:53:10", "サーバ", "事業者"),
        row("002", "A社", "Windows 11", "192.168.77.21", "TANMATSU1", "00:00:5e:00:53:99", "端末", "事業者"),
        row("003", "A社", "", "", "SHIKAKU-ONS01", "00:00:5e:00:53:22", "オンライン資格確認端末", "事業者"),
        row("004", "ヤマハ", "", "192.168.77.1", "", "00:a0:de:00:53:01", "ルータ", "事業者"),
        row("005", "リコー", "", "192.168.77.30", "RNP5330", "00:26:73:aa:53:30", "プリンタ", "薬局"),
        row("006", "バッファロー", "", "192.168.77.40", "LS220D", "00:24:a5:00:53:40", "NAS", "薬局"),
        row("007", "ユヤマ", "", "192.168.77.50", "", "70:b3:d5:9c:70:50", "分包機", "事業者", "触らない"),
        row("008", "A社", "Windows 10", "192.168.77.22", "OLD-PC", "00:00:5e:00:53:98", "端末", "薬局"),
    ]

    private static func row(
        _ number: String, _ maker: String, _ os: String, _ address: String, _ name: String, _ mac: String,
        _ role: String, _ updater: String, _ handling: String = "通常"
    ) -> [String] {
        [
            number, maker, os, "", "", address, name, "調剤室", "薬剤師", "2024/4/1", "稼働", "", mac, role, updater,
            handling,
        ]
    }
}
