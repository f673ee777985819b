import QUIC
import Testing
import Wire

@Suite struct CryptoStreamTests {
    @Test func `the client's opening is put together from one frame`() throws {
        var stream = CryptoStream()
        try stream.add(frames: sampleFrame)
        let hello = try TLSClientHello(handshake: stream.beginning)
        #expect(
            hello == TLSClientHello(serverName: "example.com", applicationProtocols: ["alpn"], isWhole: true))
    }

    @Test func `frames come in any order, cut anywhere, and between others`() throws {
        let message = Array(sampleFrame.dropFirst(4))
        let pieces = [(200, 241), (0, 30), (30, 199), (20, 60), (199, 200)]
        var stream = CryptoStream()
        for (start, end) in pieces {
            // PING, CRYPTO, PADDING, and an acknowledgment with one more range.
            let frame = [1, 6, 0x40, UInt8(start), 0x40, UInt8(end - start)] + message[start..<end] + [0, 0]
            try stream.add(frames: frame + [2, 5, 0, 1, 0, 0, 0])
        }
        #expect(stream.beginning == message)
    }

    @Test func `a gap ends what is known`() throws {
        var stream = CryptoStream()
        try stream.add(frames: [6, 5, 1, 0xaa])
        #expect(stream.beginning == [])
        try stream.add(frames: [6, 0, 2, 1, 2])
        #expect(stream.beginning == [1, 2])
    }

    @Test func `octets far away are not kept`() throws {
        var stream = CryptoStream()
        try stream.add(frames: [6, 0x9f, 0xff, 0xff, 0xff, 1, 0xaa])
        #expect(stream == CryptoStream())
    }

    @Test(arguments: ["05", "06", "0600", "060001", "02", "0200004000", "1c", "07ff", "020000bfffffff00"])
    func `frames that no first packet carries are refused`(hexadecimal: String) {
        var stream = CryptoStream()
        #expect(throws: WireError.self) { try stream.add(frames: octets(hexadecimal)) }
    }
}
