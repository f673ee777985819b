import Addresses
import Model
import Wire

extension ConversationKind {
    /// The server speaks first; it gets its own version back, lists its security types, and is left.
    package static let vnc = ConversationKind(
        id: "talk-vnc",
        title: Text(ja: "VNCの認証方式を読む（ログインしない）", en: "Read which authentication VNC offers (no login)"),
        ports: PortSet([5900, 5901, 5902, 5903]),
        cost: ConversationCost(sending: [RFBVersion.length], receiving: 4096).plan
    ) { _, port in VNCConversation(port: port) }
}

/// Version, version, security types (RFC 6143, 7.1), and no choice among them.
struct VNCConversation: Conversation {
    let id = "talk-vnc"
    let port: UInt16
    private var inbox = Inbox(limit: 8192)
    private var version: RFBVersion?
    private var security: RFBSecurity?

    init(port: UInt16) {
        self.port = port
    }

    mutating func start() -> Step { .wait }

    mutating func receive(_ octets: [UInt8]) -> Step {
        inbox.append(octets)
        if version != nil { return readSecurity() }
        switch inbox.nextMessage(Self.versionLength) {
        case .incomplete: return .wait
        case .malformed: return .finish
        case .message(let line):
            var reader = ByteReader(line)
            // Not a version line: what came stays unknown.
            guard let stated = try? RFBVersion(parsing: &reader) else { return .finish }
            version = stated
            // A repeater states 0.0 and waits for the name of a machine behind it: it gets no answer.
            guard stated.major > 0 else { return .finish }
            var writer = ByteWriter()
            stated.understood.write(to: &writer)
            guard inbox.rest.isEmpty else { return .finish }
            return Step(send: writer.octets)
        }
    }

    private static func versionLength(_ octets: ArraySlice<UInt8>) throws(WireError) -> Int? {
        guard zip(octets, "RFB ".utf8).allSatisfy({ $0 == $1 }) else { throw .malformed("not RFB") }
        return RFBVersion.length
    }

    private mutating func readSecurity() -> Step {
        guard security == nil, let version else { return .finish }
        // Types are read once the octet that counts them says that they are all there.
        if version.understood >= RFBVersion(3, 7), let count = inbox.rest.first, count > 0,
            inbox.rest.count <= Int(count)
        {
            return .wait
        }
        var reader = ByteReader(inbox.rest)
        do throws(WireError) {
            security = try RFBSecurity(parsing: &reader, version: version.understood)
            return .finish
        } catch .truncated {
            return inbox.isFull ? .finish : .wait
        } catch {
            return .finish
        }
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        guard let version else { return ConversationFact.unknown(port, from: inbox.octets) }
        var facts: [ServiceKey: String] = [.banner: "RFB \(version.text)"]
        switch security {
        case .types(let types):
            facts[.vncSecurity] = types.map { String($0) }.joined(separator: ",")
            facts[.methods] = types.map { Self.names[$0] ?? String($0) }.joined(separator: ",")
        case .refused(let reason): facts[.banner] = "RFB \(version.text) \(reason)"
        case nil: break
        }
        return [.service(port, "vnc", product: product, facts, from: inbox.octets)]
    }

    /// Where the version or a security type belongs to one maker alone.
    private var product: String? {
        switch version {
        case RFBVersion(0, 0): return "UltraVNC Repeater"
        case RFBVersion(3, 889): return "Apple Remote Desktop"
        case RFBVersion(4, 1), RFBVersion(5, 0): return "RealVNC"
        default: break
        }
        guard case .types(let types) = security else { return nil }
        if types.contains(where: { (30...36).contains($0) }) { return "Apple Remote Desktop" }
        if types.contains(where: { [5, 6, 13].contains($0) || (129...134).contains($0) }) {
            return "RealVNC"
        }
        return types.contains(17) ? "UltraVNC" : nil
    }

    /// The registry of RFC 6143, 8.1.2, and its later entries.
    private static let names: [UInt8: String] = [
        1: "none", 2: "vnc", 5: "ra2", 6: "ra2ne", 13: "ra2-256", 16: "tight", 17: "ultra", 18: "tls",
        19: "vencrypt", 20: "sasl", 21: "md5", 22: "xvp", 30: "apple-dh",
    ]
}
