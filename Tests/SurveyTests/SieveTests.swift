import Addresses
import Model
import Probing
import Testing
import Wire

@testable import Survey

struct SieveTests {
    private static let second: Int64 = 1_000_000

    /// Whether a frame passes, one after another, each at its own time.
    private func passes(
        _ frames: [([UInt8], at: Int64)], through sieve: Sieve = Sieve(for: Catalog.listeners)
    ) -> [Bool] {
        var sieve = sieve
        return frames.map { octets, time in
            sieve.passes(octets.span, linkType: .ethernet, at: 1_000 * Self.second + time)
        }
    }

    @Test func `the plain talk of a connection is looked at once a second for each sender`() {
        let data = Heard.tcp(flags: [.ack], payload: [1, 2, 3])
        let other = Heard.tcp(flags: [.ack], sequence: 9, payload: [4])
        #expect(
            passes([(data, 0), (other, 1000), (data, Self.second / 2), (other, Self.second)])
                == [true, false, false, true])
    }

    @Test func `the same announcement is read once a second, another one at once`() {
        let one = Heard.mdns(id: 0)
        let other = Heard.mdns(id: 1)
        #expect(
            passes([(one, 0), (one, 5), (other, 6), (one, Self.second - 1), (one, Self.second)])
                == [true, false, true, false, true])
    }

    @Test func `only its identification and checksum may differ in the same packet`() {
        let one = Heard.mdns(id: 0)
        var renumbered = one
        (renumbered[18], renumbered[24]) = (7, 7)
        var fartherAway = one
        fartherAway[22] -= 1
        #expect(passes([(one, 0), (renumbered, 1), (fartherAway, 2)]) == [true, false, true])
    }

    @Test func `an open port is heard once a second, whoever asked`() {
        let listener = Listener(id: "x", reads: [.tcpAccepted]) { _ in [] }
        let first = Heard.tcp(flags: [.syn, .ack], sequence: 1)
        let second = Heard.tcp(flags: [.syn, .ack], sequence: 2)
        let sieve = Sieve(for: [listener])
        #expect(
            passes([(first, 0), (second, 1), (first, Self.second)], through: sieve) == [true, false, true])
    }

    @Test func `the first data of a connection is read in each direction`() {
        let listener = Listener(id: "x", reads: [.tcpOpening]) { _ in [] }
        let data = { Heard.tcp(flags: [.ack], sequence: $0, payload: [0x2a]) }
        let answer = {
            Heard.tcp(from: 443, to: 40_000, flags: [.ack], sequence: $0, payload: [0x2b], back: true)
        }
        let talk = [Heard.tcp(flags: [.syn])] + [1, 2, 3].map(data) + [1, 2, 3].map(answer)
        let sieve = Sieve(for: [listener])
        // The SYN and the first answer are also the first that is seen of either station.
        #expect(
            passes(talk.map { ($0, 0) }, through: sieve) == [true, true, true, false, true, true, true])
        #expect(passes([(data(1), 0), (data(2), 0)], through: sieve) == [true, false])
    }

    @Test func `an opening is known by its shape where the beginning was missed`() {
        let listener = Listener(id: "x", reads: [.tcpOpening]) { _ in [] }
        let hello = Heard.tcp(flags: [.ack], sequence: 2, payload: [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc])
        let data = Heard.tcp(flags: [.ack], sequence: 3, payload: [0x17, 3, 3, 2, 0, 1, 0, 1, 0xfc])
        let sieve = Sieve(for: [listener])
        #expect(passes([(data, 0), (data, 1), (hello, 2)], through: sieve) == [true, false, true])
    }

    @Test func `a scan sees all that it sends and what comes back but plain data`() {
        let sieve = Sieve(for: [], own: [Heard.mac], keepsOwn: true)
        let sent = Heard.tcp(flags: [.ack], payload: [1])
        let reset = Heard.tcp(from: 443, to: 40_000, flags: [.rst], back: true)
        let data = Heard.tcp(from: 443, to: 40_000, flags: [.ack], payload: [1], back: true)
        #expect(
            passes([sent, sent, data, reset, reset, data].map { ($0, 0) }, through: sieve)
                == [true, true, true, true, true, false])
        let listening = Sieve(for: [], own: [Heard.mac])
        #expect(passes([(sent, 0)], through: listening) == [false])
    }

    @Test(arguments: [1, 5, 27, 53, 67, 137, 161, 443, 1701, 1900, 3702, 5353] as [UInt16])
    func `a datagram passes exactly when a listener reads it`(port: UInt16) {
        for beginning in [[], [0x40], [0x3c], [0xc8, 2], Array("HTTP".utf8), [0, 0, 0, 0]] as [[UInt8]] {
            for (source, destination) in [(port, 40_000), (40_000, port)] as [(UInt16, UInt16)] {
                let frame = Heard.udp(from: source, to: destination, beginning + [0xff])
                let isRead = Catalog.listeners.contains { listener in
                    listener.interests.contains {
                        $0 != .senders && $0.includes(Packet(dissecting: frame))
                    }
                }
                // The other packet of the same sender comes first.
                let first = Heard.tcp(flags: [.ack])
                #expect(passes([(first, 0), (frame, 0)]) == [true, isRead])
            }
        }
    }

    @Test func `no listener of the catalogue reads everything`() {
        #expect(!Catalog.listeners.contains { $0.interests.contains(.everything) })
    }
}
