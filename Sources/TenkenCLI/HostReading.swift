import HostFacts
package import Model
import Platform

/// Reads the host that tenken runs on: only looks, changes nothing, sends nothing.
package enum HostReading {
    /// What this host shows, as far as this process may see it; the knowledge names files and processes that speak for
    /// programs of remote maintenance. Blocks for some tenths of a second.
    package static func observations(at time: Timestamp, knowledge: Knowledge? = nil) -> [Observation] {
        let products = knowledge?.remoteMaintenance ?? []
        let traces = HostSnapshot.Traces(
            files: products.flatMap(\.hosts.files), processes: products.flatMap(\.processes))
        return inspect(snapshot(lookingFor: traces), at: time)
    }

    private static func snapshot(lookingFor traces: HostSnapshot.Traces) -> HostSnapshot {
        var snapshot = HostSnapshot()
        snapshot.traces = traces
        snapshot.osRelease = text("/etc/os-release")
        if snapshot.osRelease == .unread(.missing) { snapshot.osRelease = text("/usr/lib/os-release") }
        snapshot.kernel = text("/proc/sys/kernel/osrelease")
        snapshot.hostname = text("/proc/sys/kernel/hostname")
        snapshot.passwd = text("/etc/passwd", limit: 1 << 23)
        snapshot.dpkgStatus = text("/var/lib/dpkg/status", limit: 1 << 26)
        snapshot.localUnits = unitFolders("/etc/systemd/system")
        snapshot.vendorUnits = unitFolders("/lib/systemd/system")
        readLinks(into: &snapshot)
        snapshot.wirelessCards = wirelessCards()
        snapshot.clockIsSynchronised = clockIsSynchronised()
        snapshot.blockDevices = blockDevices()
        readSockets(into: &snapshot)
        let homes = (snapshot.passwd.value ?? "").split(separator: "\n").compactMap { PasswdLine($0) }
            .filter(\.hasShell).map(\.home)
        readPackageLists(into: &snapshot)
        readRPMPackages(into: &snapshot)
        for file in hostFiles(lookingFor: traces) { read(file, homes: homes, into: &snapshot) }
        return snapshot
    }

    static func text(_ path: String, limit: Int = 1 << 20) -> Reading<String> {
        reading { () throws(FileError) in try HostFiles.text(path, limit: limit) }
    }

    /// Reads every file that a path stands for.
    private static func read(_ file: HostFile, homes: [String], into snapshot: inout HostSnapshot) {
        let paths = file.path.hasPrefix("~") ? homes.map { $0 + file.path.dropFirst() } : [file.path]
        for path in Set(paths) {
            guard path.contains("*") else {
                snapshot.files[path] = found(path, file.part)
                continue
            }
            do throws(FileError) {
                for name in try names(fitting: path) { snapshot.files[name] = found(name, file.part) }
            } catch {
                snapshot.files[path] = .unread(error.unread)
            }
        }
    }

    /// The paths that a pattern stands for; what follows a folder that is a pattern is the same in each.
    private static func names(fitting path: String) throws(FileError) -> [String] {
        let rest = path.firstRange(of: "/*/").map { path[path.index(before: $0.upperBound)...] } ?? ""
        let (folder, pattern) = split(String(path.dropLast(rest.count)))
        return try HostFiles.names(in: folder).filter { fits($0, pattern) }.map { "\(folder)/\($0)\(rest)" }
    }

    private static func split(_ path: String) -> (folder: String, pattern: Substring) {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        return (String(path[..<slash]), path[slash...].dropFirst())
    }

    /// Whether a name fits a pattern with one `*`; hidden files do not fit `*` alone.
    private static func fits(_ name: String, _ pattern: Substring) -> Bool {
        let halves = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, name.count >= halves[0].count + halves[1].count else { return false }
        return name.hasPrefix(halves[0]) && name.hasSuffix(halves[1])
            && (!halves[0].isEmpty || !name.hasPrefix("."))
    }

    private static func found(_ path: String, _ part: HostFile.Part) -> Reading<FoundFile> {
        reading { () throws(FileError) in
            let facts = try HostFiles.facts(path)
            var octets: [UInt8] = []
            switch part {
            case .content(let limit): octets = try HostFiles.octets(path, limit: limit)
            case .beginning(let count): octets = try HostFiles.beginning(of: path, count: count)
            case .facts: break
            }
            return FoundFile(
                octets: octets, size: facts.size, modified: Timestamp(microseconds: facts.modified),
                mode: facts.mode, owner: facts.owner)
        }
    }

    /// Interfaces, routes and neighbours, with names for the kernel's interface numbers.
    static func readLinks(into snapshot: inout HostSnapshot) {
        let interfaces = reading { () throws(SystemError) in try InterfaceTable.read().interfaces }
        let names = Dictionary(
            (interfaces.value ?? []).map { ($0.index, $0.name) }, uniquingKeysWith: { first, _ in first })
        snapshot.interfaceNumbers = Dictionary(
            (interfaces.value ?? []).map { ($0.name, UInt32(truncatingIfNeeded: $0.index)) },
            uniquingKeysWith: { first, _ in first })
        snapshot.packetFilter = reading { () throws(SystemError) in try PacketFilterTable.read() }
        snapshot.interfaces = interfaces.map { $0.map(HostInterface.init) }
        snapshot.routes = reading { () throws(SystemError) in
            try RouteTable.read().routes.map { route in
                HostRoute(
                    destination: route.destination, gateway: route.gateway,
                    interface: route.interface.flatMap { names[$0] } ?? "")
            }
        }
        snapshot.neighbours = reading { () throws(SystemError) in
            try NeighbourTable.read().neighbours.map { neighbour in
                HostSnapshot.Neighbour(
                    address: neighbour.address, mac: neighbour.mac,
                    interface: names[neighbour.interface] ?? "#\(neighbour.interface)")
            }
        }
        // Bound sockets are named by interface in the same way.
        snapshot.sockets = reading { () throws(SystemError) in
            try SocketDiagnostics.read().sockets.map { socket in
                HostSnapshot.Socket(
                    port: Port(socket.transport == .tcp ? .tcp : .udp, socket.port), address: socket.address,
                    uid: socket.uid, inode: socket.inode,
                    interface: socket.interface.map { names[$0] ?? "#\($0)" })
            }
        }
    }

    /// Processes, and the packages of the programs among them that hold a socket others can reach.
    private static func readSockets(into snapshot: inout HostSnapshot) {
        readProcesses(into: &snapshot)
        let inodes = Set((snapshot.sockets.value ?? []).map(\.inode))
        let holders = (snapshot.processes.value ?? []).filter { !inodes.isDisjoint(with: $0.sockets) }
        let programs = Set(holders.compactMap(\.executable))
        snapshot.fileOwners = reading { () throws(FileError) in try PackageOwners.find(programs) }
    }

    static func readProcesses(into snapshot: inout HostSnapshot) {
        let table = reading { () throws(FileError) in try ProcessTable.read() }
        snapshot.unreadableProcesses = table.value?.unreadable ?? 0
        snapshot.processes = table.map { $0.processes.map(HostSnapshot.Process.init) }
    }

    /// The links of a folder and of the `.wants` and `.requires` folders in it.
    private static func unitFolders(_ path: String) -> Reading<[HostSnapshot.UnitFolder]> {
        reading { () throws(FileError) in
            let names = try HostFiles.names(in: path)
            var folders = [HostSnapshot.UnitFolder(name: "", links: links(of: names, in: path))]
            for name in names where name.hasSuffix(".wants") || name.hasSuffix(".requires") {
                let inner = "\(path)/\(name)"
                guard let found = try namesIfThere(inner) else { continue }
                folders.append(HostSnapshot.UnitFolder(name: name, links: links(of: found, in: inner)))
            }
            return folders
        }
    }

    /// The names in a folder; nil where it is gone by now, or no folder.
    private static func namesIfThere(_ folder: String) throws(FileError) -> [String]? {
        do throws(FileError) {
            return try HostFiles.names(in: folder)
        } catch {
            guard error.cause == .missing else { throw error }
            return nil
        }
    }

    private static func links(of names: [String], in path: String) -> [String: String] {
        var links: [String: String] = [:]
        // Absence is the answer: what is no link has no target.
        for name in names { links[name] = try? HostFiles.target(ofLink: "\(path)/\(name)") }
        return links
    }
}

/// What a read gives, or why it did not.
func reading<Value, Failure: UnreadReason>(_ read: () throws(Failure) -> Value) -> Reading<Value> {
    do {
        return .found(try read())
    } catch {
        return .unread(error.unread)
    }
}

/// An error that says why something was not read.
protocol UnreadReason: Error {
    var unread: Unread { get }
}

extension SystemError: UnreadReason {
    var unread: Unread {
        isPermission ? .notPermitted : isAbsence ? .missing : .failed(description)
    }
}

extension FileError: UnreadReason {
    var unread: Unread {
        switch cause {
        case .missing: .missing
        case .notPermitted: .notPermitted
        case .tooLarge: .tooLarge
        case .other(let error): error.unread
        case .damaged: .failed("\(path): damaged")
        case .badName, .diskFull, .alreadyExists, .symbolicLink: .failed(path)
        }
    }
}

extension Reading {
    func map<Other>(_ change: (Value) -> Other) -> Reading<Other> {
        switch self {
        case .found(let value): .found(change(value))
        case .unread(let reason): .unread(reason)
        }
    }
}

extension HostInterface {
    fileprivate init(_ interface: InterfaceTable.Interface) {
        self.init(
            name: interface.name, mac: interface.mac,
            addresses: interface.addresses.compactMap { address in
                address.prefix.map { InterfaceAddress(address: address.address, prefix: $0) }
            },
            isUp: interface.isUp, isWireless: interface.isWireless)
    }
}

extension HostSnapshot.Process {
    fileprivate init(_ process: ProcessTable.Process) {
        self.init(
            pid: process.pid, name: process.name, executable: process.executable, cgroup: process.cgroup,
            uid: process.uid, sockets: process.sockets, replacedLibraries: process.replacedLibraries)
    }
}
