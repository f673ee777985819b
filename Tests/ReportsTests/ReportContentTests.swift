import Foundation
import Model
import Reports
import Testing

struct ReportContentTests {
    @Test func `assessment json reads back to the same assessment`() throws {
        let octets = try Sample.input.assessment.json()
        let read = try JSONDecoder().decode(Assessment.self, from: Data(octets))
        #expect(read == Sample.input.assessment)
        let text = String(decoding: octets, as: UTF8.self)
        #expect(text.hasSuffix("}\n") && !text.contains("null") && !text.contains("_0"))
    }

    @Test func `the gravest open failures come first and accepted ones never`() {
        let text = Sample.input.summary(in: .english)
        #expect(text.contains("1. [critical] Remote control (VNC) is open without a password"))
        #expect(!text.contains("SMB1"))
        #expect(
            String(decoding: Sample.input.html(in: .english), as: UTF8.self).contains(
                "accepted until 2027-03-31"))
    }

    @Test func `every acceptance is listed with what became of it`() throws {
        let page = String(decoding: Sample.input.html(in: .japanese), as: UTF8.self)
        let table = try #require(page.components(separatedBy: "<section aria-labelledby=\"accepted\">").last)
        let rows = table.prefix(upTo: try #require(table.range(of: "</section>")).lowerBound)
            .components(separatedBy: "<tr").dropFirst(2)
        let words = [
            ["NAS-01", "tcp/445", "レセコン更新まで &lt;旧式&gt;", "青木", "2027-03-31", "見えました。"],
            ["NW-01", "tcp/23", "2026-10-31", "見えました。期限切れ"],
            ["192.0.2.200", "tcp/22", "この機器は、今回は見えませんでした。"],
            ["PR-01", "tcp/631", "このサービスは、今回は見えませんでした。"],
        ]
        #expect(rows.count == words.count)
        for (row, words) in zip(rows, words) {
            for word in words { #expect(row.contains(word), "\(word)") }
        }
        #expect(rows.count { $0.contains("期限切れ") } == 1)
    }

    @Test func `without acceptances no such section is made, and older assessments read as having none`()
        throws
    {
        var input = Sample.input
        input.assessment.site.accepted = []
        #expect(!String(decoding: input.html(in: .japanese), as: UTF8.self).contains("id=\"accepted\""))
        let older = #"{"party":"pharmacy","vendors":[],"ledgerRows":0}"#
        let read = try JSONDecoder().decode(Assessment.SiteSummary.self, from: Data(older.utf8))
        #expect(read.accepted.isEmpty && read.name == nil)
    }

    @Test func `an answer that contradicts what was seen is pointed out`() {
        #expect(Sample.input.summary(in: .japanese).contains("食い違い"))
        #expect(String(decoding: Sample.input.html(in: .japanese), as: UTF8.self).contains("回答と食い違い"))
    }

    @Test func `an empty assessment still makes every report`() throws {
        var input = Sample.input
        input.assessment.assets = []
        input.assessment.findings = []
        input.assessment.items = []
        input.assessment.scope = nil
        input.assessment.site.name = nil
        input.assessment.packets = []
        input.assessment.notes = []
        input.edition.items = []
        input.ledger.rows = []
        for file in ReportFile.allCases {
            #expect(try !file.octets(of: input, in: .japanese).isEmpty)
        }
    }

    @Test func `impossible numbers in a foreign assessment do no harm`() throws {
        var input = Sample.input
        input.assessment.utcOffset = .min
        input.assessment.packets = [
            .init(asset: "x", probe: "y", packets: .max, octets: .min),
            .init(asset: "x", probe: "y", packets: 1, octets: -1),
        ]
        input.assessment.items[0].findings = [-1, 1_000_000]
        input.assessment.knowledgeAsOf = CivilDate(daysSinceEpoch: -719_528)
        for file in ReportFile.allCases {
            #expect(try !file.octets(of: input, in: .english).isEmpty)
        }
    }

    @Test func `file names are distinct and lie in the pack's places`() {
        #expect(Set(ReportFile.allCases.map(\.path)).count == ReportFile.allCases.count)
        #expect(
            ReportFile.html.path == "reports/report.html" && ReportFile.assessment.path == "assessment.json")
    }

    @Test func `a statement leads to what it was read from, escaped`() throws {
        var input = Sample.input
        var asset = try #require(input.assessment.assets.first)
        asset.model = [
            .init(value: "X", source: "talk-http", confidence: .likely, observations: [77, 78])
        ]
        input.assessment.assets[0] = asset
        input.journal[77] = Observation(
            time: input.assessment.began, source: "talk-http", origin: .asked, subject: .site,
            fact: .neighbour, grounds: .init(octets: Array("<b>Server\u{1b}".utf8)))
        let page = String(decoding: input.html(in: .english), as: UTF8.self)
        #expect(page.contains("<a href=\"#line-77\">77</a>, 78]"))
        #expect(page.contains("<span id=\"line-77\">77</span>"))
        #expect(page.contains("&lt;b&gt;Server."))
        #expect(page.contains("3c623e5365727665721b"))
    }
}
