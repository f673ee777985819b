import Addresses
import Model
import Probing
import Wire

/// Sending what is due, within the pace.
extension Conductor {
    /// The questions to groups and broadcast addresses, each asked twice.
    mutating func planGroupQuestions() {
        for (index, link) in scope.links.enumerated() {
            for question in Catalog.questions where question.family == "names" {
                for (destination, port) in groupDestinations(of: question, on: link) {
                    for round in 0..<2 {
                        planGroupQuestion(question, to: destination, port: port, link: index, round: round)
                    }
                }
            }
        }
        linkWork.sort { $0.due < $1.due }
    }

    private func groupDestinations(
        of question: DatagramQuestion, on link: Scope.Link
    ) -> [(IPAddress, UInt16)] {
        switch question.destination {
        case .device: []
        case .group(let address, let port): [(address, port)]
        case .broadcast(let port): link.prefixes.compactMap(\.broadcast).map { (.v4($0), port) }
        }
    }

    private mutating func planGroupQuestion(
        _ question: DatagramQuestion, to destination: IPAddress, port: UInt16, link index: Int, round: Int
    ) {
        let link = scope.links[index]
        guard let own = ownStation(on: link, facing: destination),
            own.address.v4 != nil || destination.v6 != nil
        else { return }
        token &+= 1
        let token = token
        let group = Station(mac: Frame.multicastMAC(for: destination), address: destination)
        let due = began + .milliseconds(300 + 2000 * round)
        linkWork.append(
            LinkWork(due: due, link: index, probe: question.id) { conductor in
                Frame.udp(
                    from: own, to: group, sourcePort: question.sourcePort ?? conductor.askingPort ?? 0,
                    destinationPort: port, payload: question.payload(destination, token, from: own),
                    hops: question.sourcePort == 5353 ? 255 : 1)
            })
    }

    /// Everything that a newly met device is to be asked under its chosen addresses.
    mutating func planDevice(_ index: Int) throws {
        guard isActive, !devices[index].isHandsOff, devices[index].liveness != .lost else { return }
        // Who has shown itself by IPv6 first may still have an IPv4 address, which the sweep will tell.
        if !hasSwept, !devices[index].addresses.contains(where: { $0.v4 != nil }) { return }
        for address in devices[index].addressesToAsk where !devices[index].hasBeenPlanned.contains(address) {
            guard devices[index].hasBeenPlanned.count < 4 else { return }
            // A device known by IPv4 is not asked again when its IPv6 addresses show, nor the other way round.
            if let first = devices[index].hasBeenPlanned.first, (first.v4 == nil) != (address.v4 == nil) {
                continue
            }
            devices[index].hasBeenPlanned.insert(address)
            for question in Catalog.questions where runs(question.family) && question.follows == nil {
                guard case .device(let port) = question.destination,
                    question.family == "names" || scope.intensity.udpPorts.contains(port)
                else { continue }
                devices[index].queue.append(.ask(question, address, attempt: 0))
            }
            if runs("tcp") {
                for port in scope.intensity.tcpPorts.ports {
                    devices[index].queue.append(.syn(address, port: port, attempt: 0))
                }
            }
            // Last, when the DHCP servers have named the routers that need no test.
            if runs("neighbours"), address.v4 != nil, devices[index].hasBeenPlanned.count == 1 {
                devices[index].queue.append(.forwarding(.expiring))
            }
        }
    }

    /// Sends everything whose time has come.
    ///
    /// - Returns: When there will be more to do.
    mutating func sendWhatIsDue() throws -> Duration {
        reviveRetries()
        try endSweep()
        var wake = try sendLinkWork()
        // Devices are asked in the sweep's gaps: whoever is there should be known first.
        guard !devices.isEmpty, !isSweeping else { return wake }
        for offset in 0..<devices.count {
            let index = (cursor + offset) % devices.count
            wake = min(wake, try sendToDevice(index))
            if ending != nil { return ports.now() }
        }
        cursor = (cursor + 1) % devices.count
        if let retry = retries.map(\.due).min() { wake = min(wake, retry) }
        return wake
    }

    /// When the sweep and its last answers are over, devices that have no IPv4 address are asked by IPv6.
    private mutating func endSweep() throws {
        guard !hasSwept, !linkWork.contains(where: { $0.probe == "arp-sweep" }) else { return }
        guard let end = sweepEnd else {
            sweepEnd = ports.now() + .milliseconds(500)
            return
        }
        guard ports.now() >= end else { return }
        hasSwept = true
        for index in devices.indices { try planDevice(index) }
    }

    /// Whether the sweep has more to send than the pace lets through before the next moment.
    private var isSweeping: Bool {
        let soon = ports.now() + .milliseconds(5)
        return linkWork.prefix { $0.due <= soon }.contains { $0.probe == "arp-sweep" }
    }

    private mutating func sendLinkWork() throws -> Duration {
        while let first = linkWork.first {
            let now = ports.now()
            guard first.due <= now else { return first.due }
            // The sweep keeps its pace; questions to groups take the gaps between its rounds.
            let next = linkWork.prefix { $0.due <= now }.firstIndex { $0.probe == "arp-sweep" } ?? 0
            let work = linkWork[next]
            let earliest = gate.earliest(to: nil, packets: 1, now: now)
            guard earliest <= now else { return earliest }
            linkWork.remove(at: next)
            guard let frame = work.frame(self) else { continue }
            try transmit(frame, link: work.link, probe: work.probe)
            if ending != nil { return now }
        }
        return ports.now() + .seconds(1)
    }

    private mutating func sendToDevice(_ index: Int) throws -> Duration {
        let far = ports.now() + .seconds(1)
        while let work = devices[index].queue.first {
            let now = ports.now()
            if let wait = try checkLiveness(index, now: now) { return wait }
            if devices[index].liveness == .lost { return far }
            let cost = packets(of: work)
            if case .talk = work, devices[index].talks >= scope.intensity.conversationsPerDevice {
                guard moveAskableToFront(index) else { return far }
                continue
            }
            let earliest = gate.earliest(to: devices[index].mac, packets: cost, now: now)
            guard earliest <= now else { return earliest }
            devices[index].queue.removeFirst()
            try perform(work, for: index)
            if ending != nil { return now }
        }
        return far
    }

    /// While a conversation is open the next one waits, but questions without a connection need not.
    private mutating func moveAskableToFront(_ index: Int) -> Bool {
        let askable = devices[index].queue.firstIndex { work in
            if case .talk = work { false } else { true }
        }
        guard let askable else { return false }
        devices[index].queue.insert(devices[index].queue.remove(at: askable), at: 0)
        return true
    }

    /// A SYN to an open port costs the kernel's reset as well.
    private func packets(of work: Work) -> Int {
        switch work {
        case .syn: 2
        case .ask, .forwarding: 1
        case .talk(_, _, _, let cost): min(cost, gate.pacer.largestReservation)
        }
    }

    private mutating func perform(_ work: Work, for index: Int) throws {
        done += 1
        let device = devices[index]
        let link = scope.links[device.link]
        switch work {
        case .syn(let address, let port, let attempt):
            guard device.answered[address]?.contains(port) != true, let syn,
                let own = ownStation(on: link, facing: address)
            else { return }
            let frame = syn.question(from: own, to: Station(mac: device.mac, address: address), port: port)
            try transmit(frame, link: device.link, probe: "tcp-syn", to: index)
            retry(.syn(address, port: port, attempt: attempt + 1), for: index, attempt: attempt)
        case .ask(let question, let address, let attempt):
            guard case .device(let port) = question.destination,
                let own = ownStation(on: link, facing: address),
                device.answered[address]?.contains(port) != true || attempt == 0
            else { return }
            token &+= 1
            let frame = Frame.udp(
                from: own, to: Station(mac: device.mac, address: address),
                sourcePort: question.sourcePort ?? askingPort ?? 0, destinationPort: port,
                payload: question.payload(address, token, from: own))
            try transmit(frame, link: device.link, probe: question.id, to: index)
            if attempt == 0 { retry(.ask(question, address, attempt: 1), for: index, attempt: attempt) }
        case .forwarding(let attempt): try testForwarding(attempt, of: index)
        case .talk(let conversation, let address, let port, let cost):
            try beginTalk(conversation, with: index, at: address, port: port, cost: cost)
        }
    }

    /// Three tries for a port, two for a question.
    private mutating func retry(_ work: Work, for index: Int, attempt: Int) {
        guard attempt < 2 else { return }
        retries.append(
            Retry(due: ports.now() + .milliseconds(attempt == 0 ? 700 : 1400), device: index, work: work))
    }

    private mutating func reviveRetries() {
        let now = ports.now()
        guard retries.contains(where: { $0.due <= now }) else { return }
        for retry in retries where retry.due <= now && devices[retry.device].liveness != .lost {
            guard !isAnswered(retry) else { continue }
            devices[retry.device].queue.append(retry.work)
        }
        retries.removeAll { $0.due <= now }
    }

    private func isAnswered(_ retry: Retry) -> Bool {
        let answered = devices[retry.device].answered
        switch retry.work {
        case .syn(let address, let port, let attempt):
            return attempt > 2 || answered[address]?.contains(port) == true
        case .ask(let question, let address, _):
            guard case .device(let port) = question.destination else { return true }
            return askedAnswers.contains(AskedPort(address: address, port: port))
        case .forwarding: return devices[retry.device].routes
        case .talk: return true
        }
    }

    /// Sends through the gate; a refusal is written down, a failing link ends the scan.
    mutating func transmit(_ frame: [UInt8], link: Int, probe: String, to device: Int? = nil) throws {
        do {
            try gate.transmit(frame, on: scope.links[link], probe: probe)
            if let device { devices[device].unanswered += 1 }
        } catch let refusal as Gate.Refusal {
            try note(
                Text(
                    ja: "安全の決まりにより、\(probe)を送りませんでした（\(refusal)）。",
                    en: "\(probe) was not sent: the safety rules forbid it (\(refusal))."))
        } catch {
            ending = .failed(linkFailed(scope.links[link].interface, because: "\(error)"))
        }
    }

    func linkFailed(_ interface: String, because reason: String) -> Text {
        Text(
            ja: "ネットワークの口「\(interface)」が使えなくなりました（\(reason)）。ケーブルを確かめて、もう一度実行してください。",
            en:
                "The interface \(interface) is no longer usable (\(reason)). Check the cable and run the scan again."
        )
    }

    // MARK: Devices that fall silent

    /// After many packets without any answer from a device that had answered, asks whether it is still there.
    ///
    /// - Returns: When to look again, while the question is open.
    private mutating func checkLiveness(_ index: Int, now: Duration) throws -> Duration? {
        switch devices[index].liveness {
        case .lost: return nil
        case .unknown:
            let device = devices[index]
            guard device.hasAnswered, device.unanswered >= 24, now - device.lastHeard > .seconds(2) else {
                return nil
            }
            return try askLiveness(index, tries: 1, now: now)
        case .checking(let tries, let last):
            let next = last + .seconds(1)
            guard now >= next else { return next }
            guard tries >= 4 else { return try askLiveness(index, tries: tries + 1, now: now) }
            try lose(index)
            return nil
        }
    }

    private mutating func askLiveness(_ index: Int, tries: Int, now: Duration) throws -> Duration? {
        let device = devices[index]
        let link = scope.links[device.link]
        devices[index].liveness = .checking(tries: tries, last: now)
        guard let address = device.addresses.first, let own = ownStation(on: link, facing: address) else {
            return nil
        }
        switch (address, own.address) {
        case (.v4(let target), .v4(let own)):
            let frame = Frame.arpRequest(sender: link.mac, senderAddress: own, target: target)
            try transmit(frame, link: device.link, probe: "arp-alive")
        case (.v6(let target), .v6(let own)):
            let frame = Frame.neighbourSolicitation(sender: link.mac, source: own, target: target)
            try transmit(frame, link: device.link, probe: "nd-alive")
        default: return nil
        }
        return now + .seconds(1)
    }

    /// Nothing more is sent to a device that fell silent; at the second such device the whole scan stops sending.
    private mutating func lose(_ index: Int) throws {
        devices[index].liveness = .lost
        devices[index].queue = []
        lostDevices += 1
        let device = devices[index]
        let name = device.addresses.first?.description ?? device.mac.description
        let reason = Text(
            ja: "\(name) が途中で返事をしなくなったので、この機器への確認をやめました。機器の様子を見てください。",
            en: "\(name) stopped answering, so nothing more is sent to it. Please look after the device.")
        try note(reason)
        try observe(
            .coverage(CoverageFact("tcp, udp, names", .couldNot(reason))),
            of: .init(mac: device.mac, address: device.addresses.first), source: "scan")
        guard lostDevices >= 2 else { return }
        for index in devices.indices { devices[index].queue = [] }
        linkWork = []
        retries = []
        ending = .failed(
            Text(
                ja: "2台の機器が返事をしなくなったため、安全のため検査を止めました。",
                en: "Two devices stopped answering, so the scan stopped itself for safety."))
    }
}
