import Model
import Testing

@testable import HostFacts

/// Every source on a host where nothing is there, and where nothing may be read.
@Suite struct `Sources that read nothing` {
    private func snapshot(_ reason: Unread) -> HostSnapshot {
        var snapshot = HostSnapshot()
        snapshot.traces = HostSnapshot.Traces(files: ["/opt/tool"])
        snapshot.osRelease = .unread(reason)
        snapshot.kernel = .unread(reason)
        snapshot.hostname = .unread(reason)
        snapshot.sockets = .unread(reason)
        snapshot.processes = .unread(reason)
        snapshot.passwd = .unread(reason)
        snapshot.fileOwners = .unread(reason)
        snapshot.dpkgStatus = .unread(reason)
        snapshot.packageLists = .unread(reason)
        snapshot.rpmPackages = .unread(reason)
        snapshot.localUnits = .unread(reason)
        snapshot.vendorUnits = .unread(reason)
        snapshot.interfaces = .unread(reason)
        snapshot.packetFilter = .unread(reason)
        snapshot.routes = .unread(reason)
        snapshot.neighbours = .unread(reason)
        snapshot.wirelessCards = .unread(reason)
        snapshot.clockIsSynchronised = .unread(reason)
        snapshot.blockDevices = .unread(reason)
        for file in hostFiles(lookingFor: snapshot.traces) { snapshot.files[file.path] = .unread(reason) }
        return snapshot
    }

    private func isClaim(_ fact: Fact) -> Bool {
        switch fact {
        case .coverage: false
        // That there is a host needs no reading.
        case .system(let system): system != HostSystem(id: "linux")
        default: true
        }
    }

    @Test(arguments: hostSources.map(\.id))
    func `claim nothing where nothing is there`(id: String) throws {
        let source = try #require(hostSources.first { $0.id == id })
        let claims = source.read(snapshot(.missing)).map(\.fact).filter(isClaim)
        #expect(claims.isEmpty, "\(claims)")
    }

    @Test(arguments: hostSources.map(\.id))
    func `say of everything that it may not be read, and claim nothing`(id: String) throws {
        let source = try #require(hostSources.first { $0.id == id })
        let facts = source.read(snapshot(.notPermitted)).map(\.fact)
        #expect(facts.filter(isClaim).isEmpty, "\(facts)")
        let looked = facts.compactMap { fact -> String? in
            guard case .coverage(let coverage) = fact, coverage.outcome == .looked else { return nil }
            return coverage.what
        }
        #expect(looked.isEmpty, "\(looked)")
        #expect(!facts.isEmpty || id == "host-files")
    }

    @Test(arguments: hostSources.flatMap(\.files).map(\.path))
    func `leave no file unsaid that is there and may not be read`(path: String) {
        var snapshot = snapshot(.missing)
        snapshot.files[path] = .unread(.notPermitted)
        let said = inspect(snapshot, at: Timestamp(microseconds: 0)).compactMap { observation -> String? in
            guard case .coverage(let fact) = observation.fact, fact.what == "files of this host",
                case .couldNot(let why) = fact.outcome
            else { return nil }
            return why.ja
        }
        #expect(said.count == 1 && said[0].contains(path))
    }
}
