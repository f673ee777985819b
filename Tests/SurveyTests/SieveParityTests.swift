import Addresses
import Capture
import Foundation
import Model
import Probing
import Testing
import Wire

@testable import Survey

/// What is passed on must tell the same as everything would.
struct SieveParityTests {
    private struct Fact: Hashable, CustomStringConvertible {
        var source: String
        var subject: Observation.Subject
        var fact: Model.Fact

        init(_ observation: Observation) {
            source = observation.source
            subject = observation.subject
            fact = observation.fact
        }

        var description: String { "\(source) \(subject) \(fact)" }
    }

    private static let captures: [String] = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        folder.appendPathComponent("shared/captures")
        return ((try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []).sorted()
            .filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }
            .map { folder.appendingPathComponent($0).path }
    }()

    @Test(.enabled(if: !captures.isEmpty, "no captures beside the package"), .timeLimit(.minutes(3)))
    func `captures tell the same through the sieve as without it`() throws {
        for path in Self.captures {
            guard let capture = try? FileCapture(path: path) else { continue }
            let linkType = LinkType(capture.linkType)
            var ear = Ear(own: [])
            var replay = Replay(vendor: { _ in nil })
            var all: Set<Fact> = []
            var sifted: Set<Fact> = []
            let read = { (octets: Span<UInt8>, time: Int64) in
                let packet = Packet(dissecting: [UInt8](copying: octets), linkType: linkType)
                all.formUnion(
                    ear.hear(packet, at: Timestamp(microseconds: time), question: { _ in nil }).map(Fact.init)
                )
                sifted.formUnion(replay.hear(octets, linkType: linkType, at: time).map(Fact.init))
            }
            // Where a file breaks off, what came before is compared.
            do { while try capture.next(read) {} } catch is CaptureError {}
            #expect(all == sifted, "\(path): \(all.symmetricDifference(sifted))")
        }
    }

    private static let talk = [
        Heard.mdns(id: 0), Heard.arp, Heard.udp(from: 161, to: 40_000, [1]), Heard.dhcp,
    ]

    /// How another link carries an Ethernet frame: its own octets, and octets of the frame from one index to another.
    private enum Part: Sendable {
        case octets([UInt8])
        case destination, source, type
        case rest(from: Int)
    }

    private struct Link: Sendable {
        var type: LinkType
        var parts: [Part]

        func wrap(_ frame: [UInt8]) -> [UInt8] {
            parts.flatMap { part -> [UInt8] in
                switch part {
                case .octets(let octets): octets
                case .destination: Array(frame[..<6])
                case .source: Array(frame[6..<12])
                case .type: Array(frame[12..<14])
                case .rest(let from): Array(frame[from...])
                }
            }
        }
    }

    private static let snap = Part.octets([0xaa, 0xaa, 3, 0, 0, 0])
    private static let radiotap = Part.octets([0, 0, 8, 0, 0, 0, 0, 0])
    private static let accessPoint = Part.octets([2, 0, 0, 0, 0, 9])
    private static let cooked = Part.octets([0, 1, 0, 1, 0, 6])

    private static let links: [Link] = [
        Link(type: .ethernet, parts: [.rest(from: 0)]),
        Link(type: .ethernet, parts: [.destination, .source, .octets([0x81, 0, 0, 10]), .rest(from: 12)]),
        Link(
            type: .ethernet,
            parts: [.destination, .source, .octets([0x88, 0xa8, 0, 9, 0x81, 0, 0, 10]), .rest(from: 12)]),
        Link(type: .linuxCooked, parts: [cooked, .source, .octets([0, 0]), .rest(from: 12)]),
        Link(
            type: .linuxCooked, parts: [cooked, .source, .octets([0, 0, 0x81, 0, 0, 10]), .rest(from: 12)]),
        Link(
            type: .linuxCooked2,
            parts: [
                .type, .octets([0, 0, 0, 0, 0, 2, 0, 1, 1, 6]), .source, .octets([0, 0]), .rest(from: 14),
            ]),
        // To the access point, from it, and several frames in one from it.
        Link(
            type: .wireless,
            parts: [
                .octets([8, 1, 0, 0]), accessPoint, .source, .destination, .octets([0, 0]), snap,
                .rest(from: 12),
            ]),
        Link(
            type: .radiotap,
            parts: [
                radiotap, .octets([0x88, 2, 0, 0]), .destination, accessPoint, .source,
                .octets([0, 0, 0, 0]), snap, .rest(from: 12),
            ]),
        Link(
            type: .radiotap,
            parts: [
                radiotap, .octets([0x88, 2, 0, 0]), .destination, accessPoint, accessPoint,
                .octets([0, 0, 0x80, 0]), .destination, .source, .octets([0, 0]), snap, .rest(from: 12),
            ]),
    ]

    @Test(arguments: links.indices)
    func `the same talk tells the same on every kind of link`(index: Int) {
        func heard(_ index: Int) -> Set<Fact> {
            let link = Self.links[index]
            var replay = Replay(vendor: { _ in nil })
            var facts: Set<Fact> = []
            for frame in Self.talk.map(link.wrap) {
                facts.formUnion(replay.hear(frame.span, linkType: link.type, at: 1).map(Fact.init))
            }
            return facts
        }
        #expect(heard(index) == heard(0))
        #expect(heard(index).count >= 4)
    }

    @Test(arguments: links.indices)
    func `no cut and no octets of any kind stop the sieve`(index: Int) {
        let link = Self.links[index]
        var sieve = Sieve(for: Catalog.listeners + [Listener(id: "x", reads: [.tcpOpening]) { _ in [] }])
        var random = SystemRandomNumberGenerator()
        let frames = Self.talk + [Heard.tcp(flags: [.syn]), Heard.tcp(flags: [.ack], payload: [1])]
        for frame in frames.map(link.wrap) {
            for length in 0...frame.count {
                _ = sieve.passes(Array(frame[..<length]).span, linkType: link.type, at: 1)
            }
            for _ in 0..<3000 {
                var changed = frame
                for _ in 0..<4 {
                    changed[Int.random(in: changed.indices, using: &random)] = .random(
                        in: 0...255, using: &random)
                }
                _ = sieve.passes(
                    changed.span, linkType: link.type, at: .random(in: 0 ... .max, using: &random))
            }
        }
        #expect(sieve.seen > sieve.passed)
    }
}
