import Addresses
import Wire

/// A node status answer with one computer name (RFC 1002, 4.2.18).
func netBIOS(_ name: String) -> DemoDevice.Answer {
    { question in
        var reader = ByteReader(question)
        guard let asked = try? NetBIOSMessage(parsing: &reader), asked.question?.asksStatus == true,
            let target = asked.question?.name
        else { return nil }
        let padded = Array(name.utf8.prefix(15)) + Array(repeating: 0x20, count: max(0, 15 - name.utf8.count))
        let entries = [UInt8(0x00), 0x20].map { suffix in
            NetBIOSMessage.Entry(NetBIOSName(octets: padded, suffix: suffix), flags: 0x0400)
        }
        let answer = NetBIOSMessage(
            id: asked.id, isResponse: true, operation: .query, flags: 0x0400,
            record: .init(target, .status(entries, unitID: .zero)))
        var writer = ByteWriter()
        answer.write(to: &writer)
        return writer.octets
    }
}

/// Answers `public` with a description and a name (RFC 3418).
func snmp(_ description: String, name: String) -> DemoDevice.Answer {
    { question in
        var reader = ByteReader(question)
        guard var message = try? SNMPMessage(parsing: &reader), message.operation == .get,
            message.community == Array("public".utf8)
        else { return nil }
        message.operation = .response
        message.variables = message.variables.map { variable in
            let value: SNMPMessage.Value =
                switch variable.name.description {
                case "1.3.6.1.2.1.1.1.0": .octets(Array(description.utf8))
                case "1.3.6.1.2.1.1.5.0": .octets(Array(name.utf8))
                case "1.3.6.1.2.1.1.2.0": .object(ObjectIdentifier([1, 3, 6, 1, 4, 1, 1182, 1, 58]))
                default: .null
                }
            return .init(variable.name, value)
        }
        var writer = ByteWriter()
        message.write(to: &writer)
        return writer.octets
    }
}

/// A resolver that refuses everything (RFC 1035, RCODE 5).
let dnsRefusal: DemoDevice.Answer = { question in
    var reader = ByteReader(question)
    guard var message = try? DNSMessage(parsing: &reader), !message.isResponse else { return nil }
    message.flags = 0x8085
    var writer = ByteWriter()
    message.write(to: &writer)
    return writer.octets
}

/// Answers questions for its own name, its reverse name and its service types (RFC 6762).
func mDNS(_ host: String, services: [String: UInt16]) -> DemoDevice.Answer {
    { question in
        var reader = ByteReader(question)
        guard let asked = try? DNSMessage(parsing: &reader), !asked.isResponse else { return nil }
        let name = DNSName(stringLiteral: "\(host).local")
        var answers: [DNSMessage.Record] = []
        for question in asked.questions {
            let text = question.name.description.lowercased()
            if text.contains("ip6.arpa") || text.contains("in-addr.arpa") {
                answers.append(.init(question.name, .ptr, .name(name)))
            }
            for (type, port) in services where text.hasPrefix(type) {
                let instance = DNSName(stringLiteral: "\(host).\(type).local")
                answers.append(.init(question.name, .ptr, .name(instance)))
                answers.append(
                    .init(instance, .srv, .service(priority: 0, weight: 0, port: port, target: name)))
                answers.append(.init(instance, .txt, .text([Array("ty=RICOH IM C2000".utf8)])))
            }
        }
        guard !answers.isEmpty else { return nil }
        var writer = ByteWriter()
        DNSMessage(id: asked.id, flags: 0x8400, answers: answers).write(to: &writer)
        return writer.octets
    }
}
