import Addresses
import Model
import Wire

extension Listener {
    /// What ports are closed or forbidden, from the errors that stations and firewalls return.
    package static let icmpErrors = Listener(id: "icmp", reads: [.icmp(type: 3), .icmp6(type: 1)]) { packet in
        guard let network = packet.network, let error = unreachable(in: packet) else { return [] }
        guard let (invoking, ports) = error.packet.read(), let ports, invoking.destination.isUnicast,
            let transport = transport(of: invoking.proto)
        else { return [] }
        let state: PortFact.State
        switch error.reason {
        // A station has no TCP port that it calls unreachable: it resets. A firewall does (iptables' REJECT).
        case .port where transport == .tcp: state = .prohibited
        case .port where network.source == invoking.destination: state = .closed
        case .port: return []
        case .prohibited: state = .prohibited
        }
        // About the port's owner alone: the frame may have come through a router.
        return [
            Sighting(
                Observation.Subject(address: invoking.destination),
                .port(PortFact(Port(transport, ports.destination), state)),
                grounds: packet.errorGrounds(keeping: invoking.destination))
        ]
    }

    private enum Reason { case port, prohibited }

    private static func unreachable(in packet: Packet) -> (reason: Reason, packet: InvokingPacket)? {
        var reader = ByteReader(packet.payload)
        switch packet.transport {
        case .icmp(type: 3, let code):
            guard let reason = reasonIPv4(code),
                case .unreachable(_, let invoking) = try? ICMPv4Message(type: 3, code: code, body: &reader)
            else { return nil }
            return (reason, invoking)
        case .icmp6(type: 1, let code):
            guard let reason = reasonIPv6(code),
                case .unreachable(_, let invoking) = try? ICMPv6Message(type: 1, code: code, body: &reader)
            else { return nil }
            return (reason, invoking)
        default: return nil
        }
    }

    /// RFC 792 and RFC 1812, 5.2.7.1.
    private static func reasonIPv4(_ code: UInt8) -> Reason? {
        switch code {
        case 3: .port
        case 9, 10, 13: .prohibited
        default: nil
        }
    }

    /// RFC 4443, 3.1.
    private static func reasonIPv6(_ code: UInt8) -> Reason? {
        switch code {
        case 4: .port
        case 1, 5, 6: .prohibited
        default: nil
        }
    }

    private static func transport(of proto: UInt8) -> Model.Transport? {
        switch proto {
        case InternetProtocol.tcp: .tcp
        case InternetProtocol.udp: .udp
        default: nil
        }
    }
}

extension Packet {
    /// The error's own eight octets, the returned IP header and the ports: what was in the packet stays out.
    fileprivate func errorGrounds(keeping destination: IPAddress) -> Observation.Grounds {
        let header = if case .v4 = destination { IPv4Header.minimumLength } else { IPv6Header.length }
        let end = min(payload.endIndex, payload.startIndex + 4 + header + 8)
        return Observation.Grounds(octets: octets[(payload.startIndex - 4)..<end])
    }
}
