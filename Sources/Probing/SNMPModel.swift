import Model
import Wire

extension DatagramQuestion {
    /// To those that answered what they are: model, maker, firmware and serial number, in the version they answered in.
    static let snmpModel: [DatagramQuestion] = [
        snmpModel("ask-snmp-model", .v2c, after: "2c"), snmpModel("ask-snmp1-model", .v1, after: "1"),
    ]

    private static func snmpModel(
        _ id: String, _ version: SNMPMessage.Version, after answered: String
    ) -> DatagramQuestion {
        DatagramQuestion(
            id: id, family: "udp",
            title: Text(
                ja: "SNMP：答えた機器に、型番・製造番号・版を読む（書き込まない）",
                en: "SNMP: reads model, serial number and firmware of who answered (writes nothing)"),
            destination: .device(port: 161), listener: "snmp",
            follows: { $0.proto == "snmp" && $0.version == answered && $0[.snmpDescription] != nil }
        ) { _, token in
            SNMPMessage(
                version: version, community: "public", operation: .getNext,
                requestID: Int32(truncatingIfNeeded: token & 0x7fff_ffff),
                variables: (SNMPColumn.texts.map(\.column) + SNMPColumn.serials).map {
                    SNMPMessage.Variable($0)
                }
            ).octets
        }
    }
}

/// Columns of tables in which devices describe themselves; each is asked for the first row that it has.
enum SNMPColumn {
    static let texts: [(key: ServiceKey, column: ObjectIdentifier)] = [
        // RFC 3805, 6: printers.
        (.snmpPrinter, ObjectIdentifier([1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 16])),
        // RFC 2790, 3: the first device of a host.
        (.snmpDevice, ObjectIdentifier([1, 3, 6, 1, 2, 1, 25, 3, 2, 1, 3])),
        // RFC 6933, 3: the first physical entity, which is the whole.
        (.snmpEntityModel, entity(13)), (.snmpEntityMaker, entity(12)), (.snmpEntityFirmware, entity(9)),
        (.snmpEntitySoftware, entity(10)),
    ]

    /// Of a printer, then of the first entity.
    static let serials = [ObjectIdentifier([1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 17]), entity(11)]

    private static func entity(_ column: UInt32) -> ObjectIdentifier {
        ObjectIdentifier([1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1, column])
    }
}

extension SNMPMessage {
    /// The first text within a column. Where a column is empty, the answer to "what comes next" lies behind it.
    func text(in column: ObjectIdentifier) -> String? {
        variables.lazy.compactMap { variable -> String? in
            guard variable.name.numbers.count > column.numbers.count,
                variable.name.numbers.starts(with: column.numbers), case .octets(let octets) = variable.value
            else { return nil }
            return bounded(String(lossy: octets))
        }.first
    }
}
