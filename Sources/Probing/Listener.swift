package import Addresses
package import Model
package import Wire

/// Reads one protocol wherever it is heard: answers to our questions and talk among others alike.
///
/// One file per protocol; `Catalog.swift` lists them. Pure: one packet in, facts about its sender (or about the
/// device it speaks of) out. A packet that is not readable gives nothing.
package struct Listener: Sendable {
    /// `mdns`; observations carry `heard-mdns`, or the probe's id when the packet answers a question.
    package var id: String
    /// What it reads.
    package let interests: [Interest]
    /// What a packet shows; nothing where it is none that this listener reads.
    package let hear: @Sendable (Packet) -> [Sighting]

    package init(
        id: String, reads interests: [Interest] = [.everything],
        hear: @escaping @Sendable (Packet) -> [Sighting]
    ) {
        self.id = id
        self.interests = interests
        self.hear = { packet in interests.contains { $0.includes(packet) } ? hear(packet) : [] }
    }
}

/// A fact a packet shows, and about whom.
package struct Sighting: Equatable, Sendable {
    package var subject: Observation.Subject
    package var fact: Fact
    package var grounds: Observation.Grounds?

    package init(_ subject: Observation.Subject, _ fact: Fact, grounds: Observation.Grounds? = nil) {
        self.subject = subject
        self.fact = fact
        self.grounds = grounds
    }
}

/// A question in one datagram: whom it goes to and what it says. Answers are read by the ``Listener`` of its protocol.
package struct DatagramQuestion: Sendable {
    package enum Destination: Equatable, Sendable {
        /// Each device in turn, to this UDP port.
        case device(port: UInt16)
        /// A group on the link.
        case group(IPAddress, port: UInt16)
        /// The directed broadcast address of each IPv4 block in scope.
        case broadcast(port: UInt16)
    }

    /// `ask-snmp`
    package var id: String
    /// `names` or `udp`
    package var family: String
    package var title: Text
    package var destination: Destination
    /// The port answers come back to when the protocol fixes it; nil for one of ours.
    package var sourcePort: UInt16?
    /// The id of the ``Listener`` that reads the answers.
    package var listener: String
    /// Which answer of a device to another question makes this one worth asking; nil for one asked at once. It is
    /// asked once then, and not again.
    package let follows: (@Sendable (ServiceFact) -> Bool)?
    private let write: @Sendable (_ own: Station, _ destination: IPAddress, _ token: UInt32) -> [UInt8]

    package init(
        id: String, family: String, title: Text, destination: Destination, sourcePort: UInt16? = nil,
        listener: String, follows: (@Sendable (ServiceFact) -> Bool)? = nil,
        payload: @escaping @Sendable (_ destination: IPAddress, _ token: UInt32) -> [UInt8]
    ) {
        self.init(
            id: id, family: family, title: title, destination: destination, sourcePort: sourcePort,
            listener: listener, follows: follows,
            writing: { _, destination, token in payload(destination, token) })
    }

    /// A question that names the station that asks it.
    package init(
        id: String, family: String, title: Text, destination: Destination, sourcePort: UInt16? = nil,
        listener: String, follows: (@Sendable (ServiceFact) -> Bool)? = nil,
        writing: @escaping @Sendable (_ own: Station, _ destination: IPAddress, _ token: UInt32) -> [UInt8]
    ) {
        self.id = id
        self.family = family
        self.title = title
        self.destination = destination
        self.sourcePort = sourcePort
        self.listener = listener
        self.follows = follows
        write = writing
    }

    /// The datagram's payload as `own` asks it; `token` differs for each asking, for the protocol's own transaction id.
    package func payload(_ destination: IPAddress, _ token: UInt32, from own: Station) -> [UInt8] {
        write(own, destination, token)
    }
}
