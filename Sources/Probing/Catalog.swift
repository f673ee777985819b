import Addresses

/// Everything the network is asked and listened for.
package enum Catalog {
    /// Reads every captured packet.
    package static var listeners: [Listener] { linkListeners + datagramListeners }

    /// The conversation for an open TCP port, when a protocol is registered for it.
    package static func conversation(for port: UInt16) -> ConversationKind? {
        conversations.first { $0.ports.contains(port) }
    }
}
