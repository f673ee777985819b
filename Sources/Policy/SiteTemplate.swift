import Model

/// The files of a fresh site folder, by name: empty, and explaining themselves.
package func siteTemplate() -> [String: [UInt8]] {
    let header = LedgerColumn.allCases.map(\.rawValue).joined(separator: ",") + "\r\n"
    return ["site.yaml": Array(siteYAML.utf8), "ledger.csv": [0xef, 0xbb, 0xbf] + Array(header.utf8)]
}

private let siteYAML = """
    # 薬局の設定です。「#」で始まる行は説明です。わかるところから書いてください。
    # Settings of this pharmacy. Lines that begin with # are explanations.

    # 薬局の名前 / the pharmacy's name
    # name: 点検薬局

    # この道具を使う人: 薬局 または 事業者 / who uses this: pharmacy or vendor
    party: 薬局

    # 契約している会社と、申告のあったリモートメンテナンス（離れた場所からの保守）
    # Companies under contract, and the remote maintenance they declared
    # vendors:
    #   - name: 株式会社サンプル
    #     contact: 03-0000-0000
    #     remote-maintenance:
    #       - product: rdp          # tenken profiles list で使える名前がわかります
    #         device: "001"         # 台帳の管理番号
    #         route: VPN
    #         log: 会社のサーバ

    # 触らない機器（分包機など）。存在の確認だけをします / devices that get ARP only
    # hands-off:
    #   - mac: 00:00:5e:00:53:01
    #     reason: 分包機

    # 何も送らない住所 / addresses that nothing is sent to
    # exclude:
    #   - 192.168.1.200

    # 必要だと確認したサービス / services that a person accepted
    # accepted:
    #   - device: "001"
    #     port: tcp/3389
    #     reason: 保守のため
    #     person: 薬局 太郎
    #     until: 2027-03-31

    # すぐには直せず、事業者と話し合って決めたこと（理由と期限）。「はい」にはなりません
    # What cannot be put right at once, as agreed with a vendor; it never becomes "yes"
    # agreed:
    #   - check: patch.os-lifecycle   # 点検の名前は tenken checks でわかります
    #     device: "001"             # なければ、すべての機器
    #     vendor: 株式会社サンプル
    #     reason: レセコンが新しいOSに対応していないため
    #     measures: インターネットにつながない
    #     person: 薬局 太郎
    #     until: 2027-03-31

    """
