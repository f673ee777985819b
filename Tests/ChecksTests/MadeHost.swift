import Addresses
import Checks
import FoundationEssentials
import Model
import Policy

/// A host written down as a list of what is read inside it, each line with the truth about it; the form is described in
/// `Tests/Fixtures/services/README`.
struct MadeHost {
    enum Failure: Error { case line(Int, String) }

    /// By line, which is the number of its observation, what is true of it: `depends`, `agent teamviewer`.
    private(set) var truth: [Int: String] = [:]
    private(set) var details = Asset.HostDetails()

    init(_ name: String) throws {
        let path = repository.appendingPathComponent("Tests/Fixtures/services/\(name).txt").path
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        for (number, line) in lines.enumerated() {
            let halves = line.split(separator: "|").map { $0.trimming }
            guard halves.count == 2, let fact = Self.fact(halves[0]) else {
                throw Failure.line(number + 1, String(line))
            }
            truth[number + 1] = halves[1]
            details.add(fact, observation: number + 1)
        }
    }

    /// The lines of which one thing is true.
    func lines(_ words: String...) -> Set<Int> { Set(truth.filter { words.contains($0.value) }.keys) }

    private static func fact(_ line: String) -> Fact? {
        let (kind, rest) = cut(line, " ")
        switch kind {
        case "system": return .system(HostSystem(id: cut(rest, " ").0, version: cut(rest, " ").1))
        case "unit": return unit(rest)
        case "process": return .process(HostProcess(name: rest))
        case "listen": return listener(rest)
        case "program":
            let (origin, words) = cut(rest, " ")
            let (name, publisher) = cut(words, ";")
            return HostProgram.Origin(rawValue: origin == "machine32" ? "machine-32" : origin).map {
                .program(HostProgram(name: name, publisher: publisher.isEmpty ? nil : publisher, origin: $0))
            }
        case "task", "autostart":
            let (name, command) = cut(rest, ";")
            return .task(
                HostTask(name: name, command: command, origin: kind == "task" ? .schedule : .autostart))
        case "trace": return .trace(HostTrace(path: rest))
        case "setting":
            let (key, value) = cut(rest, " ")
            return HostSetting.Key(rawValue: key).map { .setting(HostSetting($0, value)) }
        default: return nil
        }
    }

    /// `"Mesh Agent" enabled running`
    private static func unit(_ words: String) -> Fact? {
        let parts = words.split(separator: " ")
        guard parts.count >= 3 else { return nil }
        let name = parts.dropLast(2).joined(separator: " ").filter { $0 != "\"" }
        return .unit(
            HostUnit(
                name: name, state: String(parts[parts.count - 2]),
                isRunning: ["running": true, "stopped": false][parts[parts.count - 1]]))
    }

    /// `tcp/22 0.0.0.0 sshd ssh.service`
    private static func listener(_ words: String) -> Fact? {
        let parts = words.split(separator: " ").map(String.init)
        guard parts.count == 4, let address = IPAddress(parts[1]), let slash = parts[0].firstIndex(of: "/"),
            let transport = Transport(rawValue: String(parts[0][..<slash])),
            let number = UInt16(parts[0][slash...].dropFirst())
        else { return nil }
        return .listener(
            HostListener(
                port: Port(transport, number), address: address, process: parts[2] == "-" ? nil : parts[2],
                unit: parts[3] == "-" ? nil : parts[3]))
    }

    private static func cut(_ text: String, _ mark: Character) -> (String, String) {
        let parts = text.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        return (parts[0].trimming, parts.count > 1 ? parts[1].trimming : "")
    }
}

private let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// What tenken ships; read once for all tests, as reading it takes a second.
let shippedProfiles: Result<Profiles, any Error> = Result {
    let folder = repository.appendingPathComponent("Profiles")
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".yaml")
    {
        files[path] = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }
    return try Profiles(files: files)
}

let shippedKnowledge = shippedProfiles.map(\.knowledge)

extension StringProtocol {
    fileprivate var trimming: String {
        var text = Substring(String(self))
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.drop { $0.isWhitespace })
    }
}
