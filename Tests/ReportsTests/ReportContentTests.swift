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
