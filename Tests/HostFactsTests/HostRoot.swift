import Foundation
import HostFacts
import Model

extension HostSnapshot {
    /// What a folder below `Tests/Fixtures/host` holds, as if it were the root of a host.
    static func root(_ name: String) throws -> HostSnapshot {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let root = tests.appending(path: "Fixtures/host/\(name)")
        var snapshot = HostSnapshot()
        var lists: [PackageList] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            guard let data = try? Data(contentsOf: root.appending(path: path)) else { continue }
            let file = FoundFile(octets: Array(data), size: data.count)
            snapshot.files["/" + path] = .found(file)
            if PackageList.isList(path) {
                let name = String(path.split(separator: "/").last ?? "")
                lists.append(
                    PackageList(
                        name: name, packages: PackageReader.read(String(decoding: data, as: UTF8.self))))
            }
        }
        snapshot.osRelease = snapshot.words("/etc/os-release")
        snapshot.dpkgStatus = snapshot.words("/var/lib/dpkg/status")
        snapshot.packageLists = .found(lists)
        return snapshot
    }

    private func words(_ path: String) -> Reading<String> {
        guard case .found(let file) = files[path] else { return .unread(.missing) }
        return .found(String(decoding: file.octets, as: UTF8.self))
    }

    /// The host's state of updates; nil where nothing tells it.
    var updates: HostUpdates? {
        inspect(self, at: Timestamp(microseconds: 0)).lazy.compactMap {
            if case .updates(let updates) = $0.fact { updates } else { nil }
        }.first
    }

    /// Why one thing was not read; nil where it was, empty where nobody said.
    func failure(_ what: String) -> String? {
        for case .coverage(let fact) in inspect(self, at: Timestamp(microseconds: 0)).map(\.fact)
        where fact.what == what {
            if case .couldNot(let why) = fact.outcome { return why.en }
            return nil
        }
        return ""
    }
}
