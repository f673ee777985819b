import Foundation
import Testing

/// The captures beside the package, where they are.
enum Captures {
    static let folder: URL? = {
        let folder = Lab.packageRoot.deletingLastPathComponent().appendingPathComponent("shared/captures")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()
}

/// `tenken listen --read` over every capture that breaks other programs.
@Suite(.enabled(if: Captures.folder != nil, "no captures beside the package"))
struct CaptureReplays {
    /// All in one run, so that what one leaves behind meets the next.
    @Test(.timeLimit(.minutes(3)))
    func `all captures in one run neither crash, hang, nor make the program grow`() throws {
        let folder = try #require(Captures.folder)
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }
            .map { folder.appendingPathComponent($0).path }
        let script = #"""
            import resource, subprocess, sys
            run = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            print(run.returncode, b"\x1b" in run.stdout,
                  resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
            """#
        let listen = [Lab.tenken, "listen", "--site", "/nonexistent", "--read"] + files
        let (_, output, _) = try Lab.execute(["/usr/bin/env", "python3", "-c", script] + listen)
        let words = output.split(separator: " ").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        try #require(words.count == 3, "\(output)")
        #expect(["0", "1"].contains(words[0]), "exit status \(words[0])")
        #expect(words[1] == "False", "an escape sequence reached the terminal")
        #expect(try #require(Int(words[2])) < 200, "megabytes")
    }
}
