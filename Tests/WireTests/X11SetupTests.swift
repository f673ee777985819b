import Testing
import Wire

@Suite struct X11SetupTests {
    /// "No protocol specified", as a server with access control says it: 21 octets and 3 of padding.
    private let refusal =
        [0, 22, 11, 0, 0, 0, 6, 0] + Array("No protocol specified\n".utf8) + [0, 0]
    /// Release 12101007, ids, vendor of 20 octets, and a screen of 8 octets that nobody reads.
    private let success =
        [1, 0, 11, 0, 0, 0, 15, 0, 0x8f, 0xa8, 0xb8, 0] + [UInt8](repeating: 0, count: 12) + [20, 0]
        + [UInt8](repeating: 0, count: 14) + Array("The X.Org Foundation".utf8)
        + [UInt8](repeating: 7, count: 8)

    private func read(_ octets: [UInt8]) throws(WireError) -> X11SetupReply {
        var reader = ByteReader(octets)
        return try X11SetupReply(parsing: &reader)
    }

    @Test func `the request is twelve octets and shows nothing`() {
        var writer = ByteWriter()
        X11SetupRequest().write(to: &writer)
        #expect(writer.octets == [0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(writer.count == X11SetupRequest.length)
    }

    @Test func `each answer is read`() throws {
        #expect(try read(refusal) == .failed(major: 11, minor: 0, reason: "No protocol specified"))
        #expect(
            try read(success)
                == .success(major: 11, minor: 0, release: 12_101_775, vendor: "The X.Org Foundation"))
        let more: [UInt8] = [2, 0, 0, 0, 0, 0, 2, 0] + Array("more".utf8) + [0, 0, 0, 0]
        #expect(try read(more) == .authenticate(reason: "more"))
    }

    @Test func `a truncated answer throws and is waited for`() throws {
        for octets in [refusal, success] {
            let whole = try #require(try X11SetupReply.length(of: octets[...]))
            for count in 0..<whole {
                #expect(throws: WireError.self) { try read(Array(octets.prefix(count))) }
                let told = try X11SetupReply.length(of: octets.prefix(count))
                #expect(told == nil || told == whole)
            }
        }
    }

    @Test func `what cannot be is refused`() {
        #expect(throws: WireError.self) { try X11SetupReply.length(of: [3]) }
        #expect(throws: WireError.self) { try read([UInt8](repeating: 0x41, count: 64)) }
        // A success whose own length leaves no room for its head ends at that length, and is not read.
        let short: [UInt8] = [1, 0, 11, 0, 0, 0, 1, 0, 0, 0, 0, 0]
        #expect(throws: WireError.self) { try read(short) }
    }
}
