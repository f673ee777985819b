import Addresses
import Model
import Reports
import Testing

/// Talk with remote-maintenance services in the reports.
@Suite struct TalkReportTests {
    private var input: ReportInput {
        var input = Sample.input
        let first = Timestamp(microseconds: Sample.began.microseconds + 60_000_000)
        let last = Timestamp(microseconds: first.microseconds + 780_000_000)
        input.assessment.assets[1].talks = [
            Cited(
                TalkFact(
                    product: "teamviewer", sign: .tls, name: "router3.teamviewer.com", times: 3, first: first,
                    last: last), observation: 77),
            Cited(
                TalkFact(product: "\u{1B}[2J<b>", sign: .octets, times: 1, first: first, last: first),
                observation: 78),
        ]
        input.products = [
            RemoteMaintenanceProduct(
                id: "teamviewer", name: Text(verbatim: "TeamViewer"), visibility: [.relay], ports: [],
                protocols: [], processes: [], severity: .high, source: "example",
                asOf: CivilDate(daysSinceEpoch: 20_000))
        ]
        return input
    }

    @Test func `the device's section and the summary say it in plain words`() {
        let words = "この機器は TeamViewer の中継サービスと通信していました（router3.teamviewer.com、3回、"
        let html = String(decoding: input.html(in: .japanese), as: UTF8.self)
        #expect(html.contains(words))
        let summary = input.summary(in: .japanese, columns: 110)
        #expect(summary.contains("遠隔操作のサービスとの通信"))
        #expect(summary.contains("TeamViewer の中継サービスと通信していました"))
        #expect(
            input.summary(in: .english, columns: 110).contains("talked to the relay service of TeamViewer"))
    }

    @Test func `an unknown product's id does no harm`() {
        let html = String(decoding: input.html(in: .japanese), as: UTF8.self)
        #expect(!html.contains("\u{1B}") && !html.contains("[2J<b>"))
        #expect(!input.summary(in: .japanese).contains("\u{1B}"))
    }

    @Test func `without talk nothing is said of it`() {
        #expect(!Sample.input.summary(in: .japanese).contains("聞こえたこと"))
    }
}
