import Capture
import Testing
import Wire

@Suite struct FileCaptureTests {
    let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    /// A classic capture file, little-endian, microseconds, Ethernet, with these records.
    private func file(_ records: [[UInt8]]) -> [UInt8] {
        let header: [UInt8] = [
            0xd4, 0xc3, 0xb2, 0xa1,  // magic
            2, 0, 4, 0,  // version 2.4
            0, 0, 0, 0, 0, 0, 0, 0,  // zone, accuracy
            0xff, 0xff, 0, 0,  // snapshot length
            1, 0, 0, 0,  // Ethernet
        ]
        return header + records.flatMap { $0 }
    }

    /// A record at `seconds`.000007 of a frame that was `original` octets on the wire.
    private func record(_ seconds: UInt8, _ octets: [UInt8], original: UInt8) -> [UInt8] {
        [seconds, 0, 0, 0, 7, 0, 0, 0, UInt8(octets.count), 0, 0, 0, original, 0, 0, 0] + octets
    }

    private struct Frame: Equatable {
        var octets: [UInt8]
        var microseconds: Int64
    }

    private func next(of capture: borrowing FileCapture) throws -> Frame? {
        var frame: Frame?
        let isThere = try capture.next { octets, microseconds in
            frame = Frame(octets: [UInt8](copying: octets), microseconds: microseconds)
        }
        #expect(isThere == (frame != nil))
        return frame
    }

    @Test func `lends every frame with its time`() throws {
        try scratch.write("a.pcap", file([record(1, [1, 2, 3], original: 3), record(2, [4], original: 60)]))
        let capture = try FileCapture(path: "\(scratch.path)/a.pcap")
        #expect(capture.linkType == 1)
        #expect(try next(of: capture) == Frame(octets: [1, 2, 3], microseconds: 1_000_007))
        #expect(try next(of: capture) == Frame(octets: [4], microseconds: 2_000_007))
        #expect(try next(of: capture) == nil)
        #expect(try next(of: capture) == nil)
    }

    @Test(arguments: 25..<43)
    func `throws where a file breaks off, after what is whole`(length: Int) throws {
        let whole = file([record(1, [1, 2, 3], original: 3)])
        try scratch.write("cut.pcap", Array((whole + record(2, [9, 9, 9], original: 3)).prefix(length + 19)))
        let capture = try FileCapture(path: "\(scratch.path)/cut.pcap")
        if length + 19 >= whole.count { #expect(try next(of: capture)?.octets == [1, 2, 3]) }
        guard length + 19 > whole.count else { return }
        #expect(throws: CaptureError.self) { _ = try next(of: capture) }
    }

    @Test func `refuses what is no capture`() throws {
        try scratch.write("x", Array("not a capture at all, but long enough to be one".utf8))
        #expect(throws: CaptureError.self) { _ = try FileCapture(path: "\(scratch.path)/x") }
        #expect(throws: CaptureError.self) { _ = try FileCapture(path: "\(scratch.path)/missing") }
    }
}
