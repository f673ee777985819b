import Addresses
import Model
import Testing

@testable import HostFacts

@Suite struct `Windows listeners` {
    private func listeners(_ snapshot: WindowsSnapshot) -> [HostListener] {
        WindowsSource.listeners.facts(snapshot).compactMap {
            if case .listener(let value) = $0 { value } else { nil }
        }
    }

    private func processes(_ snapshot: WindowsSnapshot) -> [HostProcess] {
        WindowsSource.listeners.facts(snapshot).compactMap {
            if case .process(let value) = $0 { value } else { nil }
        }
    }

    @Test func `sockets are joined with their programs and services`() throws {
        let found = listeners(try WindowsSamples.terminal())
        #expect(
            found.contains(
                HostListener(
                    port: Port(.tcp, 7070), address: .v4(.any), process: "AnyDesk.exe", pid: 3520,
                    unit: "AnyDesk")))
        #expect(found.contains { $0.port == Port(.tcp, 135) && $0.unit == "RpcEptMapper,RpcSs" })
        #expect(found.contains { $0.port == Port(.tcp, 5939) && $0.isLocalOnly })
        #expect(found.contains { $0.port == Port(.udp, 5353) && $0.address == .v6(.any) })
        #expect(found.count == 19)
        #expect(!found.contains { $0.port.number >= 49_700 && $0.port.transport == .tcp })
    }

    @Test func `programs that do not listen are seen as well`() throws {
        let found = processes(try WindowsSamples.terminal())
        #expect(
            found.contains(
                HostProcess(name: "TeamViewer_Service.exe", pid: 3412, services: ["TeamViewer"])))
        #expect(found.first { $0.name == "svchost.exe" }?.count == 5)
        #expect(found.contains(HostProcess(name: "explorer.exe", pid: 6120)))
        #expect(!found.contains { $0.name == "System Idle Process" })
    }

    @Test(arguments: ["LISTENING", "ABHÖREN", "À L’ÉCOUTE"])
    func `the words of other languages are not needed`(state: String) {
        var snapshot = WindowsSamples.with(
            "netstat.txt",
            """

              Proto  Local Address          Foreign Address        State           PID
              TCP    0.0.0.0:135            0.0.0.0:0              \(state)       892
              TCP    [fe80::1%4]:139        [::]:0                 \(state)       4
              TCP    192.0.2.7:139          192.0.2.8:50000        \(state)       4

            """)
        snapshot.texts["tasklist.txt"] = .found(
            "\"Abbildname\",\"PID\",\"Dienste\"\n\"System\",\"4\",\"Nicht zutreffend\"\n")
        let found = listeners(snapshot)
        #expect(found.map(\.port.number) == [135, 139])
        #expect(found.last?.address == IPAddress("fe80::1"))
        #expect(found.last?.process == "System")
        #expect(found.last?.unit == nil)
    }

    @Test func `a file that is cut off anywhere forges no socket`() throws {
        let terminal = try WindowsSamples.terminal()
        WindowsSource.listeners.expectNothingForged(terminal, cutting: "netstat.txt")
        for lines in 0..<24 {
            let cut = processes(WindowsSamples.cut(terminal, "tasklist.txt", after: lines))
            #expect(cut.reduce(0) { $0 + $1.count } == max(0, lines - 2))
        }
    }

    @Test func `what was not collected or is of no known form is said`() {
        let missing = WindowsSource.listeners.coverage(WindowsSnapshot())
        #expect(missing["listening sockets"]??.contains("not found") == true)
        let strange = WindowsSource.listeners.coverage(WindowsSamples.with("tasklist.txt", "no table"))
        #expect(strange["running programs"]??.contains("language is unknown") == true)
    }
}

@Suite struct `Tables in quotation marks` {
    @Test(
        arguments: [
            (#""a","b""#, [["a", "b"]]), (#""""a"" b","""#, [[#""a" b"#, ""]]),
            (#"""C:\a b" /x","c""#, [[#""C:\a b" /x"#, "c"]]), (#""x "y"","z""#, [[#"x "y""#, "z"]]),
            ("\"a\nb\",\"c\"\n\"d\"\n", [["a\nb", "c"], ["d"]]), ("", []), ("\"a", []), ("no table", []),
        ])
    func `marks within fields do not end them`(text: String, rows: [[String]]) {
        #expect(QuotedTable(text).rows == rows)
    }

    @Test func `a row that breaks off is left out and told`() {
        #expect(!QuotedTable("\"a\",\"b\"\n\"c\",\"d").isWhole)
        #expect(QuotedTable("\"a\",\"b\"\n\"c\",\"d").rows == [["a", "b"]])
    }
}
