import Addresses
import Model
import Wire

extension Listener {
    /// Names by the NetBIOS name service (RFC 1002), as Windows, Samba and printers speak it.
    static let netbios = Listener(id: "netbios", reads: [.udp(from: 137), .udp(to: 137)]) { packet in
        guard let udp = packet.udp, udp.source == 137 || udp.destination == 137,
            let message = packet.message(NetBIOSMessage.init(parsing:)), var hearing = Hearing(of: packet)
        else { return [] }
        if message.isResponse {
            guard udp.source == 137 else { return [] }
            hearing.netbiosAnswer(message)
        } else {
            hearing.netbiosClaim(message)
        }
        return hearing.sightings
    }
}

extension DatagramQuestion {
    /// The list of names of one node (RFC 1002, 4.2.17).
    static let netbios = DatagramQuestion(
        id: "ask-netbios", family: "names",
        title: Text(
            ja: "NetBIOS：パソコンの名前とグループを聞く", en: "NetBIOS: the names and group of this computer"),
        destination: .device(port: 137), listener: "netbios"
    ) { _, token in
        NetBIOSMessage(
            id: UInt16(truncatingIfNeeded: token), isResponse: false, operation: .query,
            question: NetBIOSMessage.Question(.wildcard, asksStatus: true)
        ).octets
    }
}

extension Hearing {
    fileprivate mutating func netbiosAnswer(_ message: NetBIOSMessage) {
        guard message.operation == .query, message.responseCode == 0, let record = message.record else {
            return
        }
        switch record.data {
        case .status(let entries, let unitID):
            open(137)
            netbiosStatus(entries, unitID)
        case .holders(let holders):
            for holder in holders where !holder.isGroup && IPAddress.v4(holder.address).isUnicast {
                name(record.name.text, .netbios, about: subject(at: .v4(holder.address)))
            }
        case .other: break
        }
    }

    private mutating func netbiosStatus(_ entries: [NetBIOSMessage.Entry], _ unitID: MACAddress?) {
        let entries = entries.filter { !$0.isInConflict }
        let uses = Set(entries.compactMap(Self.use))
        service(137, "netbios", [.announced: uses.sorted().joined(separator: ",")])
        // The workstation's name comes first on Windows; a server that is no workstation has its 0x20 name only.
        let unique = entries.filter { !$0.isGroup }
        if let own = unique.first(where: { $0.name.suffix == 0 })
            ?? unique.first(where: { $0.name.suffix == 0x20 })
        {
            name(own.name.text, .netbios)
            if let unitID, unitID != .zero, !unitID.isGroup, unitID != sender.mac {
                name(own.name.text, .netbios, about: Observation.Subject(mac: unitID))
            }
        }
        attribute(.domain, entries.first { $0.isGroup && $0.name.suffix == 0 }?.name.text, .likely)
        for use in uses.sorted() { trait(.netbiosRole, use) }
    }

    /// What a name's suffix says of its holder (MS-NBTE, appendix A).
    private static func use(of entry: NetBIOSMessage.Entry) -> String? {
        switch (entry.name.suffix, entry.isGroup) {
        case (0x00, false): "workstation"
        case (0x20, false): "file-server"
        case (0x1b, false): "domain-master-browser"
        case (0x1c, true): "domain-controller"
        case (0x1d, false): "master-browser"
        default: nil
        }
    }

    /// A node that registers or refreshes a name holds it, or wants to.
    fileprivate mutating func netbiosClaim(_ message: NetBIOSMessage) {
        // 15 is the registration of a node with several addresses (MS-NBTE).
        guard [.registration, .refresh, .other(15)].contains(message.operation),
            let question = message.question, case .holders(let holders)? = message.record?.data,
            let holder = holders.first, sender.address == .v4(holder.address)
        else { return }
        switch (question.name.suffix, holder.isGroup) {
        case (0x00, false), (0x20, false): name(question.name.text, .netbios)
        case (0x00, true): attribute(.domain, question.name.text, .hint)
        default: break
        }
    }
}
