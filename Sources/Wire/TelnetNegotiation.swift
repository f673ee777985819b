/// One side's wish about one option (RFC 854; option numbers from RFC 855 on).
package struct TelnetOffer: Hashable, Sendable {
    package enum Verb: UInt8, Sendable {
        case will = 251
        case wont = 252
        case `do` = 253
        case dont = 254
    }

    package var verb: Verb
    package var option: UInt8

    package init(_ verb: Verb, _ option: UInt8) {
        self.verb = verb
        self.option = option
    }

    /// The answer that leaves everything as it is by default; nil where no answer is owed.
    package var refusal: TelnetOffer? {
        switch verb {
        case .will: TelnetOffer(.dont, option)
        case .do: TelnetOffer(.wont, option)
        case .wont, .dont: nil
        }
    }

    package func write(to writer: inout ByteWriter) {
        writer.bytes([255, verb.rawValue, option])
    }
}

/// Splits what a Telnet server sends into text and wishes about options, one octet after the other.
package struct TelnetNegotiation: Equatable, Sendable {
    private enum State: Equatable, Sendable {
        case text, command, option(TelnetOffer.Verb), subnegotiation, commandInSubnegotiation
    }

    /// Each wish once, in the order heard.
    package private(set) var offers: [TelnetOffer] = []
    /// What is left for a person to read.
    package private(set) var text: [UInt8] = []
    private var state = State.text

    /// More are not kept.
    package static let offerLimit = 64
    package static let textLimit = 16_384

    package init() {}

    package mutating func feed(_ octet: UInt8) {
        switch (state, octet) {
        case (.text, 255): state = .command
        case (.text, _): keep(octet)
        case (.command, 255):
            keep(octet)
            state = .text
        case (.command, 250): state = .subnegotiation
        case (.command, _): state = TelnetOffer.Verb(rawValue: octet).map(State.option) ?? .text
        case (.option(let verb), _):
            let offer = TelnetOffer(verb, octet)
            if offers.count < Self.offerLimit, !offers.contains(offer) { offers.append(offer) }
            state = .text
        case (.subnegotiation, 255): state = .commandInSubnegotiation
        case (.subnegotiation, _): break
        case (.commandInSubnegotiation, 240): state = .text
        case (.commandInSubnegotiation, _): state = .subnegotiation
        }
    }

    private mutating func keep(_ octet: UInt8) {
        if octet != 0, text.count < Self.textLimit { text.append(octet) }
    }
}
