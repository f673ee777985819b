import Addresses
import Model
import Policy
import Testing

@Suite struct ProfilesTests {
    @Test func `every shipped profile loads`() throws {
        let profiles = try shippedProfiles.get()
        #expect(Set(profiles.intensities.keys) == ["passive", "gentle", "technician"])
        #expect(profiles.knowledge.remoteMaintenance.count >= 65)
        #expect(profiles.knowledge.windows.contains { $0.build == 19045 })
        #expect(profiles.knowledge.handsOffMakers.flatMap(\.blocks).count == 26)
    }

    @Test func `every kind of device has one role, each expectation with its reason`() throws {
        let roles = try shippedProfiles.get().knowledge.roles
        #expect(Set(roles.map(\.kind)) == Set(Asset.Kind.allCases).subtracting([.unknown]))
        #expect(roles.count == Asset.Kind.allCases.count - 1)
        for role in roles {
            #expect(role.expected.contains { $0.ports.contains { $0.transport == .udp } }, "\(role.kind)")
            let ports = role.expected.flatMap(\.ports)
            #expect(Set(ports).count == ports.count, "\(role.kind) names a port twice")
            for expectation in role.expected {
                #expect(expectation.why.ja.hasSuffix("。") || expectation.why.ja.hasSuffix("）。"))
                #expect(!expectation.why.en.isEmpty)
            }
        }
    }

    @Test func `the intensities keep to the stated ceilings`() throws {
        let intensities = try shippedProfiles.get().intensities
        let passive = try #require(intensities["passive"])
        #expect(passive.packetsPerSecond == 0 && passive.families.isEmpty && passive.tcpPorts.isEmpty)
        let gentle = try #require(intensities["gentle"])
        #expect(gentle.packetsPerSecond == 500 && gentle.packetsPerSecondPerDevice == 20)
        #expect(!gentle.connectsToUnregistered && gentle.conversationsPerDevice == 1)
        let technician = try #require(intensities["technician"])
        #expect(technician.packetsPerSecond == 1000 && technician.packetsPerSecondPerDevice == 40)
        #expect(Set(gentle.tcpPorts.ports).isSubset(of: technician.tcpPorts.ports))
        #expect((280...420).contains(technician.tcpPorts.count), "\(technician.tcpPorts.count)")
    }

    @Test(arguments: [
        ("name: x\npackets-per-second: 5\npackets-per-second-per-device: 41", 3, "40"),
        ("name: x\nsource: s", nil, "packets-per-second"),
        ("name: x\npackets-per-second: 1001", 2, "1000"),
        ("name: [", 2, "YAML"),
        ("name: x\nname: y", 1, "YAML"),
    ])
    func `a mistake is named with its file, line and words`(text: String, line: Int?, word: String) throws {
        let error = try #require(throws: PolicyError.self) {
            try Profiles(files: ["intensity/x.yaml": text])
        }
        #expect(error.file == "intensity/x.yaml")
        if let line { #expect(error.line == line) }
        #expect(error.text.ja.contains(word) && error.text.en.contains(word), "\(error.text.en)")
    }

    @Test func `a file in no known place is an error`() {
        #expect(throws: PolicyError.self) { try Profiles(files: ["lifecicles/windows.yaml": "builds: []"]) }
    }

    @Test func `the default edition is the newest whose wording is final`() throws {
        let body = "title: t\nsource: s\nas-of: 2026-01-01\nitems: []\n"
        let profiles = try Profiles(files: [
            "checklists/a/r5.yaml": body + "status: final\npublished: 2023-10-13",
            "checklists/a/r6.yaml": body + "status: final\npublished: 2024-05-13",
            "checklists/a/r7.yaml": body + "status: provisional\npublished: 2025-05-16",
        ])
        #expect(profiles.defaultEdition?.id == "a/r6")
        #expect(profiles.editions["a/r7"]?.isProvisional == true)
    }
}
