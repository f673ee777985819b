import Addresses
import Model

/// 2(9): old protocols and worn-out certificates.
let protocolChecks: [Check] = [smb1, smbSigning, tlsOld, certificateExpired]

private let smb1 = Check(
    id: "service.smb1", topic: .unneededServices, severity: .high,
    title: Text(ja: "古いファイル共有（SMB1）", en: "SMB1"),
    advice: Text(
        ja: "SMB1は過去に大きな被害を出したしくみです。止められるかを事業者に相談してください。",
        en: "SMB1 has done great damage; ask the vendor whether it can be switched off."),
    examples: [
        .init(.example(.example(tcp: 445, "smb", [.smbV1: "no"])), gives: "pass"),
        .init(.example(.example(tcp: 445, "smb", [.smbV1: "yes"])), gives: "fail"),
        .init(.example(.example(tcp: 445, "smb")), gives: "not-assessed"),
    ]
) { situation in
    situation.results(of: "smb") { service, name, _ in
        switch service[.smbV1] {
        case "yes": .fail(Text(ja: "\(name) は古いファイル共有（SMB1）を受け付けます。", en: "\(name) accepts SMB1."))
        case "no": .pass(Text(ja: "\(name) はSMB1を受け付けません。", en: "\(name) refuses SMB1."))
        default:
            .notAssessed(Text(ja: "\(name) のSMB1は確かめられませんでした。", en: "SMB1 of \(name) was not determined."))
        }
    }
}

private let smbSigning = Check(
    id: "service.smb-signing", topic: .unneededServices, severity: .low,
    title: Text(ja: "ファイル共有の署名", en: "SMB signing"),
    advice: Text(
        ja: "署名を必須にできるかを事業者に相談してください。", en: "Ask the vendor whether signing can be required."),
    examples: [
        .init(.example(.example(tcp: 445, "smb", [.smbSigning: "required"])), gives: "pass"),
        .init(.example(.example(tcp: 445, "smb", [.smbSigning: "optional"])), gives: "fail"),
        .init(.example(.example(tcp: 445, "smb")), gives: "not-assessed"),
    ]
) { situation in
    situation.results(of: "smb") { service, name, _ in
        switch service[.smbSigning] {
        case "required": .pass(Text(ja: "\(name) は署名を必須にしています。", en: "\(name) requires SMB signing."))
        case "optional":
            .fail(Text(ja: "\(name) のファイル共有は、署名が必須ではありません。", en: "\(name) does not require SMB signing."))
        default:
            .notAssessed(Text(ja: "\(name) の署名の設定は読めませんでした。", en: "SMB signing of \(name) was not read."))
        }
    }
}

private let tlsOld = Check(
    id: "service.tls-old", topic: .unneededServices, severity: .medium,
    title: Text(ja: "古い暗号（TLS 1.0、1.1）", en: "Old TLS (1.0, 1.1)"),
    advice: Text(
        ja: "TLS 1.2 以上だけにできるかを事業者に相談してください。", en: "Ask the vendor to allow TLS 1.2 and later only."),
    examples: [
        .init(.example(.example(tcp: 443, "tls", [.tlsVersions: "1.2,1.3"])), gives: "pass"),
        .init(.example(.example(tcp: 443, "tls", [.tlsVersions: "1.0,1.2"])), gives: "fail"),
        .init(.example(.example(tcp: 443, "tls")), gives: "not-assessed"),
    ]
) { situation in
    situation.results(of: "tls") { service, name, port in
        guard let versions = service[.tlsVersions] else {
            return .notAssessed(
                Text(
                    ja: "\(name) の \(port) の暗号の版は読めませんでした。",
                    en: "TLS versions of \(name) on \(port) were not read."))
        }
        let old = versions.split(separator: ",").filter { ["1.0", "1.1"].contains($0) }.joined(
            separator: ", ")
        guard !old.isEmpty else {
            return .pass(
                Text(
                    ja: "\(name) の \(port) に、古い暗号は見つかりませんでした。",
                    en: "No old TLS was seen on \(port) of \(name)."))
        }
        return .fail(
            Text(
                ja: "\(name) の \(port) は古い暗号（TLS \(old)）を受け付けます。",
                en: "\(name) accepts TLS \(old) on \(port)."))
    }
}

private let certificateExpired = Check(
    id: "service.certificate-expired", topic: .unneededServices, severity: .low,
    title: Text(ja: "期限の切れた証明書", en: "Expired certificates"),
    advice: Text(ja: "証明書の更新を事業者に頼んでください。", en: "Have the certificate renewed."),
    examples: [
        .init(.example(certificate(until: "2030-01-01T00:00:00.000000Z")), gives: "pass"),
        .init(.example(certificate(until: "2020-01-01T00:00:00.000000Z")), gives: "fail"),
        .init(.example(.example(tcp: 443, "tls")), gives: "not-assessed"),
    ]
) { situation in
    situation.results(of: "tls") { service, name, port in
        guard let end = service[.certificateNotAfter].flatMap({ Timestamp($0) })?.date,
            let start = service[.certificateNotBefore].flatMap({ Timestamp($0) })?.date
        else {
            return .notAssessed(
                Text(
                    ja: "\(name) の \(port) の証明書は読めませんでした。",
                    en: "The certificate of \(name) on \(port) was not read."))
        }
        if end < situation.asOf {
            return .fail(
                Text(
                    ja: "\(name) の \(port) の証明書は \(end) に期限が切れています。",
                    en: "The certificate of \(name) on \(port) expired on \(end)."))
        }
        if start > situation.asOf {
            return .fail(
                Text(
                    ja: "\(name) の \(port) の証明書は \(start) からで、まだ有効ではありません。",
                    en: "The certificate of \(name) on \(port) is not valid before \(start)."))
        }
        return .pass(
            Text(
                ja: "\(name) の \(port) の証明書は \(end) まで有効です。",
                en: "The certificate of \(name) on \(port) is valid until \(end)."))
    }
}

private func certificate(until end: String) -> Asset {
    .example(
        tcp: 443, "tls", [.certificateNotBefore: "2019-01-01T00:00:00.000000Z", .certificateNotAfter: end])
}
