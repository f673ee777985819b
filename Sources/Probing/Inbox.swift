import Wire

/// What a server has sent so far, up to a limit, and how far it has been read.
///
/// Looking for the next line or message never looks at an octet of a line twice, so a server that sends one octet
/// at a time costs no more than one that sends them together.
struct Inbox: Sendable {
    enum Incoming: Equatable, Sendable {
        case incomplete
        case message(ArraySlice<UInt8>)
        /// The octets are not of this protocol.
        case malformed
    }

    private(set) var octets: [UInt8] = []
    private let limit: Int
    /// Where the next line or message begins.
    private var start = 0
    /// Before this there is no further line end.
    private var searched = 0

    init(limit: Int = 65_536) {
        self.limit = limit
    }

    /// No more is kept: the conversation has to end.
    var isFull: Bool { octets.count >= limit }

    /// What was not yet taken as a line or message.
    var rest: ArraySlice<UInt8> { octets[start...] }

    mutating func append(_ new: [UInt8]) {
        octets += new.prefix(limit - octets.count)
    }

    /// The next line without its line feed and the carriage return before it; nil while it is not whole.
    mutating func nextLine() -> ArraySlice<UInt8>? {
        guard let end = octets[max(start, searched)...].firstIndex(of: 0x0a) else {
            searched = octets.count
            return nil
        }
        let line = octets[start..<end]
        start = end + 1
        searched = start
        return line.last == 0x0d ? line.dropLast() : line
    }

    /// The next message whose length its first octets tell; `length` gives nil while they are not there.
    mutating func nextMessage(
        _ length: (ArraySlice<UInt8>) throws(WireError) -> Int?
    ) -> Incoming {
        do throws(WireError) {
            guard let length = try length(rest) else { return isFull ? .malformed : .incomplete }
            guard rest.count >= length else { return isFull ? .malformed : .incomplete }
            let message = rest.prefix(length)
            start += length
            return .message(message)
        } catch {
            return .malformed
        }
    }
}
