import Model
import Policy
import Testing

/// The list of background services and the signs of remote maintenance: what is shipped, and mistakes in them.
@Suite struct ServiceProfileTests {
    private func read(_ services: String, os: String = "os: linux\n") throws -> [KnownService] {
        let head = "source: s\nas-of: 2026-11-23\n\(os)services:\n"
        return try Profiles(files: ["services/a.yaml": head + services]).knowledge.services
    }

    @Test func `an entry is read with all it says`() throws {
        let entry = """
              - names: [cups, cupsd*]
                verdict: depends
                what: {ja: 印刷, en: printing}
                when: {ja: 印刷するとき, en: this host prints}
                severity: high
                ports: [tcp/631]
                shared: true
            """
        #expect(
            try read(entry) == [
                KnownService(
                    names: ["cups", "cupsd*"], system: .linux, what: Text(ja: "印刷", en: "printing"),
                    neededWhen: Text(ja: "印刷するとき", en: "this host prints"), verdict: .depends,
                    severity: .high, ports: [Port(.tcp, 631)], isShared: true, source: "s",
                    asOf: CivilDate("2026-11-23") ?? CivilDate(daysSinceEpoch: 0))
            ])
    }

    @Test(arguments: [
        ("  - {names: [a], what: b, verdict: maybe}", 5), ("  - {names: [a], what: b, verdict: depends}", 5),
        ("  - {names: [a], what: b, verdict: unneeded}", 5), ("  - {names: [], what: b, verdict: needed}", 5),
        ("  - {names: [a], what: b, verdict: needed}\n  - {names: [A], what: b, verdict: needed}", 6),
        ("  - {names: [\"a*b\"], what: b, verdict: needed}", 5),
        ("  - {names: [\"*\"], what: b, verdict: needed}", 5),
        ("  - {names: [a], what: b, verdict: needed, color: red}", 5),
        ("  - {names: [a], verdict: needed}", 5),
        ("  - {names: [a], what: b, verdict: needed, ports: [631]}", 5),
    ])
    func `a mistake is told with its line`(services: String, line: Int) {
        let error = #expect(throws: PolicyError.self) { try read(services) }
        #expect(error?.line == line && error?.file == "services/a.yaml")
    }

    @Test func `which systems the names belong to must be said, and one name may belong to each`() throws {
        #expect(throws: PolicyError.self) {
            try read("  - {names: [a], what: b, verdict: needed}", os: "")
        }
        let both =
            "  - {names: [a], what: b, verdict: needed}\n"
            + "  - {names: [a], os: windows, what: b, verdict: needed}"
        #expect(try read(both).map(\.system) == [.linux, .windows])
    }

    @Test(arguments: [
        "unattended: perhaps", "packages: [a]", "unattended: true, files: [opt/a]",
        "unattended: true, files: [/opt/../etc]", "unattended: true, files: [\"/opt/*/a\"]",
        "unattended: true, setting: no.such", "unattended: true, colour: red",
        "unattended: true, shared-ports: [22]",
    ])
    func `a mistake in what a product leaves on hosts is told with its line`(hosts: String) {
        let text = """
            source: s
            as-of: 2026-11-23
            products:
              - id: a
                name: a
                visibility: [relay]
                severity: high
                hosts: {\(hosts)}
            """
        let error = #expect(throws: PolicyError.self) {
            try Profiles(files: ["remote-maintenance/a.yaml": text])
        }
        #expect((error?.line ?? 0) >= 8)
    }
}

/// What is shipped of it.
@Suite struct ShippedServiceTests {
    private let knowledge: Knowledge

    init() throws { knowledge = try shippedProfiles.get().knowledge }

    @Test func `every entry speaks in both languages and says where it comes from`() {
        for service in knowledge.services {
            for words in [service.what, service.neededWhen, service.advice].compactMap({ $0 }) {
                #expect(!words.ja.isEmpty && !words.en.isEmpty && words.ja != words.en, "\(service.names)")
            }
            #expect(service.source.count > 10, "\(service.names)")
            for name in service.names {
                // Endings are cut off before names are compared.
                let isCut = service.system == .linux ? name.hasSuffix(".service") : name.hasSuffix(".exe")
                #expect(!isCut && !name.contains("@"), "\(name)")
            }
        }
    }

    @Test func `Linux and Windows are both known widely`() {
        for system in KnownService.System.allCases {
            #expect(knowledge.services.filter { $0.system == system }.flatMap(\.names).count > 600)
        }
    }

    @Test func `two products never share a sign of their own`() {
        var owners: [String: String] = [:]
        for product in knowledge.remoteMaintenance {
            let hosts = product.hosts
            for sign in Set(product.processes).map({ "process \($0)" })
                + Set(product.services).map({ "service \($0)" }) + hosts.packages.map({ "package \($0)" })
                + hosts.programs.map({ "program \($0)" }) + hosts.files.map({ "file \($0)" })
            {
                #expect(owners[sign] == nil, "\(sign): \(owners[sign] ?? "") and \(product.id)")
                owners[sign] = product.id
            }
        }
    }

    @Test func `what Windows lists is compared by words in lower case`() {
        for product in knowledge.remoteMaintenance {
            let hosts = product.hosts
            for words in hosts.programs + hosts.otherPrograms + hosts.publishers + hosts.packages
                + hosts.tasks
            {
                #expect(words == words.lowercased() && words.count > 2, "\(product.id): \(words)")
            }
        }
    }

    @Test func `every product that lives on hosts is known by a sign there`() {
        // What is known of these is a name only; their makers publish no list of what they install.
        let unknown: Set = [
            "fenics", "cachatto", "soliton-securedesktop", "ultravnc-repeater", "fortigate-ssl-vpn",
            "sonicwall-ssl-vpn", "cwmp", "winbox", "sstp",
        ]
        for product in knowledge.remoteMaintenance where !unknown.contains(product.id) {
            let hosts = product.hosts
            let signs = product.processes + product.services + hosts.programs + hosts.packages + hosts.files
            #expect(!signs.isEmpty, "\(product.id)")
        }
    }
}
