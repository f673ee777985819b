import HostFacts
import Platform

extension HostReading {
    /// apt's lists of what there is, piece by piece: what they say of packages that are not installed is never kept.
    static func readPackageLists(into snapshot: inout HostSnapshot) {
        let folder = "/var/lib/apt/lists"
        let names = reading { () throws(FileError) in try HostFiles.names(in: folder) }
        let installed = Set(snapshot.debianPackages.map(\.name))
        var lists: [PackageList] = []
        for name in names.value ?? [] where PackageList.isList(name) {
            guard name.hasSuffix("_Packages") || name.hasSuffix(".lz4") else {
                snapshot.unreadLists[name] = .failed("compressed")
                continue
            }
            let packages = reading { () throws(FileError) in
                try packageList("\(folder)/\(name)", of: installed)
            }
            switch packages {
            case .found(let packages): lists.append(PackageList(name: name, packages: packages))
            case .unread(let reason): snapshot.unreadLists[name] = reason
            }
        }
        snapshot.packageLists = names.map { _ in lists }
    }

    /// The packages in rpm's database, header by header, so that only what counts of each stays in memory.
    static func readRPMPackages(into snapshot: inout HostSnapshot) {
        for path in PackageDatabase.paths {
            var packages: [RPMPackage] = []
            var unread = 0
            snapshot.rpmPackages = reading { () throws(FileError) in
                try PackageDatabase.headers(in: path) { header in
                    if let package = RPMPackage(header: header) {
                        packages.append(package)
                    } else {
                        unread += 1
                    }
                }
                return packages
            }
            guard snapshot.rpmPackages == .unread(.missing) else {
                snapshot.isRPMPartial = unread > 0 || PackageDatabase.hasUnseenChanges(path)
                return
            }
        }
    }

    private static func packageList(
        _ path: String, of installed: Set<String>
    ) throws(FileError) -> [PackageParagraph] {
        var reader = PackageReader(of: installed)
        let limit = 1 << 29
        if path.hasSuffix(".lz4") {
            try HostFiles.pieces(ofLZ4: path, limit: limit) { reader.feed($0) }
        } else {
            try HostFiles.pieces(of: path, limit: limit) { reader.feed($0) }
        }
        return reader.finish()
    }
}
