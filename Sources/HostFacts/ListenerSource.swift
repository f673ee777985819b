import Addresses
import Model

extension HostSource {
    /// Which programs wait for connections, who started them and where they came from.
    static let listeners = HostSource(id: "host-listeners") { snapshot in
        ListenerReading(snapshot).sightings
    }
}

/// Sockets joined with the processes, users, units and packages behind them.
private struct ListenerReading {
    private let snapshot: HostSnapshot
    private let owners: [UInt64: HostSnapshot.Process]
    private let users: UserNames
    private let versions: PackageVersions

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
        var owners: [UInt64: HostSnapshot.Process] = [:]
        for process in snapshot.processes.value ?? [] {
            for inode in process.sockets {
                // The one that serves, not systemd, which keeps the socket too; of several the first.
                guard let known = owners[inode], known.pid != 1, known.pid <= process.pid else {
                    if owners[inode] == nil || process.pid != 1 { owners[inode] = process }
                    continue
                }
            }
        }
        self.owners = owners
        users = UserNames(snapshot.passwd.value ?? "")
        let packages = (snapshot.fileOwners.value ?? [:]).values.map(Self.packageName)
        versions = PackageVersions(snapshot.dpkgStatus.value ?? "", of: Set(packages))
    }

    var sightings: [HostSighting] {
        var known: Set<HostListener> = []
        var sightings: [HostSighting] = []
        let sockets = (snapshot.sockets.value ?? []).sorted {
            ($0.port, $0.address, $0.inode) < ($1.port, $1.address, $1.inode)
        }
        for socket in sockets {
            let listener = listener(of: socket)
            // Several sockets on one port share the work of one program.
            guard known.insert(listener).inserted else { continue }
            sightings.append(HostSighting(.listener(listener), grounds: grounds(of: socket)))
        }
        return sightings + coverage
    }

    private func listener(of socket: HostSnapshot.Socket) -> HostListener {
        let owner = owners[socket.inode]
        return HostListener(
            port: socket.port, address: socket.address, process: owner.map(Self.fullName), pid: owner?.pid,
            user: users.name(of: owner?.uid ?? socket.uid),
            unit: owner?.cgroup.flatMap { ControlGroup($0).unit },
            package: owner?.executable.flatMap(package))
    }

    /// The program's name: the kernel cuts it, its file's name is whole.
    private static func fullName(_ process: HostSnapshot.Process) -> String {
        guard let executable = process.executable,
            let file = withoutDeletion(executable).split(separator: "/").last,
            process.name.utf8.count == 15, file.hasPrefix(process.name)
        else { return process.name }
        return String(file)
    }

    /// `openssh-server 1:9.2p1-2+deb12u3`
    private func package(of executable: String) -> String? {
        guard let owner = snapshot.fileOwners.value?[executable] else { return nil }
        let name = Self.packageName(owner)
        return versions[name].map { "\(name) \($0)" } ?? name
    }

    /// A list file's name may end in the architecture: `libc6:amd64`.
    private static func packageName(_ list: String) -> String { String(list.prefix { $0 != ":" }) }

    private func grounds(of socket: HostSnapshot.Socket) -> String {
        var words = ["\(socket.port) \(socket.address) inode \(socket.inode) uid \(socket.uid)"]
        if let interface = socket.interface { words.append("dev \(interface)") }
        if let owner = owners[socket.inode] {
            words.append("pid \(owner.pid) \(owner.executable ?? owner.name)")
        }
        return words.joined(separator: " ")
    }
}

extension ListenerReading {
    /// What was looked at: the sockets, who holds them, and what the programs came with.
    private var coverage: [HostSighting] {
        var sightings: [HostSighting] = [
            .coverage(
                "listening sockets", snapshot.sockets,
                Text(ja: "接続を待っているプログラムの一覧", en: "The list of programs that wait for connections"))
        ]
        guard let sockets = snapshot.sockets.value else { return sightings }
        sightings.append(HostSighting(.coverage(CoverageFact("owners of sockets", ownership(of: sockets)))))
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

    /// Whether every socket's program is known.
    private func ownership(of sockets: [HostSnapshot.Socket]) -> CoverageFact.Outcome {
        if let reason = snapshot.processes.reason {
            return .couldNot(
                reason.text(Text(ja: "動いているプログラムの一覧", en: "The list of running programs")))
        }
        let unknown = sockets.count { owners[$0.inode] == nil }
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
