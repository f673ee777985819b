import CLinux
import Glibc
import Wire

/// The answer to one dump request as its datagrams come in; apart from the socket, so that any octets can be
/// read.
struct NetlinkDump: Sendable {
    /// What was said so far.
    private(set) var messages: [NetlinkMessage] = []
    /// Whether the table stood still while it was read (NLM_F_DUMP_INTR says that it did not).
    private(set) var isConsistent = true
    /// Whether the kernel said that this was all.
    private(set) var isComplete = false

    /// Takes in one datagram. Throws what the kernel answers instead of the table, or at its end
    /// (linux/netlink.h: NLMSG_ERROR and NLMSG_DONE both begin with a negative errno, the latter with zero
    /// after a whole table).
    mutating func add(_ octets: [UInt8]) throws(SystemError) {
        for (message, flags) in NetlinkSocket.messages(in: octets) {
            if flags & UInt16(NLM_F_DUMP_INTR) != 0 { isConsistent = false }
            switch Int32(message.type) {
            case NLMSG_DONE:
                let code = Self.errorCode(message) ?? 0
                guard code == 0 else { throw SystemError(call: "netlink dump", code: code) }
                isComplete = true
                return
            case NLMSG_ERROR:
                throw SystemError(call: "netlink dump", code: Self.errorCode(message) ?? EBADMSG)
            default: messages.append(message)
            }
        }
    }

    /// The errno in front of the message; nil where none is there (linux/err.h: from -4095 to -1).
    private static func errorCode(_ message: NetlinkMessage) -> Int32? {
        var reader = ByteReader(message.body)
        guard let code = (try? reader.uint32LE()).map({ Int32(bitPattern: $0) }) else { return nil }
        return (-4095..<0).contains(code) ? -code : nil
    }
}
