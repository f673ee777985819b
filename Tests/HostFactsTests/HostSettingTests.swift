import HostFacts
import Model
import Testing

struct HostSettingTests {
    private func settings(_ files: [String: String]) -> [HostSetting.Key: String] {
        var snapshot = HostSnapshot()
        for (path, text) in files { snapshot.files[path] = .found(FoundFile(text: text)) }
        let found = inspect(snapshot, at: Timestamp(microseconds: 0)).compactMap { observation in
            if case .setting(let setting) = observation.fact { (setting.key, setting.value) } else { nil }
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    @Test func `a bare Debian asks for six characters and never locks`() {
        let found = settings([
            "/etc/pam.d/common-password": "password [success=1 default=ignore] pam_unix.so obscure\n",
            "/etc/login.defs": "# x\nPASS_MAX_DAYS\t99999\n",
        ])
        #expect(
            found == [
                .passwordMinimumLength: "6", .passwordComplexity: "no", .passwordLockout: "0",
                .passwordMaximumAge: "0",
            ])
    }

    @Test func `rules of the quality module and of locking are read, the PAM line first`() {
        let found = settings([
            "/etc/pam.d/common-password": "password requisite pam_pwquality.so retry=3 minclass=3\n",
            "/etc/pam.d/common-auth": "auth required pam_faillock.so preauth\n",
            "/etc/security/pwquality.conf": "# minlen = 8\nminlen = 12\n",
            "/etc/security/faillock.conf": "deny = 5\n",
        ])
        #expect(found[.passwordMinimumLength] == "12")
        #expect(found[.passwordComplexity] == "yes")
        #expect(found[.passwordLockout] == "5")
    }

    @Test func `of SSH's settings the first value counts, and what follows Match does not`() {
        let found = settings([
            "/etc/ssh/sshd_config":
                "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin yes\nMatch User a\nPasswordAuthentication yes\n",
            "/etc/ssh/sshd_config.d/10.conf": "PermitRootLogin no\nPasswordAuthentication no\n",
        ])
        #expect(found == [.sshRootLogin: "no", .sshPasswords: "no", .sshEmptyPasswords: "no"])
        #expect(settings(["/etc/ssh/sshd_config": ""])[.sshRootLogin] == "prohibit-password")
        #expect(settings([:]).isEmpty)
    }

    @Test func `logs are told with how far they reach and who may change them`() {
        var snapshot = HostSnapshot()
        var record = [UInt8](repeating: 0, count: 768)
        record.replaceSubrange(384 + 340..<384 + 344, with: [0x00, 0x9e, 0xf8, 0x66])
        let old = Timestamp(microseconds: 1_700_000_000_000_000)
        snapshot.files = [
            "/var/log/wtmp": .found(FoundFile(octets: record, size: 768, mode: 0o664)),
            "/var/log/auth.log": .found(FoundFile(size: 5, mode: 0o666)),
            "/var/log/auth.log.1": .found(FoundFile(size: 7, modified: old)),
            "/etc/systemd/journald.conf": .found(FoundFile(text: "[Journal]\n#Storage=auto\n")),
            "/etc/rsyslog.conf": .found(FoundFile(text: "*.* @192.0.2.5\n")),
        ]
        let logs = inspect(snapshot, at: old).compactMap {
            if case .log(let log) = $0.fact { log } else { nil }
        }
        #expect(logs.map(\.name) == ["journald", "wtmp", "auth.log"])
        #expect(logs.map(\.isKept) == [false, true, true])
        #expect(logs.map(\.isWritableByOthers) == [nil, false, true])
        #expect(logs[1].oldest?.date.description == "2024-09-29")
        #expect(logs[2].oldest == old)
        #expect(logs[2].octets == 12)
        #expect(logs[2].isForwarded == true)
    }
}
