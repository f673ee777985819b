extension Catalog {
    /// What is asked over TCP connections, the first match for a port wins.
    package static var conversations: [ConversationKind] { [] }
}
