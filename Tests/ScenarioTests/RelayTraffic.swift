import Addresses
import Foundation
import QUIC
import Testing
import Wire

/// A morning's traffic of two computers, in a capture file made here.
struct RelayTraffic {
    private(set) var frames: [(second: Int, octets: [UInt8])] = []
    private var identifier: UInt16 = 1

    static let reception = Station(mac: MACAddress(0x0000_5e00_5317), address: .v4(IPv4Address(0xc0a8_4d17)))
    static let dispensary = Station(mac: MACAddress(0x0000_5e00_5318), address: .v4(IPv4Address(0xc0a8_4d18)))
    private static let router = Station(
        mac: MACAddress(0x0000_5e00_5301), address: .v4(IPv4Address(0xc0a8_4d01)))
    /// Somewhere outside, behind the router.
    private static let outside = Station(mac: router.mac, address: .v4(IPv4Address(0xcb00_7109)))

    /// A question for a name, and its answer.
    mutating func ask(_ name: String, by station: Station, at second: Int) throws {
        let name = try #require(DNSName(labels: name.split(separator: ".").map { Array($0.utf8) }))
        identifier += 1
        let question = DNSMessage(id: identifier, flags: 0x0100, questions: [.init(name, .a)])
        let answer = DNSMessage(
            id: identifier, flags: 0x8180, questions: [.init(name, .a)],
            answers: [.init(name, .a, .address(Self.outside.address))])
        let port = 40_000 + identifier
        frames.append(
            (
                second,
                Frame.udp(
                    from: station, to: Self.router, sourcePort: port, destinationPort: 53,
                    payload: question.octets)
            ))
        frames.append(
            (
                second,
                Frame.udp(
                    from: Self.router, to: station, sourcePort: 53, destinationPort: port,
                    payload: answer.octets)
            ))
    }

    /// The opening of a connection over TLS, in two segments.
    mutating func open(_ name: String?, _ protocols: [String], by station: Station, at second: Int) {
        identifier += 1
        let octets = TLSClientHello(serverName: name, applicationProtocols: protocols, isWhole: true)
            .records()
        let half = octets.count / 2
        for (start, piece) in [(0, octets[..<half]), (half, octets[half...])] {
            frames.append(
                (second, segment(piece, from: station, port: 50_000 + identifier, sequence: UInt32(start))))
        }
    }

    /// The opening of a connection over QUIC.
    mutating func openQUIC(_ name: String, by station: Station, at second: Int) throws {
        identifier += 1
        var message = ByteWriter()
        TLSClientHello(serverName: name, applicationProtocols: ["h3"], isWhole: true).write(to: &message)
        let frame = [6, 0, 0x40 | UInt8(message.count >> 8), UInt8(message.count & 0xff)] + message.octets
        var packet = ByteWriter()
        try InitialPacket(
            version: .one, destination: [1, 2, 3, 4, 5, 6, 7, UInt8(identifier & 0xff)], source: [],
            number: 0,
            payload: frame + [UInt8](repeating: 0, count: 1162 - frame.count)
        ).write(to: &packet)
        frames.append(
            (
                second,
                Frame.udp(
                    from: station, to: Self.outside, sourcePort: 50_000 + identifier, destinationPort: 443,
                    payload: packet.octets)
            ))
    }

    /// A segment with data to port 443 outside; nobody checks its sums.
    private func segment(
        _ data: ArraySlice<UInt8>, from station: Station, port: UInt16, sequence: UInt32
    ) -> [UInt8] {
        var writer = ByteWriter()
        writer.mac(Self.router.mac)
        writer.mac(station.mac)
        for word in [0x0800, 0x4500, UInt16(40 + data.count), 0, 0, 0x4006, 0] { writer.uint16(word) }
        writer.bytes(station.address.octets + Self.outside.address.octets)
        for word in [port, 443] { writer.uint16(word) }
        writer.uint32(sequence)
        writer.uint32(1)
        for word in [0x5018, 1024, 0, 0] as [UInt16] { writer.uint16(word) }
        writer.bytes(data)
        return writer.octets
    }

    /// The frames as a capture file; the first second is 2026-11-23T01:00:00Z.
    func write(to file: URL) throws {
        var writer = ByteWriter()
        for number in [0xa1b2_c3d4, 0x0002_0004, 0, 0, 65_535, 1] as [UInt32] { writer.uint32(number) }
        for (second, octets) in frames {
            for number in [1_795_395_600 + UInt32(second), 0, UInt32(octets.count), UInt32(octets.count)] {
                writer.uint32(number)
            }
            writer.bytes(octets)
        }
        try Data(writer.octets).write(to: file)
    }
}
