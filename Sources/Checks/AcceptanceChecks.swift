import Addresses
import Model

/// What people accepted in `site.yaml`, held against what is there.
let acceptanceChecks: [Check] = [acceptedUnmatched, agreementUnmatched]

private let acceptedUnmatched = Check(
    id: "service.accepted-unmatched", topic: .unneededServices, severity: .information,
    title: Text(ja: "見えなかった、了承済みのサービス", en: "Accepted services that were not seen"),
    examples: [
        .init(.exampleAcceptance(of: 445, on: "192.0.2.10"), gives: "not-assessed"),
        .init(.exampleAcceptance(of: 22, on: "192.0.2.99"), gives: "not-assessed"),
        .init(.exampleAcceptance(of: 22, on: "192.0.2.10")),
        .init(.example()),
    ]
) { situation in
    situation.site.accepted.filter { accepted in
        !situation.assets.contains { situation.means(accepted.device, $0) && $0.offers(accepted) }
    }.map { accepted in
        let port = Port(accepted.transport, accepted.port)
        return .init(
            .notAssessed(
                Text(
                    ja: "\(accepted.person.printable)さんが了承した \(accepted.device.printable) の \(port) は、"
                        + "この点検では見えませんでした。使わなくなったのなら、site.yaml の accepted から消してください。",
                    en:
                        "\(port) of \(accepted.device.printable), accepted by \(accepted.person.printable), was not "
                        + "seen. If it is no longer used, take it out of site.yaml.")))
    }
}

extension Situation {
    /// The device 192.0.2.10 with SSH, and one acceptance.
    fileprivate static func exampleAcceptance(of port: UInt16, on device: String) -> Situation {
        .example(
            .example(tcp: 22, "ssh"),
            site: Site(accepted: [
                AcceptedService(
                    device: device, transport: .tcp, port: port, reason: "maintenance", person: "example",
                    until: CivilDate(daysSinceEpoch: 21_000))
            ]))
    }
}
