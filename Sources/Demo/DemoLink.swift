import CLinux
import Glibc

/// The demonstration's link: a network namespace of this process with a bridge, and a namespace for each device.
///
/// Nothing of it touches the host's network, and all of it vanishes with the processes.
package final class DemoLink {
    /// The name of this host's own network card on the link.
    package static let interface = "demo0"
    package static let ownAddress = "192.168.77.2"

    private var children: [Child] = []

    /// A device's process and the two ends of its pipes.
    private struct Child {
        var device: DemoDevice
        var process: pid_t
        var input: Int32
        var output: Int32
    }

    /// What one device counted.
    package struct Count: Equatable, Sendable {
        package var device: String
        /// Octets that arrived at the port whose octets are counted.
        package var octets: Int
        /// Frames for the device other than ARP and neighbour discovery.
        package var frames: Int
    }

    /// Leaves the host's network and builds the link with all its devices.
    ///
    /// To be called while the process has one thread. Throws what could not be done, in words.
    package init() throws(DemoError) {
        // A device that ends early is noticed by its silence.
        _ = signal(SIGPIPE, SIG_IGN)
        try Self.leaveHostNetwork()
        try ip("link set lo up")
        try ip("link add demobr type bridge")
        try ip("link set demobr addrgenmode none")
        try ip("link set demobr up")
        try ip("link add demo0 type veth peer name demo0br")
        try Self.plug("demo0br")
        setting("/proc/sys/net/ipv6/conf/demo0/accept_dad", "0")
        try ip("link set demo0 address 00:00:5e:00:53:02")
        try ip("link set demo0 up")
        try ip("address add \(Self.ownAddress)/24 dev demo0")
        try ip("-6 address add fd77:7465:6e6b:656e::2/64 dev demo0 nodad")
        for device in DemoDevice.all { children.append(try Self.begin(device)) }
        for (number, child) in children.enumerated() { try Self.connect(child, number: number) }
        for child in children { try Self.expect("up", from: child) }
    }

    /// A namespace of our own: as root directly, else inside a user namespace where this user is root.
    private static func leaveHostNetwork() throws(DemoError) {
        let (user, group) = (getuid(), getgid())
        if tenken_unshare(tenken_new_network) != 0 {
            guard tenken_unshare(tenken_new_user | tenken_new_network) == 0 else {
                throw DemoError(
                    ja: "デモ用のネットワークを作れません。sudo を付けて実行してください。",
                    en: "The demonstration's network cannot be made. Run it with sudo.", lacksPrivilege: true)
            }
            setting("/proc/self/setgroups", "deny")
            setting("/proc/self/uid_map", "0 \(user) 1")
            setting("/proc/self/gid_map", "0 \(group) 1")
        }
        let foreign = interfaceNames().filter { $0 != "lo" }
        guard foreign.isEmpty else {
            throw DemoError(
                ja: "デモ用のネットワークに、ほかの口（\(foreign.joined(separator: ", "))）が見えるので中止しました。",
                en:
                    "Stopped: the new namespace shows foreign interfaces (\(foreign.joined(separator: ", ")))."
            )
        }
    }

    private static func interfaceNames() -> [String] {
        // SAFETY: the list is freed after its names were copied; each name ends with a zero octet.
        guard let list = unsafe if_nameindex() else { return [] }
        defer { unsafe if_freenameindex(list) }
        var names: [String] = []
        var index = 0
        while let name = unsafe list[index].if_name {
            names.append(unsafe String(cString: name))
            index += 1
        }
        // Tunnel devices that some kernels put into every namespace lead nowhere and are down.
        return names.filter { name in
            ![
                "sit0", "tunl0", "ip6tnl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "ip6gre0",
                "ifb0", "ifb1",
            ]
            .contains(name)
        }
    }

    private static func begin(_ device: DemoDevice) throws(DemoError) -> Child {
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        // SAFETY: both arrays have room for two descriptors.
        guard unsafe tenken_demo_pipe(&toChild) == 0, unsafe tenken_demo_pipe(&fromChild) == 0 else {
            throw DemoError(ja: "パイプを作れません。", en: "No pipe can be made.")
        }
        let process = try start(
            "/proc/self/exe", ["tenken", "demo-device", device.name], input: toChild[0], output: fromChild[1])
        close(toChild[0])
        close(fromChild[1])
        return Child(device: device, process: process, input: toChild[1], output: fromChild[0])
    }

    private static func connect(_ child: Child, number: Int) throws(DemoError) {
        try expect("ready", from: child)
        try ip("link add demoport\(number) type veth peer name lan0 netns \(child.process)")
        try plug("demoport\(number)")
        tell("go", child)
    }

    /// Puts the near end of a cable into the bridge. It gets no address, so that nothing but the devices speaks.
    private static func plug(_ port: String) throws(DemoError) {
        try ip("link set \(port) addrgenmode none")
        try ip("link set \(port) master demobr up")
    }

    private static func tell(_ word: String, _ child: Child) {
        let line = word + "\n"
        // SAFETY: the text lives as long as the call.
        _ = unsafe write(child.input, line, line.utf8.count)
    }

    private static func expect(_ word: String, from child: Child) throws(DemoError) {
        guard line(from: child) == word else {
            throw DemoError(
                ja: "デモの機器「\(child.device.name)」を始められませんでした。",
                en: "The demonstration's device \(child.device.name) did not start.")
        }
    }

    /// One line of a device, waited for ten seconds at most.
    private static func line(from child: Child) -> String? {
        var line: [UInt8] = []
        while line.count < 128 {
            var wait = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
            var octet: UInt8 = 0
            // SAFETY: one structure and one octet, both local.
            guard unsafe poll(&wait, 1, 10_000) == 1, unsafe read(child.output, &octet, 1) == 1 else {
                return nil
            }
            if octet == 10 { break }
            line.append(octet)
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Ends every device and returns what they counted.
    package func end() -> [Count] {
        var counts: [Count] = []
        for child in children {
            close(child.input)
            let words = (Self.line(from: child) ?? "").split(separator: " ")
            if words.count == 3, words[0] == "counted", let octets = Int(words[1]), let frames = Int(words[2])
            {
                counts.append(Count(device: child.device.name, octets: octets, frames: frames))
            }
            close(child.output)
            var status: Int32 = 0
            // SAFETY: the status is a local variable.
            _ = unsafe waitpid(child.process, &status, 0)
        }
        children = []
        return counts
    }
}
