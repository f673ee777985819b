import Addresses
import Model

// Services that people accepted: who, why and until when, and whether they were seen this time.

extension HTMLPage {
    /// The accepted services; empty where nobody accepted any.
    var accepted: Markup {
        let accepted = assessment.site.accepted
        guard !accepted.isEmpty else { return .nothing }
        let rows = accepted.map { service in
            [
                device(of: service), code(Port(service.transport, service.port).description),
                name(service.reason), name(service.person), Markup(text: service.until.description),
                text(input.standing(of: service)),
            ]
        }
        return section(
            "accepted", "了承済みのサービス", "Services that people accepted",
            [
                paragraph(
                    "必要だと人が確かめ、了承して site.yaml に書いたサービスです。期限の前に、まだ必要かを見直してください。",
                    "Services that people confirmed as needed in site.yaml. Review each before its last day."),
                table(
                    "accepted", caption: word("了承済みの一覧（\(rows.count)件）", "Accepted (\(rows.count))"),
                    columns: [
                        word("機器", "Device"), word("サービス", "Service"), word("理由", "Reason"),
                        word("確認した人", "Person"), word("期限", "Until"), word("今回", "This time"),
                    ], rows: rows),
            ])
    }

    /// What the person wrote, with the name of the device it was found to mean.
    private func device(of service: AcceptedService) -> Markup {
        let found = input.assets(called: service.device).first.map { input.name(of: $0) }
        guard let found, found.lowercased() != service.device.lowercased() else {
            return name(service.device)
        }
        return Markup([name(service.device), .lineBreak, .element("span", ["class": "small"], [name(found)])])
    }
}

extension ReportInput {
    /// What became of an acceptance: whether the service was seen, and whether the person's word still holds.
    func standing(of accepted: AcceptedService) -> Text {
        let hasRunOut = accepted.until < assessment.asOf
        let seen = seen(accepted)
        guard hasRunOut else { return seen }
        return Text(
            ja: seen.ja + "期限切れのため、この了承は数えていません。まだ必要かを確かめ、site.yaml の期限を書き直すか、消してください。",
            en: seen.en + " It has run out and counts no more: renew it or take it out.")
    }

    private func seen(_ accepted: AcceptedService) -> Text {
        let devices = assets(called: accepted.device)
        guard !devices.isEmpty else {
            return Text(
                ja: "この機器は、今回は見えませんでした。", en: "The device was not seen this time.")
        }
        return devices.contains { $0.offers(accepted) }
            ? Text(ja: "見えました。", en: "Seen.")
            : Text(ja: "このサービスは、今回は見えませんでした。", en: "The service was not seen this time.")
    }
}
