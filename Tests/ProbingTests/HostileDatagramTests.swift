import Addresses
import FoundationEssentials
import Model
import Probing
import Testing
import Wire

/// Every listener against octets that mean harm: none may crash, hang, or give facts without bound.
@Suite struct HostileDatagramTests {
    private static let ports: [UInt16] = [53, 123, 137, 161, 500, 1194, 1701, 1900, 3702, 4500, 5353, 5355]

    private static func hearAll(_ payload: [UInt8]) -> Int {
        var most = 0
        for port in ports {
            let packet = SampleDatagram.packet(payload, from: port, to: port)
            for listener in Catalog.datagramListeners { most = max(most, listener.hear(packet).count) }
        }
        return most
    }

    @Test func `questions cut anywhere or with any octet changed are survived`() {
        for question in Catalog.questions {
            let payload = question.payload(SampleDatagram.address, 1, from: SampleDatagram.own)
            for index in payload.indices.prefix(160) {
                #expect(Self.hearAll(Array(payload.prefix(index))) <= 64)
                for value in [0x00, 0x7f, 0xc0, 0xff] as [UInt8] where index < 64 {
                    var changed = payload
                    changed[index] = value
                    #expect(Self.hearAll(changed) <= 64)
                }
            }
        }
    }

    @Test func `answers to our questions with any octet changed are survived`() {
        for payload in Self.answers {
            for index in payload.indices {
                #expect(Self.hearAll(Array(payload.prefix(index))) <= 64)
                for value in [0x00, 0x01, 0x3f, 0x7f, 0x80, 0xc0, 0xff] as [UInt8] {
                    var changed = payload
                    changed[index] = value
                    #expect(Self.hearAll(changed) <= 64)
                }
            }
        }
    }

    private static var answers: [[UInt8]] {
        let txt = DNSMessage.Data.text([Array("ty=Canon MF640C".utf8), Array("usb_MFG=Canon".utf8)])
        let dns = DNSMessage(
            id: 0, flags: 0x8400,
            answers: [
                .init(
                    "P._ipp._tcp.local", .srv, .service(priority: 0, weight: 0, port: 631, target: "p.local")),
                .init("P._ipp._tcp.local", .txt, txt), .init("p.local", .a, .address(SampleDatagram.address)),
            ])
        let entries = [NetBIOSMessage.Entry(NetBIOSName(octets: Array("A".utf8), suffix: 0), flags: 0x400)]
        let netbios = NetBIOSMessage(
            id: 0, isResponse: true, operation: .query,
            record: .init(.wildcard, .status(entries, unitID: .zero)))
        let snmp = SNMPMessage(
            version: .v2c, community: "public", operation: .response, requestID: 1,
            variables: [
                .init(.sysDescr, .octets(Array("RTX830 Rev.15.02.09".utf8))),
                .init(.sysObjectID, .object(ObjectIdentifier([1, 3, 6, 1, 4, 1, 1182]))),
            ])
        return [dns.octets, netbios.octets, snmp.octets]
    }

    /// The malformed captures of another project's test suite, where they are at hand.
    private static var captures: [String] {
        let folder = "../shared/captures/tcpdump"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".pcap") }.sorted().map { "\(folder)/\($0)" }
    }

    @Test(.enabled(if: !captures.isEmpty, "no captures beside the package"))
    func `captures made to break parsers are survived`() throws {
        var frames = 0
        for path in Self.captures {
            let octets = [UInt8](try Data(contentsOf: URL(filePath: path)))
            for frame in Self.frames(of: octets).prefix(200) {
                frames += 1
                // As the frame is, and as the payload that would suit each listener best.
                let packet = Packet(dissecting: frame)
                for listener in Catalog.listeners { #expect(listener.hear(packet).count <= 512) }
                #expect(Self.hearAll(Array(frame.dropFirst(42).prefix(1500))) <= 64)
            }
        }
        #expect(frames > 0)
    }

    /// The frames of a classic capture file of either byte order; none of another format.
    private static func frames(of octets: [UInt8]) -> [[UInt8]] {
        var reader = ByteReader(octets)
        guard let magic = try? reader.uint32(), (try? reader.skip(20)) != nil else { return [] }
        let isLittle = [0xd4c3_b2a1, 0x4d3c_b2a1].contains(magic)
        guard isLittle || [0xa1b2_c3d4, 0xa1b2_3c4d].contains(magic) else { return [] }
        var frames: [[UInt8]] = []
        while (try? reader.skip(8)) != nil {
            guard let length = isLittle ? try? reader.uint32LE() : try? reader.uint32(),
                (try? reader.skip(4)) != nil, let frame = try? reader.take(Int(length))
            else { break }
            frames.append(Array(frame))
        }
        return frames
    }
}
