package import Addresses
import Model
package import Probing

/// A station found on the link and what is still to be asked of it.
package struct Device {
    package let mac: MACAddress
    /// Index into the scope's links.
    package let link: Int
    /// In the order they were learnt.
    package private(set) var addresses: [IPAddress] = []
    /// Whether it gets ARP and neighbour solicitation only.
    package var isHandsOff: Bool
    /// First in, first out.
    package var queue: [Work] = []
    package var lastHeard: Duration
    /// Packets sent since it was last heard.
    package var unanswered = 0
    /// Whether it ever answered something that was asked of it.
    package var hasAnswered = false
    package var liveness: Liveness = .unknown
    /// Ports found open or closed, by address.
    package var answered: [IPAddress: Set<UInt16>] = [:]
    /// Conversations open now.
    package var talks = 0
    /// The addresses whose ports and questions were put into the queue.
    package var hasBeenPlanned: Set<IPAddress> = []
    /// The questions that its answers brought about.
    package var followed: Set<Followed> = []
    /// Whether it was handed a packet for others, and whether it showed that it routes.
    package var wasForwardingTested = false
    package var routes = false

    package init(mac: MACAddress, link: Int, isHandsOff: Bool, heardAt moment: Duration) {
        self.mac = mac
        self.link = link
        self.isHandsOff = isHandsOff
        lastHeard = moment
    }

    /// A question and the address it was asked under.
    package struct Followed: Hashable {
        let question: String
        let address: IPAddress
    }

    package enum Liveness: Equatable {
        case unknown
        /// Asked by ARP or neighbour solicitation whether it is still there; so many times, last at this moment.
        case checking(tries: Int, last: Duration)
        /// It stopped answering: nothing more is sent to it.
        case lost
    }

    /// Remembers an address; false when it was known or there are already as many as one device is asked under.
    package mutating func learn(_ address: IPAddress) -> Bool {
        guard !addresses.contains(address), addresses.count < 64 else { return false }
        addresses.append(address)
        return true
    }

    /// The addresses its ports are asked under: its IPv4 addresses, at most four; without any, its first IPv6 one.
    package var addressesToAsk: [IPAddress] {
        let v4 = addresses.filter { $0.v4 != nil }
        guard v4.isEmpty else { return Array(v4.prefix(4)) }
        let v6 = addresses.filter { $0.v6 != nil }
        return Array((v6.filter { !$0.isLinkLocal } + v6).prefix(1))
    }
}

/// One thing to be asked of one device.
package enum Work {
    case syn(IPAddress, port: UInt16, attempt: Int)
    case ask(DatagramQuestion, IPAddress, attempt: Int)
    case forwarding(ForwardingTest.Attempt)
    case talk(any Conversation, IPAddress, port: UInt16, cost: Int)
}
