import Foundation
import Testing

/// The manual against the program: what `--help` shows, both pages explain.
@Suite struct ManualTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func help(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = root.appending(path: ".build/debug/tenken")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    /// The first words of the lines under SUBCOMMANDS.
    private static func commands() throws -> [String] {
        let lines = try help(["--help"]).split(separator: "\n", omittingEmptySubsequences: false)
        let section = lines.drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
        return section.compactMap { line in
            guard line.hasPrefix("  "), !line.hasPrefix("   "), !line.contains("--") else { return nil }
            return line.split(separator: " ").first.map(String.init)
        }
        .filter { $0 != "See" }
    }

    private static func page(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8).replacing("\\-", with: "-")
    }

    @Test(arguments: ["man/tenken.8", "man/ja/tenken.8"])
    func `a page explains every command and every option`(path: String) throws {
        let page = try Self.page(path)
        let commands = try Self.commands()
        #expect(commands.count >= 13)
        for command in commands {
            let entries = [".B \(command)\n", ".BI \(command) ", ".BR \(command) "]
            #expect(entries.contains { page.contains($0) }, "\(path): \(command)")
            let options = try Self.help(["help", command]).matches(of: /--[a-z][a-z-]+/).map {
                String($0.output)
            }
            #expect(options.contains("--site"))
            for option in Set(options) { #expect(page.contains(option), "\(path): \(command) \(option)") }
        }
    }

    @Test(
        arguments: ["man/tenken.8", "man/ja/tenken.8"], ["0", "1", "2", "64", "65", "69", "73", "77", "130"])
    func `a page explains every exit status`(path: String, status: String) throws {
        #expect(try Self.page(path).contains("\n.B \(status)\n"))
    }

    @Test(arguments: ["README.md", "README.ja.md"])
    func `the make targets that a README names exist`(path: String) throws {
        let makefile = try Self.page("Makefile")
        let named = try Self.page(path).matches(of: /make ([a-z]+)/).map { String($0.1) }
        #expect(named.contains("demo") && named.contains("test"))
        for target in Set(named) {
            #expect(makefile.contains("\n\(target):"), "\(path): make \(target)")
        }
    }
}
