import Foundation
import Model
import Testing

/// Everything that needs the lab, one after the other: two labs at once would only measure each other.
@Suite(.serialized, .enabled(if: Lab.isAvailable, "no lab: \(Lab.whyNot ?? "")"), .timeLimit(.minutes(10)))
enum InTheLab {}

/// The pharmacy of real daemons in `Tests/Lab`, and how a command is run inside it.
enum Lab {
    static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The `tenken` that was built beside these tests.
    static let tenken = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("tenken").path

    static let whyNot: String? = {
        guard geteuid() == 0 else { return "network namespaces need root" }
        for program in ["smbd", "dnsmasq", "tcpdump", "xrdp", "snmpd", "nginx", "nmap", "arp-scan"] {
            let isThere = ["/usr/sbin", "/usr/bin"].contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
            }
            guard isThere else { return "\(program) is not installed (Tests/Lab/packages)" }
        }
        guard FileManager.default.isExecutableFile(atPath: tenken) else { return "no \(tenken)" }
        return nil
    }()

    /// False where the lab cannot be built; never where the caller of the tests insists on it.
    static let isAvailable = whyNot == nil || ProcessInfo.processInfo.environment["TENKEN_LAB"] == "required"

    /// What became of one command in the lab.
    struct Outcome: Sendable {
        var exitCode: Int32
        var output: String
        var talk: String
        /// The folder with truth, results, recording, site and what the command wrote.
        var folder: URL

        func decoded<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
            try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(name)))
        }

        /// The folder of the pack: the last line of the result.
        var pack: URL? {
            output.split(separator: "\n").last.map { URL(fileURLWithPath: String($0)) }
        }

        func assessment() throws -> Assessment {
            let pack = try #require(pack)
            let file = pack.appendingPathComponent("data/assessment.json")
            return try JSONDecoder().decode(Assessment.self, from: Data(contentsOf: file))
        }
    }

    /// Runs a command on the scanner's machine; `devices` names the machines to build, all when empty.
    static func run(_ name: String, devices: [String] = [], _ command: [String]) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("tenken-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lab = packageRoot.appendingPathComponent("Tests/Lab/lab").path
        let choice = devices.isEmpty ? [] : ["--devices", devices.joined(separator: ",")]
        let argv = [lab, "run", "--out", folder.path, "--seconds", "300"] + choice + ["--"] + command
        let (code, output, talk) = try execute(argv)
        return Outcome(exitCode: code, output: output, talk: talk, folder: folder)
    }

    /// Runs `tenken scan` with what every scan of the lab needs.
    static func scan(_ name: String, devices: [String] = [], _ more: [String] = []) throws -> Outcome {
        let command = [
            tenken, "scan", "--yes", "--intensity", "gentle", "--interface", "lan0", "--lang", "en",
        ]
        let inside = #"exec "$@" --site "$TENKEN_LAB_SITE" --out "$TENKEN_LAB_OUT/packs""#
        return try run(name, devices: devices, ["sh", "-c", inside, "sh"] + command + more)
    }

    /// Runs a program to its end; its output is collected in files, so that no pipe can fill up.
    static func execute(_ argv: [String]) throws -> (code: Int32, output: String, talk: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["out", "err"].map { folder.appendingPathComponent($0) }
        for file in files { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: argv[0])
        process.arguments = Array(argv.dropFirst())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return (process.terminationStatus, texts[0], texts[1])
    }
}
