import CLinux
import Glibc
import Wire

/// One netlink message: its type and what follows the header (RFC 3549, linux/netlink.h).
struct NetlinkMessage: Sendable {
    var type: UInt16
    var body: ArraySlice<UInt8>
}

/// A netlink socket. Numbers on it are in host order, which is little-endian on every machine that tenken runs on.
struct NetlinkSocket: ~Copyable {
    let descriptor: FileDescriptor

    /// Opens a socket of a netlink family (`NETLINK_ROUTE`, `NETLINK_SOCK_DIAG`) that hears the multicast `groups`.
    init(family: Int32, groups: UInt32 = 0) throws(SystemError) {
        let descriptor = try FileDescriptor(socket: AF_NETLINK, tenken_socket_raw, protocol: family)
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        address.nl_groups = groups
        let raw = descriptor.raw
        _ = try syscall("bind") {
            // SAFETY: the pointer and the size describe the same local variable.
            unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(raw, $0, socklen_t(MemoryLayout<sockaddr_nl>.size))
                }
            }
        }
        self.descriptor = descriptor
    }

    /// Asks for a whole table: sends a dump request of `type` with `body` and collects every answer.
    ///
    /// Throws what the kernel answers, ETIMEDOUT when it stays silent, and EINTR when the table kept changing
    /// while it was read.
    borrowing func dump(type: UInt16, body: [UInt8]) throws(SystemError) -> [NetlinkMessage] {
        for _ in 0..<8 {
            if let messages = try dumpOnce(type: type, body: body) { return messages }
        }
        throw SystemError(call: "netlink dump", code: EINTR)
    }

    /// The answers to one dump request; nil when the table changed meanwhile.
    private borrowing func dumpOnce(type: UInt16, body: [UInt8]) throws(SystemError) -> [NetlinkMessage]? {
        var request = ByteWriter()
        request.uint32LE(UInt32(16 + body.count))
        request.uint16LE(type)
        request.uint16LE(UInt16(NLM_F_REQUEST | NLM_F_ROOT | NLM_F_MATCH))
        request.uint32LE(1)
        request.uint32LE(0)
        request.bytes(body)
        try descriptor.writeAll(request.octets)

        var dump = NetlinkDump()
        while !dump.isComplete {
            guard let octets = try receive(wait: 2000) else {
                throw SystemError(call: "netlink dump", code: ETIMEDOUT)
            }
            try dump.add(octets)
        }
        return dump.isConsistent ? dump.messages : nil
    }

    /// What has been multicast since the last call, without waiting.
    ///
    /// Throws ENOBUFS when something was lost, after which tables have to be read again.
    borrowing func notifications() throws(SystemError) -> [NetlinkMessage] {
        var messages: [NetlinkMessage] = []
        for _ in 0..<64 {
            guard let octets = try receive(wait: 0) else { break }
            messages += Self.messages(in: octets).map(\.0)
        }
        return messages
    }

    /// One datagram, waiting at most `wait` milliseconds; nil when none came.
    private borrowing func receive(wait: Int32) throws(SystemError) -> [UInt8]? {
        if let octets = try descriptor.read(limit: 65536) { return octets }
        guard wait > 0, try descriptor.waitUntilReady(POLLIN, milliseconds: wait) else { return nil }
        return try descriptor.read(limit: 65536)
    }

    /// The messages of one datagram with their flags; octets that are no whole message end it.
    static func messages(in octets: [UInt8]) -> [(NetlinkMessage, flags: UInt16)] {
        var messages: [(NetlinkMessage, flags: UInt16)] = []
        var reader = ByteReader(octets)
        while let length = try? reader.uint32LE(), length >= 16,
            let type = try? reader.uint16LE(), let flags = try? reader.uint16LE(),
            (try? reader.skip(8)) != nil, let body = try? reader.take(Int(length) - 16)
        {
            messages.append((NetlinkMessage(type: type, body: body), flags))
            guard (try? reader.skip(NetlinkAttribute.padding(of: Int(length)))) != nil else { break }
        }
        return messages
    }
}
