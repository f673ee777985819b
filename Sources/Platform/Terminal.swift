import CLinux
import Glibc

/// The terminal that the program was started from, if any.
package enum Terminal {
    package enum Stream: Int32, Sendable {
        case input = 0
        case output = 1
        case error = 2
    }

    package static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// Whether a person can be asked: words reach a terminal and an answer comes from one.
    package static var canAsk: Bool { isTerminal(.input) && isTerminal(.error) }

    /// The width of a terminal in columns; nil for what is no terminal or does not say.
    package static func columns(_ stream: Stream) -> Int? {
        let columns = tenken_terminal_columns(stream.rawValue)
        return columns > 0 ? Int(columns) : nil
    }

    /// One line from standard input without its end, of at most 1024 octets; nil at the end of input.
    ///
    /// To be asked before an ``EventLoop`` exists, which keeps Ctrl-C from ending the program.
    package static func readLine() -> String? {
        var line: [UInt8] = []
        while line.count < 1024 {
            var octet: UInt8 = 0
            // SAFETY: one octet is read into one variable. Standard input that fails is at its end.
            let count = try? syscall("read") { unsafe read(Stream.input.rawValue, &octet, 1) }
            guard count == 1 else { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
            guard octet != UInt8(ascii: "\n") else { break }
            line.append(octet)
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Writes text to a stream, all of it; false when nobody takes it any more (a closed pipe).
    @discardableResult
    package static func write(_ text: String, to stream: Stream) -> Bool {
        let octets = Array(text.utf8)
        var written = 0
        while written < octets.count {
            let rest = octets[written...]
            let count = try? syscall("write") {
                // SAFETY: the buffer is borrowed for this one call.
                unsafe rest.withUnsafeBytes { unsafe Glibc.write(stream.rawValue, $0.baseAddress, $0.count) }
            }
            guard let count, count > 0 else { return false }
            written += count
        }
        return true
    }

    /// The language people are spoken to in: `en` when the locale names another language than Japanese, `ja`
    /// when it is Japanese or says nothing.
    ///
    /// `variables` looks one environment variable up; POSIX has LC_ALL before LC_MESSAGES before LANG.
    package static func languageCode(_ variables: (String) -> String? = environment) -> String {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        guard let locale = names.compactMap({ variables($0) }).first(where: { !$0.isEmpty }) else {
            return "ja"
        }
        let language = locale.prefix { $0.isLetter }
        return ["C", "POSIX", "ja", ""].contains(language) ? "ja" : "en"
    }
}
