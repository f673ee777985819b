import Addresses
import Model

extension WindowsSource {
    /// Which programs wait for connections, and which run at all: `netstat -ano` and `tasklist /svc /fo csv`.
    static let listeners = WindowsSource(id: "windows-listeners") { snapshot in
        let processes = WindowsProcess.all(in: snapshot)
        let sockets = snapshot.lines("netstat.txt").compactMap { NetstatLine($0) }
        let byPID = Dictionary(processes.map { ($0.pid, $0) }, uniquingKeysWith: { first, _ in first })
        var known: Set<HostListener> = []
        let listeners = sockets.filter(\.isListening).sorted { $0.order < $1.order }
            .compactMap { socket -> HostSighting? in
                let owner = byPID[socket.pid]
                let listener = HostListener(
                    port: socket.port, address: socket.address, process: owner?.name, pid: socket.pid,
                    unit: owner?.services.isEmpty == false ? owner?.services.joined(separator: ",") : nil)
                guard known.insert(listener).inserted else { return nil }
                return HostSighting(.listener(listener), grounds: socket.text)
            }
        return listeners + WindowsProcess.facts(processes) + [
            .coverage(
                "listening sockets", snapshot.text("netstat.txt"), sockets.isEmpty ? .language : nil,
                Text(
                    ja: "接続を待っているプログラムの一覧（netstat）",
                    en: "The list of programs that wait for connections (netstat)")),
            .coverage(
                "running programs", snapshot.text("tasklist.txt"), processes.isEmpty ? .language : nil,
                Text(ja: "動いているプログラムの一覧（tasklist）", en: "The list of running programs (tasklist)")),
        ]
    }
}

/// One line of `netstat -ano`; only its words for states differ by language, and they are not needed:
///
///     TCP         0.0.0.0:135            0.0.0.0:0              LISTENING       1012
///     TCP         [fe80::1%4]:139        [::]:0                 LISTENING       4
///     UDP         0.0.0.0:123            *:*                                    1320
private struct NetstatLine {
    var port: Port
    var address: IPAddress
    var isListening: Bool
    var pid: Int
    var text: String

    init?(_ line: Substring) {
        let words = line.split(separator: " ")
        // The last two columns of TCP; the state of UDP is empty.
        guard words.count >= 4, let pid = Int(words[words.count - 1]), pid >= 0,
            let transport = Transport(rawValue: words[0].lowercased()), words.count == 4 || transport == .tcp,
            let (address, number) = Self.endpoint(words[1])
        else { return nil }
        port = Port(transport, number)
        self.address = address
        isListening = words[2].hasSuffix(":0") || words[2] == "*:*"
        self.pid = pid
        text = String(line.trimmingSpaces)
    }

    var order: (Port, IPAddress, Int) { (port, address, pid) }

    /// `0.0.0.0:135`, `[fe80::1%4]:139`; the zone is the number of an interface and is left out.
    private static func endpoint(_ text: Substring) -> (IPAddress, UInt16)? {
        guard let colon = text.lastIndex(of: ":"), let number = UInt16(text[text.index(after: colon)...])
        else { return nil }
        let host = text[..<colon].drop { $0 == "[" }.prefix { $0 != "]" && $0 != "%" }
        return IPAddress(String(host)).map { ($0, number) }
    }
}

/// One row of `tasklist /svc /fo csv`: `"svchost.exe","1012","RpcEptMapper,RpcSs"`. Its columns stand in one order in
/// every language; a process without services has a word there (`N/A`, `該当なし`), as the idle time and the kernel
/// always have.
private struct WindowsProcess {
    var name: String
    var pid: Int
    var services: [String]

    static func all(in snapshot: WindowsSnapshot) -> [WindowsProcess] {
        let rows = QuotedTable(snapshot.text("tasklist.txt").value ?? "").rows.filter { $0.count == 3 }
        let none = Set(rows.filter { ["0", "4"].contains($0[1]) }.map { $0[2] } + ["N/A", "該当なし"])
        return rows.compactMap { row in
            guard !row[0].isEmpty, let pid = Int(row[1]), pid >= 0 else { return nil }
            let services = none.contains(row[2]) ? [] : row[2].split(separator: ",")
            return WindowsProcess(
                name: row[0], pid: pid, services: services.map { String($0.trimmingSpaces) })
        }
    }

    /// Each program once, however often it runs.
    static func facts(_ processes: [WindowsProcess]) -> [HostSighting] {
        // Process 0 is the idle time; Windows shows it as a program.
        Dictionary(grouping: processes.filter { $0.pid != 0 }, by: \.name).sorted { $0.key < $1.key }
            .map { name, all in
                let services = Set(all.flatMap(\.services)).sorted()
                return HostSighting(
                    .process(
                        HostProcess(
                            name: name, pid: all.map(\.pid).min(), services: services, count: all.count)),
                    grounds: "\(name) PID \(all.map { String($0.pid) }.joined(separator: ","))")
            }
    }
}
