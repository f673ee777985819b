import Addresses
import Model
import Probing
import Wire

/// A server that says what a test wrote down, whatever it is asked.
struct ScriptedServer {
    enum Turn {
        case says([UInt8])
        case greetsInTLS(TLSGreeting)
        case failsTLS
        case closes
    }

    struct Transcript {
        var facts: [ConversationFact] = []
        /// Each message of ours.
        var sent: [[UInt8]] = []
        var offers: [TLSOffer] = []
        var followUp: (any Conversation)?

        var services: [ServiceFact] {
            facts.compactMap { if case .service(let service) = $0.fact { service } else { nil } }
        }

        var attributes: [AttributeFact] {
            facts.compactMap { if case .attribute(let attribute) = $0.fact { attribute } else { nil } }
        }

        var names: [NameFact] {
            facts.compactMap { if case .name(let name) = $0.fact { name } else { nil } }
        }

        func service(_ proto: String) -> ServiceFact? {
            services.first { $0.proto == proto }
        }
    }

    var turns: [Turn]
    /// How many octets reach the conversation at a time; nil for each message whole.
    var chunk: Int?

    init(_ turns: [Turn], chunk: Int? = nil) {
        self.turns = turns
        self.chunk = chunk
    }

    /// Plays all turns as the conductor would and asks for the facts; running out of turns is a time-out.
    func hold(_ beginning: any Conversation) -> Transcript {
        var conversation = beginning
        var transcript = Transcript()
        var turns = turns[...]
        var step = note(conversation.start(), in: &transcript)
        var reason: ConversationEnd?
        while reason == nil {
            switch (step.next, turns.popFirst()) {
            case (.finish, _): reason = .finished
            case (_, nil): reason = .timedOut
            case (.startTLS, .greetsInTLS(let greeting)):
                step = note(conversation.secured(greeting), in: &transcript)
            case (.startTLS, _): reason = .tlsFailed("scripted")
            case (.wait, .says(let octets)):
                step = say(octets, to: &conversation, &transcript)
            case (.wait, .closes): reason = .closedByPeer
            case (.wait, _): reason = .tlsFailed("unasked")
            }
        }
        transcript.facts = conversation.end(reason ?? .finished)
        transcript.followUp = conversation.followUp
        return transcript
    }

    private func say(
        _ octets: [UInt8], to conversation: inout any Conversation, _ transcript: inout Transcript
    ) -> Step {
        var rest = octets[...]
        var step = Step.wait
        while !rest.isEmpty, step.next == .wait {
            let part = rest.prefix(chunk ?? rest.count)
            rest = rest.dropFirst(part.count)
            step = note(conversation.receive(Array(part)), in: &transcript)
        }
        return step
    }

    private func note(_ step: Step, in transcript: inout Transcript) -> Step {
        if !step.send.isEmpty { transcript.sent.append(step.send) }
        if case .startTLS(let offer) = step.next { transcript.offers.append(offer) }
        return step
    }
}

extension ConversationKind {
    /// A conversation with the documentation address 192.0.2.7.
    func begin(port: UInt16? = nil) -> any Conversation {
        begin(.v4(IPv4Address(0xc000_0207)), port ?? ports.ports.first ?? 1)
    }
}

/// How the octets of a message reach a conversation: together, one by one, in threes.
let chunks: [Int?] = [nil, 1, 3]

/// Octets written as hexadecimal digits; anything else is ignored.
func octets(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map {
        UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
}

/// A certificate as Windows makes for itself, with the name `PC01`.
func greeting(
    _ version: TLSVersion = .tls12, subject: String = "CN=PC01", issuer: String? = nil
) -> TLSGreeting {
    TLSGreeting(
        version: version, cipher: "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        certificate: TLSGreeting.Certificate(
            subject: subject, issuer: issuer ?? subject, names: [], notBefore: 1_700_000_000,
            notAfter: 1_800_000_000, key: "RSA 2048", signatureAlgorithm: "sha256WithRSAEncryption",
            fingerprint: "ab"))
}

/// A challenge as MS-NLMP 2.2.1.2 lays it out.
func ntlmChallenge(
    version: [UInt8], computer: String = "PC01", domain: String = "PC01", dnsComputer: String = "pc01.example"
) -> [UInt8] {
    func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] } }
    var pairs = ByteWriter()
    for (identifier, text) in [(2, domain), (1, computer), (3, dnsComputer)] {
        pairs.uint16LE(UInt16(identifier))
        pairs.uint16LE(UInt16(utf16(text).count))
        pairs.bytes(utf16(text))
    }
    // The clock: 2026-11-23T03:00:00Z.
    pairs.uint16LE(7)
    pairs.uint16LE(8)
    pairs.uint64LE((1_795_402_800 + 11_644_473_600) * 10_000_000)
    pairs.zeros(4)
    let target = utf16(domain)
    var writer = ByteWriter()
    writer.bytes(Array("NTLMSSP".utf8) + [0])
    writer.uint32LE(2)
    for (length, offset) in [(target.count, 56), (-1, 0)] {
        if length >= 0 {
            writer.uint16LE(UInt16(length))
            writer.uint16LE(UInt16(length))
            writer.uint32LE(UInt32(offset))
            // Unicode, NTLM, target information, version.
            writer.uint32LE(0x0288_0201)
            writer.bytes([1, 2, 3, 4, 5, 6, 7, 8])
            writer.zeros(8)
        } else {
            writer.uint16LE(UInt16(pairs.count))
            writer.uint16LE(UInt16(pairs.count))
            writer.uint32LE(UInt32(56 + target.count))
        }
    }
    writer.bytes(version)
    writer.bytes(target)
    writer.bytes(pairs.octets)
    return writer.octets
}

/// A NegTokenResp with a mechanism's message (RFC 4178, 4.2.2).
func spnegoResponse(_ message: [UInt8]) -> [UInt8] {
    let token = DERElement(DERElement.octetString, message)
    let state = DERElement(DERElement.explicit(0), of: [DERElement(DERElement.enumerated, [1])])
    let response = DERElement(
        DERElement.explicit(1),
        of: [DERElement(DERElement.sequence, of: [state, DERElement(DERElement.explicit(2), of: [token])])])
    var writer = ByteWriter()
    response.write(to: &writer)
    return writer.octets
}
