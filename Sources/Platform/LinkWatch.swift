import CLinux
import Glibc

/// Hears from the kernel when an interface goes down or away.
package struct LinkWatch: ~Copyable {
    private let socket: NetlinkSocket

    package init() throws(SystemError) {
        socket = try NetlinkSocket(family: NETLINK_ROUTE, groups: UInt32(RTMGRP_LINK))
    }

    /// Readable when there are changes to fetch.
    package var descriptor: Int32 { socket.descriptor.raw }

    /// Whether each of these interfaces that changed since the last call can still carry frames, by index.
    package borrowing func changes(of interfaces: [Int]) throws(SystemError) -> [Int: Bool] {
        do {
            return try heardChanges().filter { interfaces.contains($0.key) }
        } catch {
            guard error.code == ENOBUFS else { throw error }
            // Something was lost: say how every interface stands. One that is not listed is gone.
            let table = try InterfaceTable.read()
            let states = interfaces.map { index in
                (index, table[index: index].map { $0.isUp && $0.isRunning } ?? false)
            }
            return Dictionary(states, uniquingKeysWith: { $1 })
        }
    }

    private borrowing func heardChanges() throws(SystemError) -> [Int: Bool] {
        var changes: [Int: Bool] = [:]
        for message in try socket.notifications() {
            guard let link = LinkMessage(message.body) else { continue }
            switch Int(message.type) {
            case Int(RTM_NEWLINK): changes[link.index] = link.isUp && link.isRunning
            case Int(RTM_DELLINK): changes[link.index] = false
            default: break
            }
        }
        return changes
    }
}
