import CLinux
import Glibc

/// The encodings in which Windows writes text.
package struct TextEncoding: Hashable, Sendable {
    /// As the C library calls it.
    let name: String

    /// Windows-31J, the Shift_JIS of Windows: `CP932`.
    package static let cp932 = TextEncoding(name: "CP932")
    /// Little-endian UTF-16, with or without a byte order mark.
    package static let utf16LE = TextEncoding(name: "UTF-16LE")

    /// The encoding of a code page of Windows or its console; nil for a number that names none.
    package static func codePage(_ number: Int) -> TextEncoding? {
        if number == 65001 { return TextEncoding(name: "UTF-8") }
        let numbers: Set<Int> = [
            437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 865, 866, 869, 874, 932, 936, 949,
            950,
        ]
        guard numbers.contains(number) || (1250...1258).contains(number) else { return nil }
        return TextEncoding(name: "CP\(number)")
    }
}

/// Why octets could not be read as text.
package enum TextDecodingError: Error, Hashable, Sendable {
    /// The octets from `offset` on are no character of the encoding.
    case malformed(offset: Int)
    /// This system's C library does not have the encoding installed.
    case unavailable
}

extension TextEncoding {
    /// The text that the octets are; strict: nothing is replaced or left out, but a byte order mark at the beginning.
    package func decode(_ octets: [UInt8]) throws(TextDecodingError) -> String {
        let converter = try Converter(from: name)
        var text: [UInt8] = []
        if let offset = converter.convert(octets[...], into: &text) { throw .malformed(offset: offset) }
        return String(decoding: text.withoutMark, as: UTF8.self)
    }

    /// How often the reading of characters is taken up again; what has more faults is no text, and only its ASCII is
    /// taken from there on.
    private static let malformedLimit = 10_000

    /// The text that the octets are, with U+FFFD for every octet that is no part of a character, and how many those
    /// were.
    package func decodeReplacing(
        _ octets: [UInt8]
    ) throws(TextDecodingError) -> (text: String, malformed: Int) {
        var text: [UInt8] = []
        text.reserveCapacity(octets.count + octets.count / 2)
        var rest = octets[...]
        var malformed = 0
        let converter = try Converter(from: name)
        while let offset = converter.convert(rest, into: &text) {
            text += "\u{fffd}".utf8
            malformed += 1
            rest = rest[(offset + 1)...]
            guard malformed < Self.malformedLimit else { break }
        }
        if malformed == Self.malformedLimit {
            malformed += rest.count { $0 >= 0x80 }
            text += String(decoding: rest.map { $0 < 0x80 ? $0 : 0xff }, as: UTF8.self).utf8
        }
        return (String(decoding: text.withoutMark, as: UTF8.self), malformed)
    }
}

extension [UInt8] {
    /// Without a byte order mark in UTF-8 at the beginning.
    fileprivate var withoutMark: ArraySlice<UInt8> {
        starts(with: [0xef, 0xbb, 0xbf]) ? dropFirst(3) : self[...]
    }
}

/// A conversion to UTF-8 by the C library; closes itself.
@safe private struct Converter: ~Copyable {
    private let raw: iconv_t

    init(from encoding: String) throws(TextDecodingError) {
        // SAFETY: the result is compared with the value that stands for failure before it is used.
        let opened = unsafe iconv_open("UTF-8", encoding)
        guard Int(bitPattern: opened) != -1, let raw = unsafe opened else { throw .unavailable }
        unsafe self.raw = unsafe raw
    }

    deinit {
        // SAFETY: the descriptor is owned and closed once.
        _ = unsafe iconv_close(raw)
    }

    /// How many octets are given to the C library at a time.
    private static let step = 1 << 12

    /// Converts until the end or to what is no character; its index comes back, and the octets before it are in
    /// `text`. The state is as new afterwards.
    borrowing func convert(_ octets: ArraySlice<UInt8>, into text: inout [UInt8]) -> Int? {
        // SAFETY: with no input the call only brings the descriptor into its first state.
        defer { _ = unsafe iconv(raw, nil, nil, nil, nil) }
        // One octet becomes at most three of UTF-8.
        var output = [UInt8](repeating: 0, count: Swift.min(octets.count, Self.step) * 3 + 8)
        var start = octets.startIndex
        while start < octets.endIndex {
            let end = Swift.min(start + Self.step, octets.endIndex)
            let (taken, written, failed) = convert(octets[start..<end], &output)
            text += output[..<written]
            start += taken
            // A character that the step cut in two goes on in the next; nothing taken means that it is none.
            if failed, end == octets.endIndex || taken == 0 || end - start > 8 { return start }
        }
        return nil
    }

    private borrowing func convert(
        _ octets: ArraySlice<UInt8>, _ output: inout [UInt8]
    ) -> (taken: Int, written: Int, failed: Bool) {
        var input = Array(octets)
        var (inputLeft, outputLeft) = (input.count, output.count)
        // SAFETY: both pointers stay inside their arrays: the call moves them by what it takes off the counts.
        let result = unsafe input.withUnsafeMutableBytes { from in
            unsafe output.withUnsafeMutableBytes { to in
                var source = unsafe from.bindMemory(to: CChar.self).baseAddress
                var target = unsafe to.bindMemory(to: CChar.self).baseAddress
                return unsafe iconv(raw, &source, &inputLeft, &target, &outputLeft)
            }
        }
        return (octets.count - inputLeft, output.count - outputLeft, result != 0)
    }
}
