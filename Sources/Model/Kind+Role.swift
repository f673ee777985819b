extension Asset.Kind {
    /// The kind that a person's word for a device means: 役割 of the ledger. Nil where no known word is in it.
    ///
    /// The order matters: 「VPNルータ」 is a VPN gateway, 「レセコンサーバ」 a server, 「無線ルータ」 a router.
    package init?(role: String) {
        let text = String(String.UnicodeScalarView(role.unicodeScalars.map { $0.halfWidth })).lowercased()
        if let kind = Self(rawValue: text) {
            self = kind
            return
        }
        guard let match = Self.words.first(where: { $0.words.contains { text.contains($0) } }) else {
            return nil
        }
        self = match.kind
    }

    private static var words: [(kind: Self, words: [String])] {
        [
            (.eligibilityTerminal, ["資格確認"]),
            (.dispensing, ["分包", "監査機", "監査システム", "調剤機器", "錠剤", "散薬", "ピッキング"]),
            (.receiptPrinter, ["レシート", "ラベルプリンタ", "receipt printer", "label printer"]),
            (.printer, ["プリンタ", "プリント", "複合機", "ﾌﾟﾘﾝﾀ", "printer"]),
            (.vpnGateway, ["vpn"]),
            (.router, ["ルータ", "ルーター", "ﾙｰﾀ", "ゲートウェイ", "router"]),
            (.wirelessAccessPoint, ["無線", "アクセスポイント", "wi-fi", "wifi", "access point"]),
            (.networkSwitch, ["スイッチ", "ハブ", "ｽｲｯﾁ", "ﾊﾌﾞ", "switch", "hub"]),
            (.nas, ["nas", "ファイル共有", "共有ディスク"]),
            (.server, ["サーバ", "ｻｰﾊﾞ", "server"]),
            (.camera, ["カメラ", "ｶﾒﾗ", "camera"]),
            (.phone, ["電話", "スマートフォン", "スマホ", "タブレット", "phone", "tablet"]),
            (.terminal, ["端末", "パソコン", "ﾊﾟｿｺﾝ", "レセコン", "ﾚｾｺﾝ", "薬歴", "terminal", "クライアント", "pc"]),
        ]
    }
}

extension Unicode.Scalar {
    /// The ASCII character that a full-width form stands for (U+FF01 to U+FF5E); any other unchanged.
    fileprivate var halfWidth: Unicode.Scalar {
        guard (0xff01...0xff5e).contains(value) else { return self }
        return Unicode.Scalar(value - 0xfee0) ?? self
    }
}
