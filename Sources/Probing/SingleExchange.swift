import Wire

/// A conversation with at most one question and one answer whose length its first octets tell.
struct SingleExchange: Conversation {
    let id: String
    let port: UInt16
    /// Empty where the server speaks first.
    let question: [UInt8]
    /// The whole answer's length; nil while too little of it is there to say.
    let length: @Sendable (ArraySlice<UInt8>) throws(WireError) -> Int?
    /// What the whole answer says.
    let read: @Sendable (ArraySlice<UInt8>) throws(WireError) -> [ConversationFact]

    private var inbox = Inbox()
    private var answer: ArraySlice<UInt8>?

    init(
        id: String, port: UInt16, question: [UInt8],
        length: @escaping @Sendable (ArraySlice<UInt8>) throws(WireError) -> Int?,
        read: @escaping @Sendable (ArraySlice<UInt8>) throws(WireError) -> [ConversationFact]
    ) {
        self.id = id
        self.port = port
        self.question = question
        self.length = length
        self.read = read
    }

    mutating func start() -> Step { Step(send: question) }

    mutating func receive(_ octets: [UInt8]) -> Step {
        guard answer == nil else { return .finish }
        inbox.append(octets)
        switch inbox.nextMessage(length) {
        case .incomplete: return .wait
        case .malformed: return .finish
        case .message(let message):
            answer = message
            return .finish
        }
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        // An answer that breaks its format is kept as octets that no parser reads.
        guard let answer, let facts = try? read(answer) else {
            return ConversationFact.unknown(port, from: inbox.octets)
        }
        return facts
    }
}
