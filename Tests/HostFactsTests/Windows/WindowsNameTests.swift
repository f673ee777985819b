import Model
import Testing

@testable import HostFacts

@Suite struct `Windows names and firewall words` {
    private func terminal() throws -> WindowsSnapshot {
        var terminal = try WindowsSamples.terminal()
        terminal.collection["started"] = "2026-11-20T14:03:05"
        terminal.productOfRelay = { name in
            name.hasSuffix(".teamviewer.com")
                ? "teamviewer" : name.hasSuffix(".anydesk.com") ? "anydesk" : nil
        }
        return terminal
    }

    private func talks(_ snapshot: WindowsSnapshot) -> [TalkFact] {
        WindowsSource.names.facts(snapshot).compactMap {
            if case .talk(let value) = $0 { value } else { nil }
        }
    }

    @Test func `only names of relays are kept`() throws {
        let moment = try #require(Timestamp("2026-11-20T05:03:05Z"))
        let wanted = [
            ("anydesk", "boot.net.anydesk.com"), ("anydesk", "relay-00000001.net.anydesk.com"),
            ("teamviewer", "router7.teamviewer.com"),
        ].map { TalkFact(product: $0.0, sign: .dns, name: $0.1, first: moment, last: moment) }
        let terminal = try terminal()
        #expect(talks(terminal) == wanted)
        #expect(
            WindowsSource.names.read(terminal).allSatisfy { $0.grounds?.value.contains("example") != true })
        #expect(WindowsSource.names.coverage(terminal)["names lately asked for"] == .some(nil))
        WindowsSource.names.expectNothingForged(terminal, cutting: "dns-cache.txt")
    }

    @Test func `without the table of products nothing is said of the list`() throws {
        var terminal = try terminal()
        terminal.productOfRelay = nil
        #expect(talks(terminal).isEmpty)
        #expect(
            WindowsSource.names.coverage(terminal)["names lately asked for"]??.contains("not searched")
                == true)
        #expect(
            WindowsSource.names.coverage(WindowsSnapshot())["names lately asked for"]??.contains("not found")
                == true)
    }

    private func firewall(_ snapshot: WindowsSnapshot) -> [HostSetting] {
        WindowsSource.firewallWords.facts(snapshot).compactMap {
            if case .setting(let value) = $0 { value } else { nil }
        }
    }

    @Test func `the firewall's words are heard where the registry is silent`() throws {
        var terminal = try terminal()
        let wanted = [
            HostSetting(.firewall, "on", of: "domain"), HostSetting(.firewall, "on", of: "private"),
            HostSetting(.firewall, "off", of: "public"),
        ]
        #expect(firewall(terminal) == wanted)
        WindowsSource.firewallWords.expectNothingForged(terminal, cutting: "firewall.txt")
        let export =
            "Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\"
            + "SharedAccess\\Parameters\\FirewallPolicy]\n\n"
        terminal.registries["services.reg"] = .found(try #require(RegistryExport(Array(export.utf8))))
        #expect(WindowsSource.firewallWords.facts(terminal).isEmpty)
    }

    @Test(arguments: [("ON", "on"), ("OFF", "off"), ("オフ", "off"), ("EIN", nil)] as [(String, String?)])
    func `on and off are known in two languages`(word: String, value: String?) {
        let rule = String(repeating: "-", count: 70)
        let text = ["Domain", "Private", "Public"]
            .map { "\n\($0) Profile Settings: \n\(rule)\nState                                 \(word)\n" }
            .joined()
        let snapshot = WindowsSamples.with("firewall.txt", text)
        #expect(
            firewall(snapshot).map(\.value) == [String](repeating: value ?? "", count: value == nil ? 0 : 3))
        #expect((WindowsSource.firewallWords.coverage(snapshot)["firewall"] == .some(nil)) == (value != nil))
    }
}
