import Model

/// A check of one setting of hosts that has a wrong value and right ones; any other value is not judged. `own` gives the
/// severity of a wrong value where it is not the check's, `words` what it means on the named host.
func settingCheck(
    _ id: String, _ topic: Topic, _ severity: Severity, _ key: HostSetting.Key, _ title: Text, advice: Text,
    wrong: String, right: [String],
    severity own: @escaping @Sendable (HostSetting) -> Severity? = { _ in nil },
    words: @escaping @Sendable (_ host: String, _ setting: HostSetting) -> Text
) -> Check {
    let host = { (value: String) in Asset.host(with: [.setting(HostSetting(key, value))]) }
    return Check(
        id: id, topic: topic, severity: severity, title: title, advice: advice,
        examples: [
            .init(.example(host(wrong)), gives: "fail"), .init(.example(host(right[0])), gives: "pass"),
            .init(.example(host("partly")), gives: "not-assessed"),
            .init(.example(.host(with: []))), .init(.example(.example())),
        ]
    ) { situation in
        situation.hosts.flatMap { asset, details in
            details.values(of: key).map { cited in
                let (name, setting) = (situation.name(of: asset), cited.value)
                let verdict: Verdict =
                    switch setting.value {
                    case wrong: .fail(words(name, setting))
                    case _ where right.contains(setting.value): .pass(rightWords(title, of: name, setting))
                    default: .notAssessed(unclearWords(title, of: name, setting))
                    }
                return .init(
                    verdict, on: asset, severity: own(setting), observations: [cited.observation])
            }
        }
    }
}

private func rightWords(_ title: Text, of host: String, _ setting: HostSetting) -> Text {
    Text(
        ja: "\(host) の「\(title.ja)」に問題は見えません\(setting.about.ja)。",
        en: "\(title.en) of \(host) is as it should be\(setting.about.en).")
}

private func unclearWords(_ title: Text, of host: String, _ setting: HostSetting) -> Text {
    Text(
        ja: "\(host) の「\(title.ja)」は、一部だけか、はっきりしません\(setting.about.ja)。",
        en: "\(title.en) of \(host) is partly so, or not clear\(setting.about.en).")
}

extension HostSetting {
    /// What it is about, in brackets, where a host has several.
    var about: Text {
        of.map { Text(ja: "（\($0.printable)）", en: " (\($0.printable))") } ?? Text(verbatim: "")
    }
}
