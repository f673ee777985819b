import Foundation
import Model
import Testing

extension InTheLab {
    /// Scans that do not end as planned: what is left and what is said.
    struct Endings {
        /// Two machines are enough, and up in a second.
        private let devices = ["router", "phone"]

        /// Runs a scan from a shell that finds its command line in `"$@"`.
        private func scan(
            _ name: String, _ script: String, environment: String = ""
        ) throws -> Lab.Outcome {
            let command = [
                Lab.tenken, "scan", "--yes", "--interface", "lan0", "--lang", "en",
            ]
            let more = #"set -- "$@" --site "$TENKEN_LAB_SITE" --out "$TENKEN_LAB_OUT/packs""#
            return try Lab.run(
                name, devices: devices, ["sh", "-c", "\(environment)\n\(more)\n\(script)", "sh"] + command)
        }

        /// The group to which a kernel reports the groups it joined (RFC 3810), which an interface does on its way up.
        private let kernelsOwn = "33:33:00:00:00:16"

        /// The journals below a folder; a scan leaves one whatever becomes of it.
        private func journals(below folder: URL) -> [URL] {
            let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            return (all?.compactMap { $0 as? URL } ?? []).filter { $0.lastPathComponent == "journal.jsonl" }
        }

        @Test(arguments: ["INT", "TERM"])
        func `an interrupted scan leaves a whole pack and ends with 130`(signal: String) throws {
            let outcome = try scan(
                "stop-\(signal)", "exec timeout --foreground --preserve-status -s \(signal) 4 \"$@\"")
            #expect(outcome.exitCode == 130, "\(outcome.talk)")
            let assessment = try outcome.assessment()
            #expect(assessment.ending == .interrupted)
            let pack = try #require(outcome.pack)
            let (code, output, talk) = try Lab.execute([Lab.tenken, "verify", pack.path])
            #expect(code == 0, "\(output)\(talk)")
        }

        @Test func `a scan that is killed leaves a journal that can be assessed`() throws {
            let outcome = try scan(
                "kill", #""$@" >"$TENKEN_LAB_OUT/out" & sleep 4; kill -KILL $!; wait $! || exit 0"#)
            let packs = outcome.folder.appendingPathComponent("packs")
            let journal = try #require(journals(below: packs).first)
            let pack = journal.deletingLastPathComponent().deletingLastPathComponent()
            let again = outcome.folder.appendingPathComponent("again").path
            let (code, output, talk) = try Lab.execute([
                Lab.tenken, "assess", pack.path, "--out", again, "--lang", "en",
            ])
            #expect([0, 1].contains(code), "\(talk)")
            #expect(output.contains("[INTERRUPTED]"), "\(output)")
            let made = try #require(output.split(separator: "\n").last.map { String($0) })
            #expect(try Lab.execute([Lab.tenken, "verify", made]).code == 0)
        }

        @Test func `file capabilities are enough for a user without any privilege`() throws {
            let outcome = try scan(
                "setcap",
                #"chmod 777 "$TENKEN_LAB_OUT"; cp "$1" "$TENKEN_LAB_OUT/tenken"; shift; "#
                    + #"setcap cap_net_raw+ep "$TENKEN_LAB_OUT/tenken" || exit 99; "#
                    + #"exec setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all "#
                    + #""$TENKEN_LAB_OUT/tenken" "$@" --profiles "$PROFILES""#,
                environment: "PROFILES=\(Lab.packageRoot.path)/Profiles")
            #expect([0, 1].contains(outcome.exitCode), "\(outcome.talk)")
            #expect(try outcome.assessment().scope?.intensity.name == "gentle")
            #expect(try outcome.assessment().assets.count >= 2)
        }

        @Test func `an interface that vanishes ends the scan with one sentence and a journal`() throws {
            let outcome = try scan("vanish", "(sleep 4; ip link delete lan0) & exec \"$@\"")
            #expect(outcome.exitCode == 2, "\(outcome.talk)")
            #expect(outcome.talk.contains("lan0"), "\(outcome.talk)")
            #expect(!journals(below: outcome.folder.appendingPathComponent("packs")).isEmpty)
        }

        @Test func `a full disk ends the scan with one sentence`() throws {
            let outcome = try scan(
                "full",
                #"mkdir -p "$TENKEN_LAB_OUT/packs"; mount -t tmpfs -o size=16k tmpfs "$TENKEN_LAB_OUT/packs"; exec "$@""#
            )
            #expect(outcome.exitCode == 73, "\(outcome.talk)")
        }

        @Test func `a passive scan sends nothing and still hears who talks`() throws {
            let outcome = try scan("passive", #"exec "$@" --intensity passive --listen-for 8s"#)
            #expect([0, 1].contains(outcome.exitCode), "\(outcome.talk)")
            let results = try outcome.decoded(LabResults.self, from: "results.json")
            #expect(results.sent.keys.filter { $0 != kernelsOwn }.isEmpty)
            let heard = try outcome.assessment().assets.flatMap(\.names).map(\.value)
            #expect(heard.contains("Pixel-8"), "\(heard)")
        }

        @Test func `without privilege the scan says so and sends nothing`() throws {
            let outcome = try scan(
                "nobody",
                #"chmod 777 "$TENKEN_LAB_OUT"; exec setpriv --reuid 65534 --regid 65534 --clear-groups "#
                    + #"--inh-caps=-all --bounding-set=-all "$@""#)
            #expect([0, 1].contains(outcome.exitCode), "\(outcome.talk)")
            #expect(outcome.talk.contains("Without privilege nothing is sent"))
            #expect(try outcome.assessment().scope?.intensity.name == "passive")
            let results = try outcome.decoded(LabResults.self, from: "results.json")
            #expect(results.sent.keys.filter { $0 != kernelsOwn }.isEmpty)
        }

        @Test func `while packets are read no thread holds a capability`() throws {
            let outcome = try scan(
                "dropped",
                #""$@" >"$TENKEN_LAB_OUT/out" & sleep 4; "#
                    + #"cat /proc/$!/task/*/status >"$TENKEN_LAB_OUT/status"; kill -TERM $!; wait $!"#)
            let status = try String(
                contentsOf: outcome.folder.appendingPathComponent("status"), encoding: .utf8)
            let lines = status.split(separator: "\n").map {
                $0.split(whereSeparator: \.isWhitespace).map(String.init)
            }
            for key in ["CapPrm:", "CapEff:", "CapInh:", "CapAmb:"] {
                let values = lines.filter { $0.first == key }.map { $0[1] }
                #expect(!values.isEmpty && values.allSatisfy { $0 == "0000000000000000" }, "\(key) \(values)")
            }
            let promises = lines.filter { $0.first == "NoNewPrivs:" }.map { $0[1] }
            #expect(!promises.isEmpty && promises.allSatisfy { $0 == "1" })
        }
    }
}
