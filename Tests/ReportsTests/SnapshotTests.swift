import Foundation
import Model
import Reports
import Testing

/// Every report of the sample pharmacy, held against `Tests/Fixtures/reports/`; `TENKEN_RECORD=1` writes them anew.
struct SnapshotTests {
    @Test(arguments: Language.allCases, ReportFile.allCases)
    func `a report is what it was`(language: Language, file: ReportFile) throws {
        let octets = try file.octets(of: Sample.input, in: language)
        #expect(try file.octets(of: Sample.input, in: language) == octets)
        try compare(octets, with: "\(language.rawValue)-\(file.name)")
    }

    @Test(arguments: Language.allCases)
    func `an interrupted scan with a provisional edition says so`(language: Language) throws {
        let input = Sample.interrupted()
        try compare(input.html(in: language), with: "\(language.rawValue)-interrupted.html")
        let summary = input.summary(in: language, columns: 60)
        try compare(Array(summary.utf8), with: "\(language.rawValue)-interrupted.txt")
        #expect(summary.contains(language == .japanese ? "【中断】" : "[INTERRUPTED]"))
        #expect(summary.contains(language == .japanese ? "【暫定版】" : "[PROVISIONAL]"))
    }

    private func compare(_ octets: [UInt8], with name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/reports")
        let place = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["TENKEN_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(octets).write(to: place)
        }
        let recorded = try Data(contentsOf: place)
        let before = String(decoding: recorded, as: UTF8.self).split(whereSeparator: \.isNewline)
        let now = String(decoding: octets, as: UTF8.self).split(whereSeparator: \.isNewline)
        let line = zip(before, now).enumerated().first { $0.element.0 != $0.element.1 }.map { $0.offset + 1 }
        let isSame = recorded.elementsEqual(octets)
        #expect(isSame, "\(name) differs, first at filled line \(line ?? min(before.count, now.count) + 1)")
    }
}
