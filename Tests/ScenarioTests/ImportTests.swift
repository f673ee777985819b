import Foundation
import Model
import Testing

/// `tenken import windows` with the real program, on folders and archives made here.
@Suite final class ImportTests {
    private let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    private static let fixture = Lab.packageRoot.appendingPathComponent(
        "Tests/Fixtures/windows/ja-win10-pro/tenken-YK-RECE01-20261120-140305")

    init() throws {
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed stays behind; no test depends on it.
        try? FileManager.default.removeItem(at: scratch)
    }

    private func file(_ path: String) -> URL { scratch.appendingPathComponent(path) }

    /// Copies the sample collection, with changes to what it says of itself.
    @discardableResult
    private func collection(_ path: String, _ changes: [String: String] = [:]) throws -> URL {
        let folder = file(path)
        try FileManager.default.createDirectory(
            at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: Self.fixture, to: folder)
        let own = folder.appendingPathComponent("tenken-collect.txt")
        var text = try String(contentsOf: own, encoding: .utf8)
        for (old, new) in changes { text = text.replacingOccurrences(of: old, with: new) }
        try Data(text.utf8).write(to: own)
        return folder
    }

    private func run(_ arguments: String...) throws -> Lab.Outcome {
        let (code, output, talk) = try Lab.execute(
            [Lab.tenken, "import", "windows", "--lang", "en", "--site", file("site").path] + arguments)
        return Lab.Outcome(exitCode: code, output: output, talk: talk, folder: scratch)
    }

    private func unread(_ asset: Asset) -> [String: String] {
        Dictionary(
            asset.coverage.filter { $0.source == "windows-collection" }.compactMap { coverage in
                if case .couldNot(let why) = coverage.fact.outcome {
                    (coverage.fact.what, why.en)
                } else {
                    nil
                }
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `a folder becomes a host with the digest of every file`() throws {
        try collection("stick/tenken-YK-RECE01-20261120-140305")
        let outcome = try run(file("stick").path)
        #expect(outcome.exitCode <= 1, "\(outcome.talk)")
        #expect(outcome.output.hasPrefix("yk-rece01"))
        let asset = try #require(try outcome.assessment().assets.first)
        #expect(asset.id == "host-yk-rece01" && asset.names.first?.value == "YK-RECE01")
        #expect(unread(asset).isEmpty, "\(unread(asset))")
        let pack = try #require(outcome.pack)
        let journal = try String(
            contentsOf: pack.appendingPathComponent("data/journal.jsonl"), encoding: .utf8)
        #expect(journal.components(separatedBy: "\"value\":\"sha256 ").count > 40)
        #expect(try Lab.execute([Lab.tenken, "verify", pack.path]).code == 0)
    }

    @Test func `what is missing, cut, empty, linked or refused is said, and the rest counts`() throws {
        let folder = try collection("half", ["elevated=yes": "elevated=no"])
        let manager = FileManager.default
        for name in ["qfe.txt", "lsa.reg", "arp.txt"] {
            try manager.removeItem(at: folder.appendingPathComponent(name))
        }
        try manager.createSymbolicLink(
            at: folder.appendingPathComponent("lsa.reg"), withDestinationURL: URL(filePath: "/etc/passwd"))
        try Data().write(to: folder.appendingPathComponent("os.txt"))
        try Data([0x81, 0x20, 0x41]).write(to: folder.appendingPathComponent("users.txt"))
        let services = folder.appendingPathComponent("services.reg")
        try Data(contentsOf: services).prefix(10_001).write(to: services)
        try Data([UInt8](repeating: 7, count: 99)).write(to: folder.appendingPathComponent("winrm.reg"))
        let outcome = try run(folder.path)
        let found = unread(try #require(try outcome.assessment().assets.first))
        #expect(found["qfe.txt"]?.contains("gone") == true)
        #expect(found["lsa.reg"] != nil && outcome.talk.contains("lsa.reg"))
        #expect(found["os.txt"]?.contains("empty") == true)
        #expect(found["users.txt"]?.contains("1 places") == true)
        #expect(found["services.reg"]?.contains("breaks off") == true)
        #expect(found["winrm.reg"]?.contains("no registry export") == true)
        #expect(found["backup.txt"]?.contains("administrator") == true)
        #expect(found["collection"]?.contains("administrator") == true)
        #expect(found["arp.txt"] != nil && found["tasks.csv"] == nil)
    }

    @Test func `three computers come in at once, a strange folder beside them is left alone`() throws {
        for name in ["PC-A", "PC-B", "PC-C"] {
            try collection("stick/all/tenken-\(name)-20261120-140305", ["YK-RECE01": name])
        }
        try FileManager.default.createDirectory(
            at: file("stick/photos"), withIntermediateDirectories: true)
        let outcome = try run(file("stick").path)
        let ids = try outcome.assessment().assets.map(\.id).filter { $0.hasPrefix("host-") }
        #expect(Set(ids) == ["host-pc-a", "host-pc-b", "host-pc-c"])
    }

    @Test func `a place without a collection is named, and others are still read`() throws {
        try FileManager.default.createDirectory(at: file("empty"), withIntermediateDirectories: true)
        let nothing = try run(file("empty").path, file("absent").path)
        #expect(nothing.exitCode == 65)
        #expect(nothing.talk.contains(file("empty").path) && nothing.talk.contains(file("absent").path))
        try collection("one")
        #expect(try run(file("empty").path, file("one").path).exitCode <= 1)
    }

    @Test func `an import goes on with an earlier pack and is judged with it`() throws {
        try collection("one")
        let first = try run(file("one").path)
        try collection("two", ["YK-RECE01": "PC-B", "T14:": "T15:"])
        let second = try run(file("two").path, "--with", "latest")
        let ids = try second.assessment().assets.map(\.id)
        #expect(ids.contains("host-yk-rece01") && ids.contains("host-pc-b"))
        let (old, new) = (try #require(first.pack), try #require(second.pack))
        let journals = try [old, new].map {
            try Data(contentsOf: $0.appendingPathComponent("data/journal.jsonl"))
        }
        #expect(journals[1].starts(with: journals[0]) && journals[1].count > journals[0].count)
        #expect(try Lab.execute([Lab.tenken, "verify", new.path]).code == 0)
        #expect(try run(file("one").path, "--with", new.path).talk.contains("taken in already"))
    }

    @Test func `archives are read without leaving them`() throws {
        try collection("tenken-YK-RECE01-20261120-140305")
        let script = #"""
            import os, sys, zipfile
            source, target = sys.argv[1:]
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                for name in os.listdir(source):
                    if name not in ("services.reg", "lsa.reg"):
                        archive.write(os.path.join(source, name), "\u53d7\u4ed8/" + name)
                for name in ("../../os.txt", "/os.txt", "C:\\os.txt", "a\\..\\..\\os.txt", "inner.zip"):
                    archive.writestr(name, "x")
                link = zipfile.ZipInfo("\u53d7\u4ed8/services.reg")
                link.create_system, link.external_attr = 3, 0o120777 << 16
                archive.writestr(link, "/etc/passwd")
                archive.writestr("\u53d7\u4ed8/lsa.reg", b"\0" * (80 << 20))
                for number in range(10_000):
                    archive.writestr(f"noise/{number}", "")
            """#
        let archive = file("stick.zip").path
        let made = try Lab.execute(
            [
                "/usr/bin/env", "python3", "-c", script, file("tenken-YK-RECE01-20261120-140305").path,
                archive,
            ])
        try #require(made.code == 0, "\(made.talk)")
        let outcome = try run(archive)
        #expect(outcome.talk.contains("5 entries") && outcome.talk.contains("inner.zip"))
        let asset = try #require(try outcome.assessment().assets.first)
        let found = unread(asset)
        #expect(asset.id == "host-yk-rece01" && Set(found.keys) == ["services.reg", "lsa.reg"])
        #expect(found["lsa.reg"]?.contains("too large") == true)
    }

    /// What was planted in the samples, as their READMEs say, and what of it fails a check: no less and no more, each
    /// as of the day it was collected.
    @Test func `of four computers exactly the planted problems are found`() throws {
        let pack = try #require(
            try run(Lab.packageRoot.appendingPathComponent("Tests/Fixtures/windows").path).pack)
        for (day, hosts) in Self.planted {
            let (_, output, _) = try Lab.execute([
                Lab.tenken, "assess", pack.path, "--as-of", day, "--json", "--site", file("site").path,
            ])
            let assessment = try JSONDecoder().decode(Assessment.self, from: Data(output.utf8))
            for (host, planted) in hosts {
                let failed = assessment.findings.filter {
                    $0.asset == host && $0.isFailure && $0.severity > .information
                }
                let found = Set(failed.map(\.check)).subtracting(["inventory.not-in-ledger"])
                #expect(found == planted, "\(host): \(found.symmetricDifference(planted).sorted())")
            }
        }
    }

    private static let planted: [String: [String: Set<String>]] = [
        "2026-11-20": [
            "host-yk-rece01": [
                "remote.relay-heard", "remote.agent-on-host", "patch.os-lifecycle", "patch.updates-applied",
                "patch.restart-owed", "service.host-unexpected", "account.empty-password-allowed",
                "account.unused",
                "account.signs-in-by-itself", "account.password-rules", "host.firewall-off",
                "malware.old-signatures",
                "media.usb-allowed", "host.screen-lock", "windows.rdp-without-nla", "windows.smb1-enabled",
                "windows.blank-password-network", "share.open-to-all", "log.short-reach",
            ],
            "host-midori-sv01": [
                "remote.relay-heard", "remote.agent-on-host", "patch.updates-applied", "account.unused",
                "malware.no-scanner", "media.usb-allowed", "share.open-to-all",
            ],
            "host-yk-bunpo": [
                "remote.agent-on-host", "patch.os-lifecycle", "patch.updates-applied",
                "service.host-unexpected",
                "account.empty-password-allowed", "account.unused", "account.signs-in-by-itself",
                "account.password-rules", "media.usb-allowed", "windows.smb1-enabled", "share.open-to-all",
                "windows.blank-password-network", "host.firewall-off", "host.screen-lock",
                "log.short-reach",
            ],
        ],
        "2025-11-20": [
            "host-yk-ons01": ["remote.relay-heard", "remote.agent-on-host", "account.signs-in-by-itself"]
        ],
    ]
}
