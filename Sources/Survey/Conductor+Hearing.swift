import Addresses
import Model
import Probing
import Wire

/// A UDP port of a device that answered.
struct AskedPort: Hashable {
    var address: IPAddress
    var port: UInt16
}

/// Which of our questions a packet answers.
struct Questions {
    private let own: Set<MACAddress>
    private let askingPort: UInt16?

    init(_ conductor: Conductor) {
        own = conductor.isActive ? Set(conductor.scope.links.map(\.mac)) : []
        askingPort = conductor.askingPort
    }

    /// The probe whose question this packet answers for a listener; nil when it was merely overheard.
    func answered(by packet: Packet, listener: String) -> String? {
        guard let destination = packet.destination, own.contains(destination) else { return nil }
        switch listener {
        case "arp": return "arp-sweep"
        case "nd":
            if case .icmp6(type: 129, code: _) = packet.transport { return "echo6" }
            return "nd-solicit"
        case "icmp": return "udp-closed"
        case "ra":
            if case .icmp6(type: 134, code: _) = packet.transport { return "router-solicit" }
            return nil
        default:
            guard case .udp(let source, let destination) = packet.transport else { return nil }
            return Catalog.questions.first {
                $0.listener == listener && ($0.sourcePort ?? askingPort) == destination
                    && $0.asks(port: source)
            }?.id
        }
    }
}

/// Making sense of what happens outside.
extension Conductor {
    mutating func handle(_ event: PortEvent) throws {
        switch event {
        case .frame(let octets, let interface, let time): try hear(octets, interface: interface, at: time)
        case .connected(let id): try advanceTalk(id) { $0.start() }
        case .received(let id, let octets): try receive(octets, in: id)
        case .secured(let id, let greeting): try advanceTalk(id) { $0.secured(greeting) }
        case .closed(let id, let reason): try endTalk(id, ConversationEnd(reason))
        case .interrupted: ending = .interrupted
        case .linkLost(let interface):
            let name = scope.links.first { $0.index == interface }?.interface ?? "#\(interface)"
            ending = .failed(linkFailed(name, because: "link down"))
        }
    }

    mutating func hear(_ octets: [UInt8], interface: Int, at time: Timestamp) throws {
        guard let link = scope.links.first(where: { $0.index == interface }) else { return }
        let packet = Packet(dissecting: octets)
        try hearRelays(packet, link: link, at: time)
        guard packet.source != link.mac else {
            accountForOwn(packet)
            return
        }
        if let source = packet.source, let known = deviceByMAC[source] {
            devices[known].lastHeard = ports.now()
            devices[known].unanswered = 0
            if case .checking = devices[known].liveness { devices[known].liveness = .unknown }
        }
        try hearPort(packet, link: link)
        try hearForwarding(packet, link: link)
        try hearProxy(packet, link: link)
        guard isHeardHere(packet, link) else { return }
        let heard = ear.hear(
            packet, at: time,
            question: { [questions = Questions(self)] in questions.answered(by: packet, listener: $0) })
        for observation in heard {
            if observation.origin == .asked { noteAnswer(of: packet, link) }
            try record(.observation(observation))
            try follow(observation, link: link)
        }
    }

    /// An open or closed TCP port that answered our SYN.
    private mutating func hearPort(_ packet: Packet, link: Scope.Link) throws {
        guard let syn, packet.destination == link.mac, let mac = packet.source, let index = deviceByMAC[mac],
            let (address, port, answer) = syn.answer(in: packet), devices[index].addresses.contains(address),
            devices[index].answered[address, default: []].insert(port).inserted
        else { return }
        devices[index].hasAnswered = true
        noteAnswer(of: packet, link)
        let fact = PortFact(Port(.tcp, port), answer == .open ? .open : .closed)
        let headerLength = packet.octets.count - packet.payload.count - 14
        try observe(
            .port(fact), of: .init(mac: mac, address: address), source: "tcp-syn",
            grounds: .init(octets: packet.octets.dropFirst(14).prefix(max(0, headerLength))))
        if answer == .open { try planTalk(with: index, at: address, port: port) }
    }

    /// A packet forwarded to us by a router is not a station of this link.
    private func isHeardHere(_ packet: Packet, _ link: Scope.Link) -> Bool {
        guard let network = packet.network, network.source.isUnicast else { return true }
        if gate.isOnLink(network.source, link) { return true }
        return packet.destination?.isGroup ?? true
    }

    /// What a new fact makes worth asking.
    mutating func follow(_ observation: Observation, link: Scope.Link) throws {
        let subject = observation.subject
        learnGateway(from: observation)
        if let mac = subject.mac {
            try meet(mac, at: subject.address, link: link)
            if let index = deviceByMAC[mac] { try planDevice(index) }
        }
        guard let address = subject.address, let index = deviceByAddress[address] else { return }
        if case .port(let fact) = observation.fact, fact.port.transport == .udp {
            askedAnswers.insert(AskedPort(address: address, port: fact.port.number))
            devices[index].hasAnswered = true
        }
        if case .service(let fact) = observation.fact {
            askedAnswers.insert(AskedPort(address: address, port: fact.port.number))
            if let location = fact[.location] { try planDescription(location) }
            if observation.origin == .asked { planFollowing(fact, of: index, at: address) }
        }
    }

    /// Questions that an answer of a device makes worth asking, each once under an address.
    private mutating func planFollowing(_ answer: ServiceFact, of index: Int, at address: IPAddress) {
        guard !devices[index].isHandsOff, devices[index].hasBeenPlanned.contains(address) else { return }
        for question in Catalog.questions where runs(question.family) && question.follows?(answer) == true {
            guard
                devices[index].followed.insert(Device.Followed(question: question.id, address: address))
                    .inserted
            else { continue }
            devices[index].queue.append(.ask(question, address, attempt: 0))
        }
    }

    /// A description that a device itself announced, fetched once, from a device of this link only.
    private mutating func planDescription(_ location: String) throws {
        guard runs("identify"), descriptionsAsked.count < 512, descriptionsAsked.insert(location).inserted,
            let (address, port, conversation) = Catalog.description(location: location),
            let index = deviceByAddress[address], !devices[index].isHandsOff,
            !Gate.printerPorts.contains(port)
        else { return }
        let cost = Catalog.announcedConversations.first { $0.id == conversation.id }?.packets ?? 12
        devices[index].queue.append(.talk(conversation, address, port: port, cost: cost))
    }

    /// The identification that an open port calls for, if its protocol is registered or the intensity allows more.
    private mutating func planTalk(with index: Int, at address: IPAddress, port: UInt16) throws {
        guard runs("identify") else { return }
        let subject = Observation.Subject(mac: devices[index].mac, address: address)
        if Gate.printerPorts.contains(port) {
            let reason = Text(
                ja: "印刷の口なので、接続していません。", en: "This is a printing port; no connection is made.")
            try observe(
                .coverage(CoverageFact("tcp \(port)", .couldNot(reason))), of: subject, source: "identify")
            return
        }
        let goesAnywhere = scope.intensity.connectsToUnregistered
        let known = Catalog.conversation(for: port).flatMap { $0.needsPermission && !goesAnywhere ? nil : $0 }
        guard let kind = known ?? (goesAnywhere ? Catalog.greeting : nil) else {
            let reason = Text(
                ja: "登録されたサービスのない口なので、接続していません。",
                en: "No service is registered for this port; no connection is made.")
            try observe(
                .coverage(CoverageFact("tcp \(port)", .couldNot(reason))), of: subject, source: "identify")
            return
        }
        devices[index].queue.append(
            .talk(kind.begin(address, port), address, port: port, cost: kind.cost.packets))
    }
}

extension DatagramQuestion {
    /// Whether answers come from this port.
    fileprivate func asks(port: UInt16) -> Bool {
        switch destination {
        case .device(let number), .group(_, let number), .broadcast(let number):
            number == port || number != 5353
        }
    }
}

extension ConversationEnd {
    fileprivate init(_ end: ConnectionEnd) {
        switch end {
        case .byPeer: self = .closedByPeer
        case .refused, .unreachable, .failed: self = .refused
        case .tlsFailed(let reason): self = .tlsFailed(reason)
        }
    }
}
