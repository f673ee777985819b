import Addresses
import Testing
import Wire

struct FrameTests {
    private let us = Station(mac: Sample.router, address: .v4(IPv4Address(0xc000_0201)))
    private let them = Station(mac: Sample.printer, address: .v4(IPv4Address(0xc000_0202)))
    private let us6 = Station(mac: Sample.router, address: .v6(Sample.routerV6))
    private let them6 = Station(mac: Sample.printer, address: .v6(Sample.printerV6))

    /// Zero when the checksum of the IP packet's payload is right.
    private func residue(_ frame: [UInt8]) throws -> UInt16 {
        var reader = ByteReader(frame)
        _ = try EthernetHeader(parsing: &reader)
        if frame[14] >> 4 == 4 {
            let header = try IPv4Header(parsing: &reader)
            #expect(Checksum.of(frame[14..<34]) == 0)
            #expect(Int(header.totalLength) == frame.count - 14)
            return Checksum.of(
                reader.rest, from: .v4(header.source), to: .v4(header.destination), proto: header.proto)
        }
        let header = try IPv6Header(parsing: &reader)
        #expect(Int(header.payloadLength) == frame.count - 54)
        return Checksum.of(
            reader.rest, from: .v6(header.source), to: .v6(header.destination), proto: header.proto)
    }

    @Test func `an ARP request goes to everyone in the shortest frame`() throws {
        let frame = Frame.arpRequest(
            sender: Sample.router, senderAddress: IPv4Address(0xc000_0201), target: IPv4Address(0xc000_0202))
        #expect(frame.count == 60)
        let packet = Packet(dissecting: frame)
        #expect(packet.destination == .broadcast)
        #expect(packet.source == Sample.router)
        var reader = ByteReader(packet.payload)
        #expect(
            try ARPPacket(parsing: &reader)
                == ARPPacket(
                    operation: .request,
                    sender: .init(mac: Sample.router, address: IPv4Address(0xc000_0201)),
                    target: .init(mac: .zero, address: IPv4Address(0xc000_0202))))
    }

    @Test func `UDP over IPv4 is the packet written by hand`() throws {
        let frame = Frame.udp(
            from: us, to: them, sourcePort: 40000, destinationPort: 53, payload: [0x68, 0x69])
        #expect(frame == Sample.ethernet + [0x08, 0x00] + Sample.ipv4)
        #expect(try residue(frame) == 0)
    }

    @Test func `UDP over IPv6 carries a right checksum and the hops asked for`() throws {
        let frame = Frame.udp(
            from: us6, to: them6, sourcePort: 5353, destinationPort: 5353, payload: [1, 2, 3], hops: 255)
        #expect(try residue(frame) == 0)
        let packet = Packet(dissecting: frame)
        #expect(packet.network?.hops == 255)
        #expect(packet.transport == .udp(source: 5353, destination: 5353))
        #expect(Array(packet.payload) == [1, 2, 3])
    }

    @Test func `a UDP checksum that comes out as zero is sent as ones`() {
        // The only payload word that makes the sum all ones.
        for word in UInt16.min...UInt16.max {
            let header = UDPHeader(
                source: 1, destination: 2, payload: [UInt8(word >> 8), UInt8(word & 0xff)],
                from: us.address, to: them.address)
            guard header.checksum != 0 else {
                Issue.record("checksum 0 for \(word)")
                return
            }
        }
    }

    @Test func `a SYN has its segment size option and no data`() throws {
        for (from, to) in [(us, them), (us6, them6)] {
            let frame = Frame.tcpSYN(
                from: from, to: to, sourcePort: 40000, destinationPort: 443, sequence: 0xdead_beef)
            #expect(try residue(frame) == 0)
            #expect(frame.suffix(4) == [2, 4, 5, 0xb4])
            let packet = Packet(dissecting: frame)
            #expect(
                packet.transport
                    == .tcp(
                        TCPHeader(
                            source: 40000, destination: 443, sequence: 0xdead_beef, acknowledgment: 0,
                            flags: .syn, window: 1024)))
            #expect(packet.payload.isEmpty)
        }
    }

    @Test func `a neighbour solicitation goes to the target's group`() throws {
        let frame = Frame.neighbourSolicitation(
            sender: Sample.router, source: Sample.routerV6, target: Sample.printerV6)
        #expect(try residue(frame) == 0)
        let packet = Packet(dissecting: frame)
        #expect(packet.destination == MACAddress(0x3333_ff00_0002))
        #expect(packet.network?.destination == .v6(Sample.printerV6.solicitedNode))
        #expect(packet.network?.hops == 255)
        var reader = ByteReader(packet.payload)
        #expect(
            try ICMPv6Message(type: 135, code: 0, body: &reader)
                == .neighbourSolicitation(
                    .init(target: Sample.printerV6, options: [.sourceLinkLayer(Sample.router)])))
    }

    @Test func `an echo request may go to every node`() throws {
        let group = Station(mac: MACAddress(0x3333_0000_0001), address: .v6(.allNodes))
        let frame = Frame.echoRequest6(from: us6, to: group, identifier: 7, sequence: 9)
        #expect(try residue(frame) == 0)
        let packet = Packet(dissecting: frame)
        #expect(packet.transport == .icmp6(type: 128, code: 0))
        #expect(Array(packet.payload) == [0, 7, 0, 9])
    }

    @Test func `a listener query carries the router alert and one hop`() throws {
        let frame = Frame.multicastListenerQuery(sender: Sample.router, source: Sample.routerV6)
        #expect(try residue(frame) == 0)
        #expect(frame[20] == 0)
        #expect(frame[54..<62] == [58, 0, 5, 2, 0, 0, 1, 0])
        let packet = Packet(dissecting: frame)
        #expect(packet.destination == MACAddress(0x3333_0000_0001))
        #expect(packet.network?.hops == 1)
        #expect(packet.transport == .icmp6(type: 130, code: 0))
        #expect(packet.payload.count == 24)
    }

    @Test func `group addresses have their Ethernet group`() {
        #expect(Frame.multicastMAC(for: .v4(IPv4Address(0xe000_00fb))) == MACAddress(0x0100_5e00_00fb))
        #expect(Frame.multicastMAC(for: .v4(IPv4Address(0xefff_fffa))) == MACAddress(0x0100_5e7f_fffa))
        #expect(Frame.multicastMAC(for: .v6(.allNodes)) == MACAddress(0x3333_0000_0001))
        #expect(Frame.multicastMAC(for: .v4(.broadcast)) == .broadcast)
    }
}
