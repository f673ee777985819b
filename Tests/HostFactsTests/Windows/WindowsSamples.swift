import Foundation
import Model
import Testing

@testable import HostFacts

/// Windows computers as the collector leaves them.
enum WindowsSamples {
    /// The Japanese terminal of `Tests/Fixtures/windows/ja-win10-pro`; only its texts.
    static func terminal() throws -> WindowsSnapshot {
        let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = "/\(tests)/Fixtures/windows/ja-win10-pro/tenken-YK-RECE01-20261120-140305"
        var snapshot = WindowsSnapshot()
        snapshot.collection = ["computer": "YK-RECE01", "elevated": "yes"]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasSuffix(".reg")
        {
            let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
            let encoding: String.Encoding = data.starts(with: [0xff, 0xfe]) ? .utf16 : .shiftJIS
            let text = try #require(String(data: data, encoding: encoding), "\(name)")
            snapshot.texts[name] = .found(text.replacing("\r\n", with: "\n"))
        }
        return snapshot
    }

    /// A computer of which one file was collected.
    static func with(_ name: String, _ text: String) -> WindowsSnapshot {
        var snapshot = WindowsSnapshot()
        snapshot.texts[name] = .found(text)
        return snapshot
    }

    /// The same computer with one file cut off after so many lines.
    static func cut(_ snapshot: WindowsSnapshot, _ name: String, after lines: Int) -> WindowsSnapshot {
        var cut = snapshot
        let all = (snapshot.texts[name]?.value ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        cut.texts[name] = .found(all.prefix(lines).joined(separator: "\n"))
        return cut
    }

    static func lineCount(_ snapshot: WindowsSnapshot, _ name: String) -> Int {
        (snapshot.texts[name]?.value ?? "").count { $0 == "\n" } + 1
    }
}

extension WindowsSource {
    func facts(_ snapshot: WindowsSnapshot) -> [Fact] { read(snapshot).map(\.fact) }

    /// What it says of its looking, by name: the English reason, or nil where it looked.
    func coverage(_ snapshot: WindowsSnapshot) -> [String: String?] {
        var result: [String: String?] = [:]
        for case .coverage(let fact) in facts(snapshot) {
            result[fact.what] =
                if case .couldNot(let reason) = fact.outcome { .some(reason.en) } else { .some(nil) }
        }
        return result
    }

    /// That a file cut off anywhere gives nothing but what the whole file gives.
    func expectNothingForged(_ snapshot: WindowsSnapshot, cutting name: String) {
        let whole = Set(facts(snapshot).filter { !$0.isCoverage })
        for lines in 0..<WindowsSamples.lineCount(snapshot, name) {
            let cut = facts(WindowsSamples.cut(snapshot, name, after: lines)).filter { !$0.isCoverage }
            let forged = Set(cut).subtracting(whole)
            #expect(forged.isEmpty, "\(name) cut after \(lines) lines: \(forged)")
        }
    }
}

extension Fact {
    var isCoverage: Bool { if case .coverage = self { true } else { false } }
}
