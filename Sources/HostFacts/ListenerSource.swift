import Addresses
package import Model

extension HostSource {
    /// Which programs wait for connections, who started them and where they came from.
    static let listeners = HostSource(id: "host-listeners") { snapshot in
        ListenerReading(snapshot).sightings
    }
}

/// The programs that wait for connections, by port and address, and why some owners could not be seen; packages only
/// where the snapshot holds them.
package func listeners(of snapshot: HostSnapshot) -> (listeners: [HostListener], unseen: Text?) {
    let reading = ListenerReading(snapshot)
    let listeners = reading.sockets.map { reading.listener(of: $0) }
    guard case .couldNot(let why) = reading.ownership else { return (listeners, nil) }
    return (listeners, why)
}

/// Sockets joined with the processes, users, units and packages behind them.
private struct ListenerReading {
    private let snapshot: HostSnapshot
    private let owners: [UInt64: Owner]
    private let users: UserNames
    private let firewall: HostFirewall
    private let published: [PublishedPort]

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
        let users = UserNames(snapshot.passwd.value ?? "")
        self.users = users
        let packages = PackageNames(snapshot)
        let inodes = Set((snapshot.sockets.value ?? []).map(\.inode))
        var owners: [UInt64: Owner] = [:]
        owners.reserveCapacity(inodes.count)
        for process in snapshot.processes.value ?? [] {
            let held = process.sockets.filter(inodes.contains)
            guard !held.isEmpty else { continue }
            let owner = Owner(process, users: users, packages: packages)
            for inode in held {
                // The one that serves, not systemd, which keeps the socket too; of several the first.
                guard let known = owners[inode], known.pid != 1, known.pid <= process.pid else {
                    if owners[inode] == nil || process.pid != 1 { owners[inode] = owner }
                    continue
                }
            }
        }
        self.owners = owners
        firewall = HostFirewall(snapshot)
        published = PublishedPort.all(in: snapshot)
    }

    var sightings: [HostSighting] {
        var known: Set<HostListener> = []
        var sightings: [HostSighting] = []
        for socket in sockets {
            let listener = listener(of: socket)
            // Several sockets on one port share the work of one program.
            guard known.insert(listener).inserted else { continue }
            sightings.append(HostSighting(.listener(listener), grounds: grounds(of: socket)))
        }
        return sightings + coverage
    }

    var sockets: [HostSnapshot.Socket] {
        (snapshot.sockets.value ?? []).sorted {
            ($0.port, $0.address, $0.inode) < ($1.port, $1.address, $1.inode)
        }
    }

    func listener(of socket: HostSnapshot.Socket) -> HostListener {
        let owner = owners[socket.inode]
        return HostListener(
            port: socket.port, address: socket.address, process: owner?.name, pid: owner?.pid,
            user: owner?.user ?? users.name(of: socket.uid), unit: owner?.unit, package: owner?.package,
            passesFirewall: firewall.passes(socket),
            container: owner?.name == "docker-proxy"
                ? published.first { $0.port == socket.port }?.container : nil)
    }

    private func grounds(of socket: HostSnapshot.Socket) -> String {
        var words = ["\(socket.port) \(socket.address) inode \(socket.inode) uid \(socket.uid)"]
        if let interface = socket.interface { words.append("dev \(interface)") }
        if let owner = owners[socket.inode] {
            words.append("pid \(owner.pid) \(owner.path)")
        }
        return words.joined(separator: " ")
    }
}

/// A process that holds a socket: what is the same for all of its sockets, worked out once.
private struct Owner {
    let pid: Int
    let name: String
    /// The program's file, else its name.
    let path: String
    let user: String?
    let unit: String?
    let package: String?

    init(_ process: HostSnapshot.Process, users: UserNames, packages: PackageNames) {
        pid = process.pid
        name = Self.fullName(process)
        path = process.executable ?? process.name
        user = process.uid.flatMap { users.name(of: $0) }
        unit = process.cgroup.flatMap { ControlGroup($0).unit }
        package = process.executable.flatMap { packages.package(of: $0) }
    }

    /// The program's name: the kernel cuts it, its file's name is whole.
    private static func fullName(_ process: HostSnapshot.Process) -> String {
        guard let executable = process.executable,
            let file = withoutDeletion(executable).split(separator: "/").last,
            process.name.utf8.count == 15, file.hasPrefix(process.name)
        else { return process.name }
        return String(file)
    }
}

/// Programs' packages with their versions.
private struct PackageNames {
    private let owners: [String: String]
    private let versions: PackageVersions

    init(_ snapshot: HostSnapshot) {
        owners = snapshot.fileOwners.value ?? [:]
        versions = PackageVersions(snapshot.dpkgStatus.value ?? "", of: Set(owners.values.map(Self.name)))
    }

    /// `openssh-server 1:9.2p1-2+deb12u3`
    func package(of executable: String) -> String? {
        guard let owner = owners[executable] else { return nil }
        let name = Self.name(owner)
        return versions[name].map { "\(name) \($0)" } ?? name
    }

    /// A list file's name may end in the architecture: `libc6:amd64`.
    private static func name(_ list: String) -> String { String(list.prefix { $0 != ":" }) }
}

extension ListenerReading {
    /// What was looked at: the sockets, who holds them, and what the programs came with.
    private var coverage: [HostSighting] {
        var sightings: [HostSighting] = [
            .coverage(
                "listening sockets", snapshot.sockets, Self.what)
        ]
        guard snapshot.sockets.value != nil else { return sightings }
        sightings.append(HostSighting(.coverage(CoverageFact("owners of sockets", ownership))))
        sightings.append(
            .coverage("user names", snapshot.passwd, Text(ja: "利用者の一覧", en: "The list of users")))
        if let line = users.strangeLine {
            let why = Text(
                ja: "利用者の一覧（/etc/passwd）の\(line)行目が読み取れない形でした。",
                en: "Line \(line) of /etc/passwd has no known form.")
            sightings.append(HostSighting(.coverage(CoverageFact("/etc/passwd", .couldNot(why)))))
        }
        let packages = Text(ja: "ソフトウェアの管理情報（dpkg）", en: "The package database (dpkg)")
        let reason = snapshot.fileOwners.reason ?? snapshot.dpkgStatus.reason
        sightings.append(
            HostSighting(
                .coverage(
                    CoverageFact(
                        "packages of listeners", reason.map { .couldNot($0.text(packages)) } ?? .looked))))
        return sightings
    }

    private static var what: Text {
        Text(ja: "接続を待っているプログラムの一覧", en: "The list of programs that wait for connections")
    }

    /// Whether every socket's program is known.
    fileprivate var ownership: CoverageFact.Outcome {
        if let reason = snapshot.sockets.reason { return .couldNot(reason.text(Self.what)) }
        if let reason = snapshot.processes.reason {
            return .couldNot(
                reason.text(Text(ja: "動いているプログラムの一覧", en: "The list of running programs")))
        }
        let unknown = (snapshot.sockets.value ?? []).count { owners[$0.inode] == nil }
        guard unknown > 0 else { return .looked }
        guard snapshot.unreadableProcesses > 0 || snapshot.hidesProcesses else {
            return .couldNot(
                Text(
                    ja: "待ち受け\(unknown)件は、動いているプログラムの一覧に持ち主が見つかりませんでした。OS自身か、隔離された場所（コンテナなど）のプログラムです。",
                    en:
                        "\(unknown) listening sockets belong to no program in the list of running ones: to the "
                        + "system itself, or to a program in a place of its own such as a container."))
        }
        return .couldNot(
            Text(
                ja: "管理者の権限がないため、待ち受け\(unknown)件のプログラム名を確認できませんでした。管理者として実行し直してください。",
                en: "Without administrator rights the programs of \(unknown) listening sockets could not be "
                    + "named. Run again as administrator."))
    }
}
