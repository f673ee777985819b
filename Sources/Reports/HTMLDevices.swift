import Addresses
import Model

// The devices, what was found on each, and what runs on inspected hosts.

extension HTMLPage {
    var devices: Markup {
        let rows = input.devices.map { asset in
            [
                Markup([
                    .element("strong", [name(input.name(of: asset))]), .lineBreak, text(asset.kind.word),
                    marks(of: asset),
                ]),
                lines(asset.addresses.map { code($0.description) } + asset.macs.map { mac($0) }),
                identity(of: asset), Markup([services(of: asset), talks(of: asset)]),
                ledgerCell(of: asset),
            ]
        }
        return section(
            "devices", "見つかった機器", "Devices found",
            [
                paragraph(
                    "台帳にない機器を先に並べています。電源が切れていた機器は載りません。",
                    "Devices without a ledger row come first. Devices that were switched off are not listed."),
                paragraph(
                    "［ ］の数字は、記録（journal.jsonl）の行番号で、何を読んだかへつながります。",
                    "Numbers in brackets are lines of journal.jsonl and lead to what was read."),
                table(
                    "devices", caption: word("機器の一覧（\(rows.count)台）", "All devices (\(rows.count))"),
                    columns: [
                        word("機器", "Device"), word("アドレス", "Addresses"),
                        word("メーカー・機種・OS", "Maker, model, OS"),
                        word("見えたサービス", "Services seen"), word("台帳", "Ledger"),
                    ], rows: rows),
            ])
    }

    private func marks(of asset: Asset) -> Markup {
        guard asset.isHandsOff else { return .nothing }
        return Markup([.lineBreak, .element("span", ["class": "mark"], [text("触らない", "hands-off")])])
    }

    private func mac(_ mac: MACAddress) -> Markup {
        guard mac.isLocallyAdministered else { return code(mac.description) }
        return Markup([
            code(mac.description),
            .element("span", ["class": "small"], [text("（ソフトが決めた番号）", " (randomised)")]),
        ])
    }

    /// The best claim of each kind with how sure it is and its journal lines, then what contradicts it.
    private func identity(of asset: Asset) -> Markup {
        let properties = [asset.vendor, asset.model, asset.os, asset.firmware].filter { !$0.isEmpty }
        guard !properties.isEmpty else { return small("わからない", "cannot tell") }
        return lines(properties.flatMap { claims in claims.prefix(1).map { claim($0) } + rivals(of: claims) })
    }

    private func claim(_ claim: Asset.Claim) -> Markup {
        Markup([
            name(claim.value), Markup(text: " "),
            .element(
                "span", ["class": "small"],
                [text(claim.confidence.word), Markup(text: " "), cite(claim.observations)]),
        ])
    }

    private func rivals(of claims: [Asset.Claim]) -> [Markup] {
        claims.rivals.prefix(3).map { rival in
            Markup([
                .element("span", ["class": "mark"], [text("食い違い", "conflict")]), Markup(text: " "),
                claim(rival),
            ])
        }
    }

    /// What answered; where nothing did, whether that means anything.
    private func services(of asset: Asset) -> Markup {
        if !asset.services.isEmpty { return lines(asset.services.map { service($0) }) }
        if asset.isHandsOff { return small("調べていません（触らない機器）", "not looked at (hands-off)") }
        if asset.closedPorts.isEmpty {
            return small("見えていません（無いとは限りません）", "none seen (there may be some)")
        }
        return small(
            "調べた範囲では開いていません（\(asset.closedPorts.count)か所が閉じていると応答）",
            "none open where it was looked (\(asset.closedPorts.count) ports said closed)")
    }

    /// Talk with remote-maintenance services that was heard, in words.
    private func talks(of asset: Asset) -> Markup {
        let talks = input.talks(of: asset)
        guard !talks.isEmpty else { return .nothing }
        return Markup([
            .lineBreak,
            lines(talks.map { Markup([text($0.words), Markup(text: " "), cite($0.observations)]) }),
        ])
    }

    private func small(_ ja: String, _ en: String) -> Markup {
        .element("span", ["class": "small"], [text(ja, en)])
    }

    private func service(_ service: Service) -> Markup {
        let names = ([service.proto].compactMap { $0 } + service.layers).joined(separator: "+")
        let product = [service.product, service.version].compactMap { $0 }.joined(separator: " ")
        return Markup([
            code("\(service.transport.rawValue)/\(service.port)"),
            Markup(text: names.isEmpty ? "" : " \(names)"),
            product.isEmpty ? .nothing : Markup([Markup(text: " "), name(product)]),
        ])
    }

    private func ledgerCell(of asset: Asset) -> Markup {
        guard let number = asset.ledgerRow else {
            return .element("strong", [text("台帳にない", "not in the ledger")])
        }
        let row = input.row(of: asset)
        let place = row?[.place].map { Markup([.lineBreak, name($0)]) } ?? .nothing
        let updater = row?[.updater].map {
            Markup([.lineBreak, .element("span", ["class": "small"], [text("更新：", "updates: "), name($0)])])
        }
        return Markup([name(number), place, updater ?? .nothing])
    }

    var findings: Markup {
        let onSite = findingTable(
            caption: word("薬局全体", "The whole site"), assessment.findings.filter { $0.asset == nil })
        let perDevice = input.devices.map { asset in
            findingTable(caption: input.name(of: asset), assessment.findings.filter { $0.asset == asset.id })
        }
        let known = Set(assessment.assets.map(\.id))
        let others = findingTable(
            caption: word("その他", "Others"),
            assessment.findings.filter { finding in finding.asset.map { !known.contains($0) } ?? false })
        return section(
            "findings", "機器ごとの調べた結果", "Findings for each device",
            [
                paragraph(
                    "「根拠」は、記録（journal.jsonl）の行番号です。", "“Grounds” are line numbers of journal.jsonl.")
            ] + [onSite] + perDevice + [others])
    }

    private func findingTable(caption: String, _ findings: [Finding]) -> Markup {
        guard !findings.isEmpty else { return .nothing }
        let ordered = findings.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.rank != second.rank { return first.rank < second.rank }
            if first.severity != second.severity { return first.severity > second.severity }
            return left.offset < right.offset
        }
        return table(
            "findings", caption: caption,
            columns: [
                word("調べたこと", "Check"), word("結果", "Result"), word("理由", "Reason"), word("すること", "Do"),
                word("根拠", "Grounds"),
            ], rows: ordered.map { row(of: $0.element) })
    }

    private func row(of finding: Finding) -> [Markup] {
        let port = finding.port.map { Markup([Markup(text: " "), code($0.description)]) } ?? .nothing
        let grade = finding.isFailure ? Markup([.lineBreak, badge(finding.severity)]) : .nothing
        let words = [finding.acceptance, finding.agreement].compactMap { $0 }
            .map { Markup([.lineBreak, text($0)]) }
        return [
            Markup([text(finding.title), port]),
            Markup([
                .element("span", ["class": "verdict rank-\(finding.rank)"], [text(finding.verdictWord)]),
                grade,
            ]),
            Markup([text(finding.reason)] + words),
            finding.isFailure ? finding.advice.map { text($0) } ?? .nothing : .nothing,
            cite(finding.observations),
        ]
    }

    var hosts: Markup {
        let inspected = assessment.assets.compactMap { asset in asset.host.map { (asset, $0) } }
        guard !inspected.isEmpty else { return .nothing }
        return section(
            "hosts", "中を調べた機器のサービス", "Services of inspected hosts",
            [
                paragraph(
                    "外からの接続を待っているプログラムの一覧です。「この機器の中だけ」のものは、ほかの機器からは使えません。",
                    "Programs that wait for connections. Those marked “this host only” cannot be reached from others."
                )
            ] + inspected.map { host($0, $1) })
    }

    private func host(_ asset: Asset, _ details: Asset.HostDetails) -> Markup {
        let system = details.system.map { [$0.prettyName ?? $0.id, $0.kernel].compactMap { $0 } } ?? []
        let rows = details.listeners.map(\.value).sorted { ($0.port, $0.address) < ($1.port, $1.address) }.map
        { listener in
            [
                code(listener.port.description),
                listener.isLocalOnly
                    ? text("この機器の中だけ", "this host only") : code(listener.address.description),
                name(listener.process ?? "?"), name(listener.user ?? "?"), name(listener.unit ?? ""),
                name(listener.owningPackage ?? ""),
            ]
        }
        return table(
            "hosts", caption: ([input.name(of: asset)] + system).joined(separator: " / "),
            columns: [
                word("ポート", "Port"), word("どこから", "From"), word("プログラム", "Program"),
                word("利用者", "User"), word("サービス名", "Unit"), word("パッケージ", "Package"),
            ], rows: rows)
    }
}
