import Testing
import Wire

/// What every message format of a TCP conversation has to bear.
@Suite struct ConversationFormatTests {
    @Test(arguments: ConversationSample.all) func `a whole message is read`(sample: ConversationSample) throws
    {
        var reader = ByteReader(sample.octets)
        try sample.read(&reader)
    }

    @Test(arguments: ConversationSample.all) func `throws at every truncation`(sample: ConversationSample) {
        // What follows the last field that is read may be missing.
        let tails = ["smb2": 8, "smb1": 5, "mysql": 0]
        for length in 0..<(sample.octets.count - (tails[sample.name] ?? 0)) {
            var reader = ByteReader(sample.octets.prefix(length))
            #expect(throws: WireError.self, "\(length)") { try sample.read(&reader) }
        }
    }

    @Test(arguments: ConversationSample.all) func `does not end the process whatever octet changes`(
        sample: ConversationSample
    ) {
        for index in sample.octets.indices {
            for value: UInt8 in [0, 1, 0x7f, 0x80, 0xa5, 0xff] {
                var octets = sample.octets
                octets[index] = value
                var reader = ByteReader(octets)
                // Reading or refusing is both right; only a crash is wrong.
                _ = try? sample.read(&reader)
            }
        }
    }

    @Test(arguments: ConversationSample.all) func `reads out of the middle of other octets`(
        sample: ConversationSample
    ) throws {
        var reader = ByteReader(([9, 9, 9] + sample.octets)[3...])
        try sample.read(&reader)
    }

    @Test(arguments: ConversationSample.all) func `does not end the process on noise`(
        sample: ConversationSample
    ) {
        // A linear congruence is noise enough and the same on every run.
        var state: UInt64 = 0x5eed
        for _ in 0..<300 {
            let octets = (0..<64).map { index -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let keeps = state >> 60 < 8 && index < sample.octets.count
                return keeps ? sample.octets[index] : UInt8(truncatingIfNeeded: state >> 33)
            }
            var reader = ByteReader(octets)
            // As above.
            _ = try? sample.read(&reader)
        }
    }
}
