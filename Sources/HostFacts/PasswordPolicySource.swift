import Model

extension HostSource {
    /// What the system asks of passwords, and when it locks.
    static let passwordPolicy = HostSource(
        id: "host-password-policy",
        files: [
            HostFile("/etc/login.defs"), HostFile("/etc/security/pwquality.conf"),
            HostFile("/etc/security/pwquality.conf.d/*"), HostFile("/etc/security/faillock.conf"),
            HostFile("/etc/pam.d/common-password"), HostFile("/etc/pam.d/common-auth"),
            HostFile("/etc/pam.d/system-auth"), HostFile("/etc/pam.d/password-auth"),
        ]
    ) { snapshot in
        PasswordPolicy(snapshot).settings.map { HostSighting(.setting($0.setting), grounds: $0.line) } + [
            .coverage(
                "password rules", PasswordPolicy.modules(of: snapshot),
                Text(ja: "パスワードの決まり（PAMの設定）", en: "The rules for passwords (PAM)"))
        ]
    }
}

/// The rules of pam_pwquality, pam_unix and pam_faillock, whose files overlay each other: what stands in the PAM line
/// counts before the module's own file.
private struct PasswordPolicy {
    private let snapshot: HostSnapshot
    private let modules: [Substring]

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
        modules = snapshot.settings(
            "/etc/pam.d/common-password", "/etc/pam.d/common-auth", "/etc/pam.d/system-auth",
            "/etc/pam.d/password-auth")
    }

    /// Debian's file, or the Red Hat family's.
    static func modules(of snapshot: HostSnapshot) -> Reading<String> {
        let debian = snapshot.text("/etc/pam.d/common-password")
        return debian.value == nil && debian.reason == .missing
            ? snapshot.text("/etc/pam.d/system-auth") : debian
    }

    typealias Found = (setting: HostSetting, line: String)

    var settings: [Found] {
        [minimumLength, complexity, lockout, maximumAge].compactMap { $0 }
    }

    private func line(of module: String) -> Substring? { modules.first { $0.contains(module) } }

    /// `minlen=12` of a PAM line.
    private func option(_ name: String, in line: Substring?) -> String? {
        line?.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix(name + "=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    private func value(_ name: String, in paths: String...) -> Found? {
        for line in paths.flatMap({ snapshot.settings($0) }).reversed() {
            guard let (key, value) = line.assignment, key == name else { continue }
            return (HostSetting(.passwordMinimumLength, value), String(line))
        }
        return nil
    }

    private var quality: Substring? { line(of: "pam_pwquality.so") ?? line(of: "pam_cracklib.so") }

    private var minimumLength: Found? {
        if let quality {
            if let length = option("minlen", in: quality) {
                return (HostSetting(.passwordMinimumLength, length), String(quality))
            }
            let file = value(
                "minlen", in: "/etc/security/pwquality.conf", "/etc/security/pwquality.conf.d/")
            // The module's own default (pam_pwquality(8)).
            return file ?? (HostSetting(.passwordMinimumLength, "8"), String(quality))
        }
        guard let unix = line(of: "pam_unix.so") else { return nil }
        // Without a length pam_unix asks for six characters (pam_unix(8)).
        return (
            HostSetting(.passwordMinimumLength, option("minlen", in: unix) ?? "6"), String(unix)
        )
    }

    private var complexity: Found? {
        guard let quality else {
            guard let unix = line(of: "pam_unix.so") else { return nil }
            return (HostSetting(.passwordComplexity, "no"), String(unix))
        }
        let names = ["minclass", "ucredit", "lcredit", "dcredit", "ocredit"]
        let values = names.compactMap { name -> (String, Int)? in
            let text =
                option(name, in: quality)
                ?? value(name, in: "/etc/security/pwquality.conf", "/etc/security/pwquality.conf.d/")?
                .setting.value
            return text.flatMap { Int($0) }.map { (name, $0) }
        }
        // A negative credit is a number of characters that must be there.
        let asks = values.contains { $0.0 == "minclass" ? $0.1 >= 2 : $0.1 < 0 }
        return (HostSetting(.passwordComplexity, asks ? "yes" : "no"), String(quality))
    }

    private var lockout: Found? {
        guard let faillock = line(of: "pam_faillock.so") ?? line(of: "pam_tally2.so") else {
            return modules.isEmpty ? nil : (HostSetting(.passwordLockout, "0"), "pam_faillock")
        }
        if let tries = option("deny", in: faillock) {
            return (HostSetting(.passwordLockout, tries), String(faillock))
        }
        let file = value("deny", in: "/etc/security/faillock.conf")
        // The module's own default (faillock.conf(5)).
        return (HostSetting(.passwordLockout, file?.setting.value ?? "3"), file?.line ?? String(faillock))
    }

    /// `PASS_MAX_DAYS 99999` of login.defs(5), which is for accounts yet to be made.
    private var maximumAge: Found? {
        for line in snapshot.settings("/etc/login.defs") {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count == 2, words[0] == "PASS_MAX_DAYS", let days = Int(words[1]) else { continue }
            let isNever = days < 0 || days >= 99_999
            return (HostSetting(.passwordMaximumAge, isNever ? "0" : String(days)), String(line))
        }
        return nil
    }
}
