import FoundationEssentials
import Model
import Policy
import Testing

@testable import Checks

/// What the shipped table says of a Windows whose edition was read from inside.
@Suite struct `Lifecycles of Windows editions` {
    private let knowledge: Knowledge

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("Profiles/lifecycles/windows.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        knowledge = try Profiles(files: ["lifecycles/windows.yaml": text]).knowledge
    }

    private func lifecycle(_ edition: String?, _ build: Int, on day: String = "2026-11-23") throws
        -> Lifecycle?
    {
        var situation = pharmacy(knowledge: knowledge)
        situation.asOf = try #require(CivilDate(day))
        let asset = Asset.example {
            $0.host = Asset.HostDetails(
                system: HostSystem(id: "windows", version: String(build), edition: edition))
        }
        return situation.lifecycle(of: asset)?.state
    }

    @Test(arguments: [
        ("IoTEnterpriseS", 19044, "2032-01-13"), ("EnterpriseS", 19044, "2027-01-12"),
        ("EnterpriseSN", 19044, "2027-01-12"), ("IoTEnterpriseS", 26100, "2034-10-10"),
        ("EnterpriseS", 26100, "2029-10-09"), ("ServerStandard", 26100, "2034-11-14"),
        ("ServerRdsh", 26100, "2027-10-12"), ("ServerDatacenter", 17763, "2029-01-09"),
        ("EnterpriseS", 17763, "2029-01-09"), ("ServerStandard", 14393, "2027-01-12"),
        ("Professional", 26200, "2027-10-12"), ("IoTEnterprise", 26200, "2028-10-10"),
    ])
    func `a supported edition is told from others of its build`(edition: String, build: Int, end: String)
        throws
    {
        guard case .supported(_, let day)? = try lifecycle(edition, build) else {
            Issue.record("\(edition) \(build) is not supported")
            return
        }
        #expect(day.description == end)
    }

    @Test(
        arguments: [
            ("Professional", 19044, "2023-06-13", nil), ("Professional", 19045, "2025-10-14", "2028-10-10"),
            ("Core", 19045, "2025-10-14", nil), ("IoTEnterprise", 19045, "2025-10-14", nil),
            ("EnterpriseS", 14393, "2026-10-13", "2029-10-09"), ("CoreN", 26100, "2026-10-13", nil),
            ("ServerStandardACor", 17763, "2020-11-10", nil), ("ServerStandard", 9600, "2023-10-10", nil),
            ("Professional", 9600, "2023-01-10", nil), ("Ultimate", 7601, "2020-01-14", nil),
            ("Embedded", 7601, "2021-10-12", nil), ("EmbeddedIndustry", 9200, "2016-01-12", nil),
            ("Enterprise", 22631, "2026-11-10", nil), ("EnterpriseS", 10240, "2025-10-14", nil),
        ] as [(String, Int, String, String?)])
    func `an ended edition ends whatever others of its build do`(
        edition: String, build: Int, end: String, paid: String?
    ) throws {
        guard case .ended(_, let day, let extended)? = try lifecycle(edition, build) else {
            Issue.record("\(edition) \(build) has not ended")
            return
        }
        #expect(day.description == end && extended?.description == paid)
    }

    @Test func `an unknown edition is judged as a build seen from outside`() throws {
        for edition in [nil, "Unheard"] {
            guard case .ambiguous(let choices)? = try lifecycle(edition, 19044) else {
                Issue.record("not ambiguous")
                continue
            }
            #expect(choices.count == 4)
        }
        #expect(try lifecycle("Professional", 99_999) == .unknown)
    }

    @Test func `every edition of Windows 7 and later names its EditionIDs`() {
        for release in knowledge.windows where release.build >= 7600 {
            #expect(release.editions.allSatisfy { !$0.ids.isEmpty }, "\(release.build)")
        }
    }
}
