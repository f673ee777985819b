package import Addresses
package import Model
package import Probing
import Wire

/// Conducts one scan: listens, finds neighbours, asks, converses, and writes everything down as it is learnt.
///
/// One thread, one loop: wait for events, hear them, send what is due. It holds no socket; ``Ports`` does.
package struct Conductor {
    package let scope: Scope
    let ports: Ports
    let record: (JournalEntry) throws -> Void
    let vendor: (MACAddress) -> String?
    let progress: (Progress) -> Void

    var gate: Gate
    var ear: Ear
    var relays: RelayEar
    /// Where this scan opened connections to.
    var talkedTo: Set<Endpoint> = []
    /// Our UDP ports for questions whose protocol fixes one.
    var fixedPorts: Set<UInt16> = []
    var syn: SYNScan?
    /// Our UDP port for questions whose protocol does not fix one.
    var askingPort: UInt16?
    var devices: [Device] = []
    var deviceByMAC: [MACAddress: Int] = [:]
    var deviceByAddress: [IPAddress: Int] = [:]
    var linkWork: [LinkWork] = []
    var retries: [Retry] = []
    var talks: [Int: Talk] = [:]
    var closing: [ClosingTalk] = []
    var askedAnswers: Set<AskedPort> = []
    var nextTalk = 1
    var token: UInt32
    var done = 0
    var began: Duration = .zero
    var lastSettled: Duration = .zero
    var lostDevices = 0
    /// The stations that answered a question of ours, by link index.
    var answering: [Int: Set<MACAddress>] = [:]
    var cursor = 0
    var descriptionsAsked: Set<String> = []
    /// Routers that the kernel or a DHCP server names.
    var knownGateways: Set<IPAddress> = []
    let forwarding: ForwardingTest
    /// When the last answers to the sweep are waited for until, and whether that is over.
    var sweepEnd: Duration?
    var hasSwept = false
    var ending: ScanEnding.Reason?

    package init(
        scope: Scope, ports: Ports, randomness: UInt64, relays: RelayDirectory = RelayDirectory([]),
        record: @escaping (JournalEntry) throws -> Void,
        vendor: @escaping (MACAddress) -> String?, progress: @escaping (Progress) -> Void
    ) {
        self.scope = scope
        self.ports = ports
        self.record = record
        self.vendor = vendor
        self.progress = progress
        gate = Gate(scope: scope, ports: ports)
        ear = Ear(own: Set(scope.links.map(\.mac)))
        self.relays = RelayEar(relays)
        token = UInt32(truncatingIfNeeded: randomness)
        secret = randomness
        forwarding = ForwardingTest(secret: randomness)
    }

    let secret: UInt64

    /// A question to a link or one of its groups, at a moment.
    struct LinkWork {
        var due: Duration
        var link: Int
        var probe: String
        /// Nil when it became unnecessary meanwhile, as an ARP question whose answer came.
        var frame: (Conductor) -> [UInt8]?
    }

    /// Something to be asked again unless the answer came.
    struct Retry {
        var due: Duration
        var device: Int
        var work: Work
    }

    /// Runs the scan to its end.
    ///
    /// - Throws: What the journal throws when it cannot be written: nothing more is sent then.
    /// - Returns: Why it ended.
    package mutating func run() throws -> ScanEnding.Reason {
        began = ports.now()
        lastSettled = began
        if isActive { try prepare() }
        try hearKernelNeighbours()
        if runs("neighbours") { try learnGateways() }
        while ending == nil {
            if isFinished { break }
            let wake = try sendWhatIsDue()
            progress(currentProgress)
            for event in waitForEvents(until: min(wake, ports.now() + .milliseconds(250))) {
                try handle(event)
            }
            try checkTalks()
            try settleIfDue()
            try settleRelays()
        }
        return try finish()
    }

    /// What happened outside; a world that can no longer be waited for ends the scan.
    private mutating func waitForEvents(until moment: Duration) -> [PortEvent] {
        do {
            return try ports.wait(moment)
        } catch {
            ending = .failed(
                Text(
                    ja: "通信を受け取れなくなったため、検査を終わりました（\(error)）。",
                    en: "Nothing can be received any more, so the scan ended (\(error))."))
            return []
        }
    }

    var isActive: Bool { scope.intensity.packetsPerSecond > 0 }

    func runs(_ family: String) -> Bool { isActive && scope.intensity.families.contains(family) }

    /// Whether nothing is left to send, to wait for, or to listen for.
    var isFinished: Bool {
        let listened = ports.now() - began >= .seconds(scope.intensity.listenSeconds)
        return listened && (hasSwept || !isActive) && linkWork.isEmpty && retries.isEmpty && talks.isEmpty
            && closing.isEmpty
            && devices.allSatisfy(\.queue.isEmpty)
    }

    private mutating func prepare() throws {
        if runs("tcp") { syn = SYNScan(sourcePort: try ports.reserveTCP(), secret: secret) }
        if runs("names") || runs("udp") {
            askingPort = try ports.reserveUDP(0)
            fixedPorts = Set(Catalog.questions.compactMap(\.sourcePort))
            for port in fixedPorts { _ = try ports.reserveUDP(port) }
        }
        if runs("neighbours") { planNeighbours() }
        if runs("names") { planGroupQuestions() }
    }

    mutating func note(_ text: Text) throws {
        try record(.note(JournalNote(time: ports.wallClock(), text: text)))
    }

    mutating func observe(
        _ fact: Fact, of subject: Observation.Subject, source: String, origin: Observation.Origin = .asked,
        grounds: Observation.Grounds? = nil, at time: Timestamp? = nil
    ) throws {
        let observation = Observation(
            time: time ?? ports.wallClock(), source: source, origin: origin, subject: subject, fact: fact,
            grounds: grounds)
        guard ear.isNew(observation, from: subject.mac) else { return }
        try record(.observation(observation))
    }

    // MARK: The end

    private mutating func settleIfDue() throws {
        guard ports.now() - lastSettled > .seconds(2) else { return }
        lastSettled = ports.now()
        try settle()
    }

    private mutating func settle() throws {
        let counts = gate.settle()
        if !counts.isEmpty { try record(.packets(counts)) }
    }

    private mutating func finish() throws -> ScanEnding.Reason {
        for id in talks.keys.sorted() { try endTalk(id, .timedOut) }
        try drain()
        try finishRelays()
        try recordCoverage()
        if let text = ear.droppedNote { try note(text) }
        try recordAdmission()
        try settle()
        let reason = ending ?? .completed
        let statistics = ports.captureStatistics()
        try record(
            .end(
                ScanEnding(
                    time: ports.wallClock(), reason: reason, received: statistics.received,
                    dropped: statistics.dropped)))
        return reason
    }

    /// Waits a moment for what is still under way, so that the account of packets is whole.
    private mutating func drain() throws {
        guard isActive else { return }
        let until = ports.now() + .milliseconds(300)
        while ports.now() < until {
            guard let events = try? ports.wait(until) else { return }
            for case .frame(let octets, let interface, let time) in events {
                try hear(octets, interface: interface, at: time)
            }
        }
    }

    private mutating func recordCoverage() throws {
        try observe(.coverage(wholeCoverage), of: .site, source: "scan")
        for device in devices {
            try recordPortCoverage(device)
            try recordForwardingCoverage(device)
        }
        for device in devices where device.isHandsOff {
            let reason = Text(
                ja: "「触らない」機器なので、存在の確認だけをしました。",
                en: "This device is marked hands-off; only its presence was checked.")
            try observe(
                .coverage(CoverageFact("tcp, udp, names", .couldNot(reason))),
                of: .init(mac: device.mac, address: device.addresses.first), source: "scan")
        }
    }

    /// How far the scan as a whole looked.
    private var wholeCoverage: CoverageFact {
        let families = scope.intensity.families.joined(separator: ",")
        let what = scope.intensity.name + (families.isEmpty ? "" : ": \(families)")
        if ending != nil {
            let reason = Text(ja: "検査が途中で終わりました。", en: "The scan was cut short.")
            return CoverageFact(what, .couldNot(reason))
        }
        guard isActive || scope.intensity.listenSeconds > 0 else {
            let reason = Text(
                ja: "ネットワークには何も送らず、流れているものも聞いていません。",
                en: "Nothing was sent to the network, and nothing on it was listened to.")
            return CoverageFact(what, .couldNot(reason))
        }
        return CoverageFact(what, .looked)
    }

    /// Whether every port of a device was asked as often as it was to be; said at the end, when it is known.
    private mutating func recordPortCoverage(_ device: Device) throws {
        guard runs("tcp") else { return }
        let isWhole = ending == nil && device.liveness != .lost
        let reason = Text(
            ja: "すべての窓口を確かめる前に終わりました。", en: "It ended before every port was asked.")
        for address in device.hasBeenPlanned.sorted() {
            try observe(
                .coverage(
                    CoverageFact("tcp \(scope.intensity.tcpPorts)", isWhole ? .looked : .couldNot(reason))),
                of: .init(mac: device.mac, address: address), source: "tcp-syn")
        }
    }
}
