import Addresses
import Model
import Testing

@testable import Reports

@Suite struct `The table of listening programs` {
    private let listeners = [
        HostListener(
            port: Port(.tcp, 22), address: .v4(IPv4Address(0)), process: "sshd", pid: 812, user: "root",
            unit: "ssh.service"),
        HostListener(port: Port(.udp, 5353), address: .v4(IPv4Address(0)), process: "\u{1b}[31m受付"),
    ]

    @Test func `columns stand below each other in both languages`() {
        let text = ListenerTable(listeners).text(in: .japanese)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(Set(lines.map { $0.split(separator: "0.0.0.0")[0].columns }.dropFirst()).count == 1)
        #expect(lines[1].hasSuffix("ssh.service"))
        #expect(ListenerTable([]).text(in: .english).hasPrefix("Port"))
    }

    @Test func `a hostile name reaches the terminal written out, and what is unknown is a dash`() {
        let text = ListenerTable(listeners).text(in: .english)
        #expect(!text.contains("\u{1b}"))
        #expect(text.contains("\\u{1B}[31m受付"))
        #expect(text.hasSuffix("-\n"))
    }
}
