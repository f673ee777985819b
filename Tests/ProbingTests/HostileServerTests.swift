import Probing
import Testing
import Wire

/// What no server may do to us, whatever it sends.
@Suite struct HostileServerTests {
    /// Beginnings that lead each conversation into its parsers.
    private let beginnings: [[UInt8]] = [
        [], Array("SSH-2.0-".utf8), Array("RFB 003.008\n".utf8), Array("RFB 003.003\n".utf8), [255, 253],
        Array("220-".utf8), Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8),
        Array("HTTP/1.1 200 OK\r\n\r\n<title>".utf8), octets("03000013 0ed00000123400 02 1f 0800 02000000"),
        octets("03000013 0e"), octets("00000060 fe534d42 4000"), octets("00000060 ff534d42 72"),
        octets("ff000000 0a"), octets("04 01 0030 0000 01 00"), octets("009c 0001 1a2b3c4d 0002"),
        octets("3082 0100 a003 020106"),
    ]

    @Test func `noise after any beginning never ends the process and always ends the conversation`() {
        var state: UInt64 = 0x7e57
        for kind in Catalog.conversations + [Catalog.greeting] {
            for beginning in beginnings {
                var noise = beginning
                for _ in 0..<200 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    noise.append(UInt8(truncatingIfNeeded: state >> 33))
                }
                var next: (any Conversation)? = kind.begin()
                for _ in 0..<5 {
                    guard let conversation = next else { break }
                    let server = ScriptedServer(
                        [.says(beginning), .greetsInTLS(greeting()), .says(noise), .says(noise), .closes],
                        chunk: 7)
                    next = server.hold(conversation).followUp
                }
                #expect(next == nil, "\(kind.id) never stops asking")
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a server that never stops is left, octet by octet as well`() {
        let flood = [UInt8](repeating: 0x41, count: 140_000)
        for kind in Catalog.conversations + [Catalog.greeting] {
            // The bare flood, text without end of two kinds, a page without end.
            for beginning in [beginnings[0], beginnings[5], beginnings[7]] {
                var conversation: any Conversation = kind.begin()
                var step = conversation.start()
                if case .startTLS = step.next { step = conversation.secured(greeting()) }
                var fed = 0
                for octet in beginning + flood where step.next == .wait {
                    step = conversation.receive([octet])
                    fed += 1
                }
                if case .startTLS = step.next { continue }
                #expect(step.next == .finish && fed <= 131_072, "\(kind.id) after \(beginning.count)")
                _ = conversation.end(.finished)
            }
        }
    }
}
