import Foundation
import Model
import Testing

extension InTheLab {
    /// Whole hosts: the files of a fixture, real daemons, the real program. What their truth says is found, all of it
    /// and nothing else.
    struct HostRoots {
        static let hosts = ["debian-12", "ubuntu-22.04", "rhel-9"]

        private static func folder(_ host: String) -> URL {
            Lab.packageRoot.appendingPathComponent("Tests/Fixtures/hosts/\(host)")
        }

        /// Runs `tenken` with arguments on a host, and gives the assessment of the pack it names last.
        private func assessment(of host: String, bringing lists: [String: String] = [:]) throws -> Assessment
        {
            let out = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            defer { try? FileManager.default.removeItem(at: out) }
            let site = out.appendingPathComponent("site")
            try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
            for (name, text) in lists {
                try Data(text.utf8).write(to: site.appendingPathComponent(name))
            }
            let inside = #"""
                pack=$("$1" host --quiet --lang en --site "$TENKEN_LAB_OUT/site" | tail -n 1)
                exec "$1" assess "$pack" --as-of 2026-11-23 --json --lang en --site "$TENKEN_LAB_OUT/site"
                """#
            let stage = Lab.packageRoot.appendingPathComponent("Tests/Lab/host_root").path
            let (_, output, talk) = try Lab.execute([
                stage, Self.folder(host).path, out.path, "--", "sh", "-c", inside, "sh", Lab.tenken,
            ])
            return try #require(
                try? JSONDecoder().decode(Assessment.self, from: Data(output.utf8)), "\(talk)")
        }

        /// The lines of a host's truth: kind, check and words.
        private func truth(of host: String) throws -> [(kind: String, check: String, words: String)] {
            let text = try String(
                contentsOf: Self.folder(host).appendingPathComponent("TRUTH"), encoding: .utf8)
            return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
                let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
                return (parts[0], parts[1], parts.count > 2 ? parts[2] : "")
            }
        }

        @Test(arguments: hosts) func `show exactly what was planted`(host: String) throws {
            let truth = try truth(of: host)
            let findings = try assessment(of: host).findings.filter { $0.asset == "this-host" }
            let failures = findings.filter(\.isFailure)
            for line in truth where line.kind != "machine" {
                let fitting = findings.filter {
                    $0.check == line.check && $0.reason.en.contains(line.words)
                        && $0.isFailure == (line.kind == "fail")
                }
                #expect(
                    fitting.count == 1,
                    "\(line.kind) \(line.check) \(line.words): \(fitting.map(\.reason.en))")
            }
            let expected = truth.filter { $0.kind != "told" }
            let surplus = failures.filter { failure in
                !expected.contains { $0.check == failure.check && failure.reason.en.contains($0.words) }
            }
            #expect(surplus.isEmpty, "\(surplus.map { "\($0.check): \($0.reason.en)" })")
        }

        /// The packages that a list of Debian names, with the name of their source and their version.
        private func packages(_ file: String) throws -> [(name: String, source: String, version: String)] {
            let path = Self.folder("debian-12").appendingPathComponent("root/\(file)")
            return try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n\n").compactMap {
                text in
                var fields: [String: String] = [:]
                for line in text.split(separator: "\n") {
                    let parts = line.split(separator: ":", maxSplits: 1).map {
                        $0.trimmingCharacters(in: .whitespaces)
                    }
                    if parts.count == 2 { fields[parts[0]] = parts[1] }
                }
                guard let name = fields["Package"], let version = fields["Version"] else { return nil }
                let source = fields["Source"].map { String($0.prefix { $0 != " " }) } ?? name
                return (name, source, version)
            }
        }

        /// Data in the form of Debian's security tracker, in which each update of the archive mends one weakness.
        private func tracker() throws -> String {
            let lists =
                "var/lib/apt/lists/deb.debian.org_debian-security_dists_bookworm-security_main_binary-amd64_Packages"
            let fixed = Dictionary(
                try packages(lists).map { ($0.source, $0.version) }, uniquingKeysWith: { first, _ in first }
            ).sorted { $0.key < $1.key }
            let installed = Dictionary(grouping: try packages("var/lib/dpkg/status"), by: \.source)
            let weaknesses = fixed.indices.map { "CVE-2026-\(10_000 + $0),,made up\n" }.joined()
            let entries = fixed.enumerated().map { "\($1.key),\($0),SM F,\($1.value),\n" }.joined()
            let binaries = installed.sorted { $0.key < $1.key }.map {
                "\($0.key),\($0.value.map(\.name).joined(separator: " "))\n"
            }.joined()
            return "VERSION 1\n\(weaknesses)\n\(entries)\n\(binaries)\n"
        }

        /// What debsecan says of the same list of packages and the same data.
        private func debsecan(_ data: String) throws -> Set<String> {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try Data(data.utf8).write(to: folder.appendingPathComponent("plain"))
            let pack =
                "import sys, zlib; open(sys.argv[2], 'wb').write(zlib.compress(open(sys.argv[1], 'rb').read()))"
            let bookworm = folder.appendingPathComponent("bookworm").path
            _ = try Lab.execute(["/usr/bin/env", "python3", "-c", pack, folder.path + "/plain", bookworm])
            let status = Self.folder("debian-12").appendingPathComponent("root/var/lib/dpkg/status").path
            let (code, output, talk) = try Lab.execute([
                "/usr/bin/unshare", "--net", "/usr/bin/debsecan", "--suite", "bookworm", "--source",
                "file://\(folder.path)/", "--status", status, "--format", "packages",
            ])
            try #require(code == 0, "\(talk)")
            return Set(output.split(separator: "\n").map(String.init))
        }

        @Test(
            .enabled(
                if: FileManager.default.isExecutableFile(atPath: "/usr/bin/debsecan"),
                "debsecan is not installed"))
        func `name every package that debsecan names`() throws {
            let data = try tracker()
            let named = try debsecan(data)
            let assessment = try assessment(
                of: "debian-12", bringing: ["debsecan-bookworm-2026-11-21.txt": data])
            let finding = try #require(assessment.findings.first { $0.check == "patch.known-weaknesses" })
            let programs = assessment.assets.flatMap { $0.host?.programs ?? [] }
            let found = Set(
                programs.filter { finding.observations.contains($0.observation) }.map(\.value.name))
            #expect(named.count >= 15)
            #expect(found == named, "\(found.symmetricDifference(named).sorted())")
        }
    }
}
