import Addresses
import Model

/// 2(2): remote maintenance that is there, against what was declared.
let remoteChecks: [Check] =
    [undeclared, declared, declaredNotSeen, relayHeard, relayUnseen] + remoteSecurityChecks

private let vendor = Vendor(
    name: "A", remoteMaintenance: [DeclaredRemoteMaintenance(product: "rdp", device: "192.0.2.10")])
private let rdp = Asset.example(tcp: 3389, "rdp")

private let undeclared = Check(
    id: "remote.undeclared", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "申告のない遠隔操作の入口", en: "Undeclared ways in for remote maintenance"),
    advice: Text(
        ja: "事業者に「この機器で、この遠隔操作を使っていますか」と聞いてください。使っていなければ止めてもらってください。",
        en: "Ask the vendor whether they use this; if nobody does, have it switched off."),
    examples: [
        .init(.example(rdp), gives: "fail"),
        .init(.example(.example(tcp: 3389, nil)), gives: "not-assessed"),
        .init(.example(.example(tcp: 3389, "http")), gives: "pass"),
        .init(.example(rdp, site: Site(vendors: [vendor]))),
        .init(.example(.example(tcp: 80, "http")), gives: "pass"),
        .init(.example(isActive: false), gives: "not-assessed"),
    ]
) { situation in
    guard situation.isActive || situation.assets.contains(where: { !$0.services.isEmpty }) else {
        return [
            .init(
                .notAssessed(
                    Text(ja: "聞くだけの点検だったので、入口を確かめていません。", en: "The scan only listened.")))
        ]
    }
    let sightings = situation.remoteSightings
    guard !sightings.isEmpty else {
        return [
            .init(
                .pass(
                    Text(
                        ja: "調べた機器と窓口の中に、遠隔操作の入口は見えませんでした。",
                        en: "No way in for remote maintenance was seen on the ports that were looked at.")))
        ]
    }
    return sightings.filter {
        // What was found inside the device is told there, with the program that it is.
        situation.declarer(of: $0.product, on: $0.asset) == nil && !situation.finds($0.product, in: $0.asset)
    }.map { sighting in
        let name = situation.name(of: sighting.asset)
        let product = sighting.product.name
        let reason =
            sighting.isProven
            ? Text(
                ja: "\(name) の \(sighting.port) に、申告のない「\(product.ja)」があります。離れた場所から機器を操作したり、つないだりするしくみです。",
                en: "\(name) offers \(product.en) on \(sighting.port), which nobody declared.")
            : Text(
                ja: "\(name) の \(sighting.port) が開いています。番号からは「\(product.ja)」の可能性があります。",
                en: "\(sighting.port) of \(name) is open; by its number it may be \(product.en).")
        // A number alone proves nothing: it is said, and decides nothing.
        return .init(
            sighting.isProven ? .fail(reason) : .notAssessed(reason), on: sighting.asset, port: sighting.port,
            severity: sighting.isProven ? sighting.product.severity : .low,
            observations: sighting.observations)
    }
}

private let declared = Check(
    id: "remote.declared", topic: .remoteMaintenance, severity: .information,
    title: Text(ja: "申告のある遠隔操作の入口", en: "Declared ways in for remote maintenance"),
    examples: [
        .init(.example(rdp, site: Site(vendors: [vendor])), gives: "pass"),
        .init(.example(rdp)),
    ]
) { situation in
    situation.remoteSightings.compactMap { sighting in
        guard let vendor = situation.declarer(of: sighting.product, on: sighting.asset) else { return nil }
        let name = situation.name(of: sighting.asset)
        return .init(
            .pass(
                Text(
                    ja:
                        "\(name) の \(sighting.port) の「\(sighting.product.name.ja)」は、\(vendor.name.printable) から申告があります。",
                    en:
                        "\(sighting.product.name.en) on \(sighting.port) of \(name) is declared by \(vendor.name.printable)."
                )),
            on: sighting.asset, port: sighting.port, observations: sighting.observations)
    }
}

private let declaredNotSeen = Check(
    id: "remote.declared-not-seen", topic: .remoteMaintenance, severity: .low,
    title: Text(ja: "申告されたが見えない遠隔操作", en: "Declared remote maintenance that was not seen"),
    examples: [
        .init(.example(.example(), site: Site(vendors: [vendor])), gives: "not-assessed"),
        .init(.example(rdp, site: Site(vendors: [vendor]))),
    ]
) { situation in
    let sightings = situation.remoteSightings
    return situation.site.vendors.flatMap { vendor in
        vendor.remoteMaintenance.compactMap { declared -> Check.Result? in
            let isSeen = sightings.contains { sighting in
                sighting.product.isCalled(declared.product)
                    && (declared.device.map { situation.means($0, sighting.asset) } ?? true)
            }
            guard !isSeen, !situation.hears(declared), !situation.finds(declared) else { return nil }
            let product = situation.knowledge.remoteMaintenance.first {
                $0.isCalled(declared.product)
            }
            let listens = product?.visibility.contains(.listens) ?? false
            let device = declared.device.map { " (\($0.printable))" } ?? ""
            let name =
                "\(vendor.name.printable): \((product?.name.ja ?? declared.product).printable)\(device)"
            return .init(
                .notAssessed(
                    listens
                        ? Text(
                            ja: "\(name) は申告されていますが、この点検では見えませんでした。",
                            en: "\(name) is declared but was not seen in this scan.")
                        : Text(
                            ja: "\(name) は外の中継を使います。この点検では、その通信は聞こえませんでした。",
                            en: "\(name) goes through an outside relay; no such talk was heard in this scan.")
                ))
        }
    }
}
