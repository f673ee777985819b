import Addresses
import Model
import Wire

extension Listener {
    /// Names by link-local multicast name resolution (RFC 4795), as Windows speaks it.
    ///
    /// Questions are passed over: the name asked for is usually somebody else's.
    static let llmnr = Listener(id: "llmnr", reads: [.udp(from: 5355)]) { packet in
        guard packet.udp?.source == 5355, let message = packet.message(DNSMessage.init(parsing:)),
            message.isResponse, message.opcode == 0, var hearing = Hearing(of: packet)
        else { return [] }
        hearing.open(5355)
        hearing.service(5355, "llmnr")
        for record in message.answers where record.network == 1 {
            switch record.data {
            case .address(let address) where address.isUnicast:
                hearing.name(record.name.hostText, .llmnr, about: hearing.subject(at: address))
            case .name(let name):
                guard let address = record.name.reversedAddress, address.isUnicast else { continue }
                hearing.name(name.hostText, .llmnr, about: hearing.subject(at: address))
            default: break
            }
        }
        return hearing.sightings
    }
}

extension DatagramQuestion {
    /// The name of the device's own address, by unicast as reverse lookups may be (RFC 4795, 2.4).
    static let llmnr = DatagramQuestion(
        id: "ask-llmnr", family: "names",
        title: Text(ja: "LLMNR：その住所のパソコンの名前を聞く", en: "LLMNR: the name of this address"),
        destination: .device(port: 5355), listener: "llmnr"
    ) { destination, token in
        let question = DNSMessage.Question(.reverse(of: destination), .ptr)
        return DNSMessage(id: UInt16(truncatingIfNeeded: token), questions: [question]).octets
    }
}
