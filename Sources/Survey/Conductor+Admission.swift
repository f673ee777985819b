import Addresses
import Model
import Wire

/// How the network received this scanner: what limits on connections came to for it, here and today.
extension Conductor {
    /// Notes that a station answered a question of ours.
    mutating func noteAnswer(of packet: Packet, _ link: Scope.Link) {
        guard let mac = packet.source, answering[link.index, default: []].count < 65_536 else { return }
        answering[link.index, default: []].insert(mac)
    }

    /// Says for every interface under which address this host was let in and how many devices answered it.
    func admissions() -> [AdmissionFact] {
        scope.links.map { link in
            AdmissionFact(
                interface: link.interface, mac: link.mac, addresses: link.addresses.map(\.address),
                addressing: link.addressing ?? .unknown, answered: answering[link.index]?.count ?? 0)
        }
    }

    mutating func recordAdmission() throws {
        for fact in admissions() { try observe(.admission(fact), of: .site, source: "scan") }
    }
}
