import Addresses
import Foundation
import Glibc
import Model
import Synchronization
import TenkenCLI
import Testing

/// A network of one thread, with an interface of its own and no way out of it.
private enum LoneNetwork {
    static let isPossible =
        geteuid() == 0
        && ["/usr/sbin/nft", "/usr/sbin/ip", "/usr/sbin/iptables-nft"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: $0)
        }

    /// What a host with these listeners says of itself after a shell command has set up its packet filter.
    static func observations(tcp ports: [UInt16], after command: String) throws -> [Observation] {
        let name = "tenken-\(UUID().uuidString.prefix(8))"
        try run(["/usr/sbin/ip", "netns", "add", name])
        // What cannot be removed stays behind; no test depends on it.
        defer { try? run(["/usr/sbin/ip", "netns", "del", name]) }
        let link = """
            set -e; ip link set lo up; ip link add lan0 type veth peer name far0
            ip addr add 192.0.2.10/24 dev lan0; ip link set lan0 up; ip link set far0 up
            """
        try run(["/usr/sbin/ip", "netns", "exec", name, "/bin/sh", "-c", link + "\n" + command])
        let result = Mutex<Result<[Observation], any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            let outcome = Result { try look(ports, in: "/run/netns/\(name)") }
            result.withLock { $0 = outcome }
            done.signal()
        }
        done.wait()
        return try #require(result.withLock { $0 }).get()
    }

    private static func run(_ argv: [String]) throws {
        let outcome = try Lab.execute(argv)
        try #require(outcome.code == 0, "\(outcome.talk)")
    }

    /// setns(2) with CLONE_NEWNET, for this thread alone; Swift's view of the C library lacks it.
    private static func enter(_ network: String) throws {
        let symbol = try #require(dlsym(nil, "setns"))
        let setns = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
        let file = open(network, O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        try #require(setns(file, 0x4000_0000) == 0)
    }

    private static func look(_ ports: [UInt16], in network: String) throws -> [Observation] {
        try enter(network)
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        for port in ports { sockets.append(try listen(on: port)) }
        return HostReading.observations(at: Timestamp(microseconds: 0))
    }

    private static func listen(on port: UInt16) throws -> Int32 {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        try #require(bound == 0 && Glibc.listen(listener, 1) == 0)
        return listener
    }
}

@Suite(
    .serialized, .timeLimit(.minutes(2)),
    .enabled(if: LoneNetwork.isPossible, "needs root, nft, ip and iptables-nft"))
struct FirewallTests {
    /// What every port got, and whether the firewall as a whole is on.
    private func look(_ command: String, ports: [UInt16]) throws -> (ports: [UInt16: Bool?], isOn: String?) {
        let found = try LoneNetwork.observations(tcp: ports, after: command)
        var answers: [UInt16: Bool?] = [:]
        var isOn: String?
        for observation in found {
            if case .listener(let listener) = observation.fact, ports.contains(listener.port.number) {
                answers[listener.port.number] = .some(listener.passesFirewall)
            }
            if case .setting(let setting) = observation.fact, setting.key == .firewall {
                isOn = [isOn, setting.value].compactMap { $0 }.joined(separator: " ")
            }
        }
        return (answers, isOn)
    }

    @Test func `without rules every listener is reachable and the firewall is off`() throws {
        let found = try look("true", ports: [22, 8080])
        #expect(found.ports == [22: true, 8080: true])
        #expect(found.isOn == "off")
    }

    @Test func `rules of nft are understood as the kernel keeps them`() throws {
        let rules = """
            nft -f - <<'X'
            table inet f {
              set some { type ipv4_addr; flags interval; elements = { 192.0.2.128/25 } }
              set lan { type ipv4_addr; flags interval; elements = { 192.0.2.0/24, 198.51.100.0/24 } }
              map doors { type inet_service : verdict; elements = { 25 : drop, 26 : accept } }
              chain pre { type filter hook prerouting priority raw; policy accept; tcp dport 7000 drop; }
              chain web { ip saddr @lan tcp dport { 80, 440-450 } accept; return; }
              chain in {
                type filter hook input priority filter; policy drop;
                ct state vmap { established : accept, related : accept, invalid : drop }
                iif "lo" accept
                tcp dport vmap @doors
                iifname "lan*" tcp dport 22 ct state new counter accept
                iifname "other0" tcp dport 23 accept
                ip saddr @some tcp dport 24 accept
                jump web
                tcp dport 5000-5010 limit rate 10/second accept
                tcp dport 7000 accept
                ip protocol icmp accept
                meta l4proto udp udp dport 53 accept
              }
            }
            X
            """
        let ports: [UInt16] = [22, 23, 24, 25, 26, 53, 80, 81, 443, 5005, 7000]
        let found = try look(rules, ports: ports)
        #expect(
            found.ports == [
                22: true, 23: false, 24: nil, 25: false, 26: true, 53: false, 80: true, 81: false, 443: true,
                5005: nil, 7000: false,
            ])
        #expect(found.isOn == "on")
    }

    @Test func `rules of iptables are understood as nf_tables keeps them`() throws {
        let rules = """
            iptables-nft -A INPUT -i lo -j ACCEPT
            iptables-nft -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            iptables-nft -A INPUT -p tcp -m conntrack --ctstate NEW -m tcp --dport 22 -m comment --comment ssh -j ACCEPT
            iptables-nft -A INPUT -p tcp -m multiport --dports 80,1000:2000 -j ACCEPT
            iptables-nft -A INPUT -p tcp --dport 25 -j REJECT
            iptables-nft -A INPUT -p tcp --dport 26 -m recent --name x --rcheck -j ACCEPT
            iptables-nft -A INPUT -p tcp --syn --dport 27 -s 192.0.2.0/24 -j ACCEPT
            iptables-nft -N LOGGED; iptables-nft -A LOGGED -j LOG; iptables-nft -A LOGGED -j DROP
            iptables-nft -A INPUT -p tcp --dport 28 -g LOGGED
            iptables-nft -P INPUT DROP
            """
        let found = try look(rules, ports: [22, 25, 26, 27, 28, 80, 1500, 2001])
        #expect(
            found.ports == [
                22: true, 25: false, 26: nil, 27: true, 28: false, 80: true, 1500: true, 2001: false,
            ])
        // Nobody set up rules for IPv6.
        #expect(found.isOn == "on off")
    }

    @Test func `what is sent elsewhere is never called reachable or blocked`() throws {
        let rules = """
            nft -f - <<'X'
            table ip n {
              chain pre {
                type nat hook prerouting priority dstnat; policy accept;
                fib daddr type local tcp dport 8080 dnat to 192.0.2.99:80
              }
            }
            table inet f {
              chain in {
                type filter hook input priority 0; policy drop; tcp dport 22 accept;
              }
            }
            X
            """
        let found = try look(rules, ports: [22, 23, 8080])
        #expect(found.ports == [22: true, 23: false, 8080: nil])
    }

    @Test func `a chain of fail2ban alone is no firewall`() throws {
        let rules = """
            nft add table inet f2b; nft 'add set inet f2b bad { type ipv4_addr; elements = { 198.51.100.7 }; }'
            nft 'add chain inet f2b in { type filter hook input priority -1; }'
            nft 'add rule inet f2b in tcp dport 22 ip saddr @bad reject'
            """
        let found = try look(rules, ports: [22, 80])
        #expect(found.ports == [22: true, 80: true])
        #expect(found.isOn == "off")
    }
}
