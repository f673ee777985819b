import Model
import Wire

extension Listener {
    /// What devices say of themselves by SNMP (RFC 3418).
    static let snmp = Listener(id: "snmp", reads: [.udp(from: 161)]) { packet in
        guard packet.udp?.source == 161, let message = packet.message(SNMPMessage.init(parsing:)),
            message.operation == .response, var hearing = Hearing(of: packet)
        else { return [] }
        hearing.open(161)
        let description = message.text(.sysDescr)
        let name = message.text(.sysName)
        var object: ObjectIdentifier?
        if case .object(let found)? = message[.sysObjectID] { object = found }
        var facts: [ServiceKey: String?] = [
            .snmpDescription: description, .snmpObjectID: object?.description, .snmpName: name,
            // Only of the question that tenken asks: others' community names are secrets of a kind.
            .methods: message.community == Array("public".utf8) ? "community-public" : nil,
        ]
        for (key, column) in SNMPColumn.texts { facts[key] = message.text(in: column) }
        hearing.service(161, "snmp", version: message.version == .v1 ? "1" : "2c", facts)
        hearing.attribute(
            .serial, SNMPColumn.serials.lazy.compactMap { message.text(in: $0) }.first, .likely)
        if let name { hearing.name(name, .snmp) }
        if let build = description.flatMap(windowsBuild) { hearing.attribute(.osBuild, build, .likely) }
        return hearing.sightings
    }
}

/// `Hardware: Intel64 Family 6 … - Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)`
///
/// From Windows 10 on the version number in this text stays 6.3; the build is right.
private func windowsBuild(_ description: String) -> String? {
    guard let software = description.firstRange(of: "Software: Windows "),
        let mark = description.firstRange(of: "Version "), software.lowerBound < mark.lowerBound,
        let build = description.firstRange(of: "(Build "),
        let number = Int(description[build.upperBound...].prefix { $0.isNumber })
    else { return nil }
    let version = description[mark.upperBound...].prefix { $0.isNumber || $0 == "." }
    return (number >= 10_240 ? "10.0" : String(version)) + ".\(number)"
}

extension DatagramQuestion {
    /// In both versions: old printers know the first only, new routers the second only.
    static let snmp: [DatagramQuestion] = [snmp("ask-snmp", .v2c), snmp("ask-snmp1", .v1)]

    private static func snmp(_ id: String, _ version: SNMPMessage.Version) -> DatagramQuestion {
        DatagramQuestion(
            id: id, family: "udp",
            title: Text(
                ja: "SNMP：機種と名前を、公開の合言葉「public」で読む（書き込まない）",
                en: "SNMP: reads model and name with the community public (writes nothing)"),
            destination: .device(port: 161), listener: "snmp"
        ) { _, token in
            SNMPMessage(
                version: version, community: "public", operation: .get,
                requestID: Int32(truncatingIfNeeded: token & 0x7fff_ffff),
                variables: [.sysDescr, .sysObjectID, .sysName].map { SNMPMessage.Variable($0) }
            ).octets
        }
    }
}

extension SNMPMessage {
    fileprivate func text(_ name: ObjectIdentifier) -> String? {
        guard case .octets(let octets)? = self[name] else { return nil }
        return bounded(String(decoding: octets, as: UTF8.self), limit: 1024)
    }
}
