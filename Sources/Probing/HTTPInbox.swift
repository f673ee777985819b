import Wire

/// An answer of HTTP while it comes in, octet by octet as well as whole.
struct HTTPInbox: Sendable {
    private var inbox: Inbox
    private(set) var head: HTTPResponse?
    /// Where the answer begins: behind heads that only say to go on (RFC 9110, 15.2.1).
    private var start = 0
    private var bodyStart = 0

    init(limit: Int) {
        inbox = Inbox(limit: limit)
    }

    /// What was received of the answer.
    var octets: [UInt8] { start == 0 ? inbox.octets : Array(inbox.octets[start...]) }

    /// The answer with as much of its body as came; nil where it is no HTTP, or its head is not whole.
    var response: HTTPResponse? { try? HTTPResponse(parsing: inbox.octets[start...]) }

    /// Takes more octets; true when there is nothing more to wait for.
    mutating func append(_ octets: [UInt8]) -> Bool {
        inbox.append(octets)
        while head == nil, let line = inbox.nextLine() {
            guard line.isEmpty else { continue }
            bodyStart = inbox.octets.count - inbox.rest.count
            // An answer that is no HTTP is kept as unknown; there is nothing to wait for.
            guard let read = response else { return true }
            if read.status == 100 { start = bodyStart } else { head = read }
        }
        return inbox.isFull || isWhole
    }

    private var isWhole: Bool {
        guard let head else { return false }
        if head.isChunked { return inbox.octets.suffix(7).elementsEqual("\r\n0\r\n\r\n".utf8) }
        return head.bodyLength.map { inbox.octets.count - bodyStart >= $0 } ?? false
    }
}
