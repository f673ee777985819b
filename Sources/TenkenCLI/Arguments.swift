import Addresses
import ArgumentParser
import Model

/// An address or a block on the command line.
struct NetworkArgument: ExpressibleByArgument {
    var prefix: Prefix

    init?(argument: String) {
        guard let prefix = Prefix(argument) else { return nil }
        self.prefix = prefix
    }
}

/// A span of time on the command line: `30`, `30s`, `5m`, `1h`.
struct SpanArgument: ExpressibleByArgument {
    var seconds: Int

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        let unit = argument.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? argument[...] : argument.dropLast()),
            (0...86_400).contains(number)
        else { return nil }
        let seconds = number * (unit ?? 1)
        guard seconds <= 86_400 else { return nil }
        self.seconds = seconds
    }
}

/// A day on the command line.
struct DateArgument: ExpressibleByArgument {
    var date: CivilDate

    init?(argument: String) {
        guard let date = CivilDate(argument) else { return nil }
        self.date = date
    }
}
