package import Addresses
package import Model
package import Wire

/// One polite exchange with one open TCP port, as a state machine over octets: it opens no socket and knows no clock.
///
/// The conductor connects, calls ``start()`` and sends what it says, hands every received run of octets to
/// ``receive(_:)``, and calls ``end(_:)`` exactly once when the peer closed, time ran out or a step said `finish`.
/// Within TLS the octets on both sides are the decrypted ones.
package protocol Conversation: Sendable {
    /// The probe id under which packets are accounted: `talk-ssh`.
    var id: String { get }
    /// What to send first; an empty `send` waits for the server's greeting.
    mutating func start() -> Step
    /// The next step after more octets arrived; they may be any part of a message.
    mutating func receive(_ octets: [UInt8]) -> Step
    /// TLS stands, after a step asked for it with `startTLS`.
    mutating func secured(_ greeting: TLSGreeting) -> Step
    /// What is known when the connection is over. Called once.
    mutating func end(_ reason: ConversationEnd) -> [ConversationFact]
    /// A further conversation that needs a connection of its own to the same port, asked for after ``end(_:)``:
    /// the next TLS version, the question for SMB1. The conductor holds it to the same pace.
    var followUp: (any Conversation)? { get }
}

extension Conversation {
    package mutating func secured(_ greeting: TLSGreeting) -> Step { .wait }
    package var followUp: (any Conversation)? { nil }
}

/// What a conversation wants next.
package struct Step: Equatable, Sendable {
    package enum Next: Equatable, Sendable {
        case wait
        /// Close politely and take the facts from ``Conversation/end(_:)``.
        case finish
        /// Make a TLS handshake on this connection, then call ``Conversation/secured(_:)``.
        case startTLS(TLSOffer)
    }

    package var send: [UInt8]
    package var next: Next

    package init(send: [UInt8] = [], next: Next = .wait) {
        self.send = send
        self.next = next
    }

    package static let wait = Step()
    package static let finish = Step(next: .finish)
}

/// How a conversation's connection ended.
package enum ConversationEnd: Equatable, Sendable {
    case finished
    /// The peer closed or reset the connection.
    case closedByPeer
    case timedOut
    /// A TLS handshake did not succeed; the text is the library's reason.
    case tlsFailed(String)
    /// The connection was refused or could not be opened.
    case refused
}

/// A fact with the octets it was read from. Time, subject and source are added by the conductor.
package struct ConversationFact: Equatable, Sendable {
    package var fact: Fact
    package var grounds: Observation.Grounds?
    /// When it was read, where that matters more exactly than when the conversation ended.
    package var moment: Moment?

    /// A moment of a conversation: its octets came then (within TLS those of the conversation itself).
    package enum Moment: Equatable, Sendable {
        /// The first that the peer sent.
        case first
        /// The last that the peer sent.
        case last
    }

    package init(_ fact: Fact, grounds: Observation.Grounds? = nil, read moment: Moment? = nil) {
        self.fact = fact
        self.grounds = grounds
        self.moment = moment
    }
}

/// One line of the conversation catalogue: for which ports, and how to begin.
package struct ConversationKind: Sendable {
    /// `talk-ssh`
    package var id: String
    /// What it does, for `tenken plan`: 「SSHのあいさつを読む（ログインしない）」
    package var title: Text
    /// Ports whose registered protocol this is.
    package var ports: PortSet
    /// The most octets and TCP segments of its own that one conversation sends, for the plan.
    package var cost: (octets: Int, packets: Int)
    /// Whether the port is only usually this protocol's and registered to no one or to another: then it is for
    /// intensities that connect to unregistered ports.
    package var needsPermission: Bool
    /// A fresh conversation with one port of one device.
    package var begin: @Sendable (_ address: IPAddress, _ port: UInt16) -> any Conversation

    package init(
        id: String, title: Text, ports: PortSet, cost: (octets: Int, packets: Int),
        needsPermission: Bool = false,
        begin: @escaping @Sendable (_ address: IPAddress, _ port: UInt16) -> any Conversation
    ) {
        self.id = id
        self.title = title
        self.ports = ports
        self.cost = cost
        self.needsPermission = needsPermission
        self.begin = begin
    }
}
