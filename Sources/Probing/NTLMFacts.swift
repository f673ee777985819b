import Model
import Wire

extension NTLMChallenge {
    /// Version, names and clock as facts of the service that showed the challenge.
    var serviceFacts: [ServiceKey: String] {
        var facts: [ServiceKey: String] = [:]
        facts[.ntlmBuild] = version?.text
        facts[.ntlmComputer] = netbiosComputer ?? dnsComputer
        facts[.ntlmDomain] = netbiosDomain ?? dnsDomain
        facts[.clock] = time?.timestamp?.description
        return facts
    }

    /// The name a computer has, and the domain where it is not the computer's own name again.
    func identityFacts(from octets: ArraySlice<UInt8>) -> [ConversationFact] {
        var facts: [ConversationFact] = []
        if let name = netbiosComputer ?? dnsComputer {
            facts.append(
                ConversationFact(.name(NameFact(name, .ntlm)), grounds: Observation.Grounds(octets: octets)))
        }
        if let netbiosDomain, let netbiosComputer,
            netbiosDomain.lowercased() != netbiosComputer.lowercased()
        {
            facts.append(.attribute(.domain, dnsDomain ?? netbiosDomain, .certain, from: octets))
        }
        return facts
    }
}

extension NTLMChallenge.Version {
    /// Whether Microsoft made a Windows with this number. Samba says 6.1.0, which is none.
    var isWindows: Bool {
        switch (major, minor) {
        case (5, 1): build == 2600
        case (5, 2): build == 3790
        case (6, 0): (6000...6003).contains(build)
        case (6, 1): build == 7600 || build == 7601
        case (6, 2): build == 9200
        case (6, 3): build == 9600
        case (10, 0): build >= 10_240
        default: false
        }
    }

    /// What Samba states, whatever its own version.
    var isSamba: Bool { self == Self(major: 6, minor: 1, build: 0) }

    /// What FreeRDP's library states on every system; Windows 7 and Server 2008 R2 state it too.
    var isSharedWithFreeRDP: Bool { self == Self(major: 6, minor: 1, build: 7601) }

    /// The build, and that it is Windows, where the number is one of Windows.
    func attributes(_ confidence: Confidence, from octets: ArraySlice<UInt8>) -> [ConversationFact] {
        guard isWindows else { return [] }
        return [
            .attribute(.osBuild, text, confidence, from: octets),
            .attribute(.os, "Windows", min(confidence, .likely), from: octets),
        ]
    }
}

extension WindowsTime {
    var timestamp: Timestamp? { microsecondsSince1970.map { Timestamp(microseconds: $0) } }

    /// How often Windows moves its clock on, in microseconds, unless a program asks for more.
    static let resolution: Int64 = 15_625
}
