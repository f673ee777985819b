import Addresses
import Checks
import Model
import Testing

@Suite struct StanceTests {
    private let question = Question(whom: Text(ja: "事業者", en: "vendor"), what: Text(ja: "どうですか", en: "how?"))
    private let blind = Text(ja: "書類は見えません。", en: "Papers cannot be seen.")

    private func item(
        _ checks: [String], _ equipment: Item.Equipment = .all, _ automation: Item.Automation = .automated,
        needsVendor: Bool = false
    ) -> Item {
        Item(
            id: "i", party: .pharmacy, number: "2(9)", section: "2", wording: "…", lead: nil,
            equipment: equipment, isReference: false, due: "", needsVendor: needsVendor,
            topics: [.unneededServices], automation: automation, checks: checks, unseen: [blind],
            ask: [question], references: [])
    }

    private func evidence(of item: Item, _ situation: Situation) throws -> ItemEvidence {
        let edition = Edition(
            id: "test/e", title: Text(verbatim: "e"), published: date("2026-01-01"), isProvisional: false,
            source: "sample", notes: [], items: [item])
        let weighed = weigh(edition, findings: judge(situation), situation: situation)
        #expect(weighed.count == 1)
        return try #require(weighed.first)
    }

    private let smb1 = tcp(445, "smb", [.smbV1: "yes"])
    private let smb2 = tcp(445, "smb", [.smbV1: "no"])
    private let unread = tcp(445, "smb")

    @Test func `an open failure speaks for いいえ and is told with the device's name`() throws {
        let result = try evidence(of: item(["service.smb1"]), pharmacy([device(7, services: [smb1])]))
        #expect(result.stance == .supportsNo)
        #expect(result.seen.contains { $0.ja.contains("192.0.2.7") })
        #expect(result.ask == [question])
        #expect(result.unseen.contains(blind))
    }

    @Test func `passes alone speak for はい only where looking can settle the item`() throws {
        let situation = pharmacy([device(7, services: [smb2])])
        #expect(try evidence(of: item(["service.smb1"]), situation).stance == .supportsYes)
        #expect(try evidence(of: item(["service.smb1"], .all, .partial), situation).stance == .partly)
    }

    @Test func `a pass beside something unread is partly`() throws {
        let situation = pharmacy([device(7, services: [smb2]), device(8, services: [unread])])
        let result = try evidence(of: item(["service.smb1"]), situation)
        #expect(result.stance == .partly)
        #expect(result.unseen.contains { $0.ja.contains("192.0.2.8") })
    }

    @Test func `nothing but unread tells nothing`() throws {
        let situation = pharmacy([device(8, services: [unread])])
        #expect(try evidence(of: item(["service.smb1"]), situation).stance == .cannotTell)
        #expect(try evidence(of: item(["service.smb1"]), pharmacy()).stance == .cannotTell)
    }

    @Test func `what people must answer is never weighed, but asked`() throws {
        let failing = pharmacy([device(7, services: [smb1])])
        let result = try evidence(of: item(["service.smb1"], .all, .manual), failing)
        #expect(result.stance == .cannotTell)
        #expect(result.ask == [question])
    }

    @Test func `an item about vendors needs a vendor`() throws {
        let asked = item(["service.smb1"], needsVendor: true)
        let situation = pharmacy([device(7, services: [smb1])])
        #expect(try evidence(of: asked, situation).stance == .notApplicable)
        var contracted = situation
        contracted.site.vendors = [Vendor(name: "事業者")]
        #expect(try evidence(of: asked, contracted).stance == .supportsNo)
    }

    @Test(arguments: [
        (Asset.Kind.server, Item.Equipment.server, true), (.nas, .server, true), (.terminal, .server, false),
        (.eligibilityTerminal, .terminal, true), (.nas, .terminal, false), (.vpnGateway, .network, true),
        (.printer, .network, false), (.printer, .all, true),
    ])
    func `an item counts only its own equipment`(kind: Asset.Kind, equipment: Item.Equipment, counts: Bool)
        throws
    {
        let situation = pharmacy([device(7, kind, services: [smb1])])
        let result = try evidence(of: item(["service.smb1"], equipment), situation)
        #expect((result.stance == .supportsNo) == counts)
        #expect(result.findings.isEmpty == !counts)
    }

    @Test func `a device of unknown kind settles no item of one kind of equipment`() throws {
        let stranger = device(8, .unknown, services: [smb1])
        let server = item(["service.smb1"], .server)
        #expect(try evidence(of: server, pharmacy([stranger])).stance == .cannotTell)
        let both = try evidence(of: server, pharmacy([device(7, .server, services: [smb2]), stranger]))
        #expect(both.stance == .partly)
        #expect(both.unseen.contains { $0.ja.contains("種類のわからない機器が1台") })
    }

    @Test func `this host counts as a terminal until its kind is known`() throws {
        let host = { (kind: Asset.Kind) in
            device(2, kind, services: []).with {
                $0.id = "this-host"
                let listener = HostListener(port: Port(.tcp, 4444), address: .v4(.any), process: "strange")
                $0.host = Asset.HostDetails(listeners: [Cited(listener, observation: 4)])
            }
        }
        let checks = ["service.host-unexpected"]
        let unknown = pharmacy([host(.unknown)])
        #expect(try evidence(of: item(checks, .terminal), unknown).stance == .supportsNo)
        #expect(try evidence(of: item(checks, .server), unknown).stance != .supportsNo)
        #expect(try evidence(of: item(checks, .server), pharmacy([host(.server)])).stance == .supportsNo)
    }

    @Test func `many devices are told as a number and a few names`() throws {
        let situation = pharmacy((10..<30).map { device($0, services: [smb1]) })
        let result = try evidence(of: item(["service.smb1"]), situation)
        #expect(result.seen.count <= 6)
        #expect(result.seen.contains { $0.ja.contains("20") && $0.en.contains("20") })
        #expect(result.findings.count == 20)
    }

    @Test func `what the scan as a whole could not look at is said once`() throws {
        let why = Text(ja: "点検は途中で終わりました。", en: "The scan was cut short.")
        var situation = pharmacy([device(7, services: [smb2])])
        let coverage = Asset.Coverage(
            source: "tcp", fact: CoverageFact("tcp 445", .couldNot(why)), observation: 1)
        situation.siteCoverage = [coverage, coverage]
        let result = try evidence(of: item(["service.smb1"]), situation)
        #expect(result.unseen.filter { $0 == why }.count == 1)
        #expect(result.stance == .partly)
    }

    @Test func `why a device was not looked into is told with its name, but not for the ledger`() throws {
        let why = Text(ja: "「触らない」機器です。", en: "It is hands-off.")
        let coverage = Asset.Coverage(
            source: "scan", fact: CoverageFact("tcp", .couldNot(why)), observation: 1)
        let machine = device(9, .dispensing).with { $0.coverage = [coverage] }
        let situation = pharmacy([device(7, services: [smb2]), machine])
        let result = try evidence(of: item(["service.smb1"]), situation)
        #expect(result.stance == .partly)
        #expect(result.unseen.contains { $0.ja.contains("192.0.2.9") && $0.ja.contains(why.ja) })
        var inventory = item(["service.smb1"])
        inventory.topics = [.inventory]
        #expect(try evidence(of: inventory, situation).stance == .supportsYes)
    }

    @Test func `a ledger device that did not answer is no ground for いいえ`() throws {
        var situation = pharmacy([device(7, row: "A-1")])
        situation.site.ledger = ledger([[.number: "A-1"], [.number: "A-2", .address: "192.0.2.50"]])
        let result = try evidence(of: item(["inventory.no-ledger", "inventory.ledger-not-seen"]), situation)
        #expect(result.stance == .partly)
        #expect(result.seen.contains { $0.ja.contains("A-2") })
    }

    @Test func `listening alone supports no はい`() throws {
        let passive = pharmacy([device(7, services: [smb2])], isActive: false)
        let result = try evidence(of: item(["service.smb1"]), passive)
        #expect(result.stance == .partly)
        #expect(result.unseen.count > 1)
    }
}
