import CLinux
import Glibc

/// The encodings in which Windows writes text.
package enum TextEncoding: String, Sendable {
    /// Windows-31J, the Shift_JIS of Windows: `CP932`.
    case cp932 = "CP932"
    /// Little-endian UTF-16, with or without a byte order mark.
    case utf16LE = "UTF-16LE"
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
        let converter = try Converter(from: rawValue)
        let text = try converter.convert(octets)
        return text.unicodeScalars.first == "\u{feff}" ? String(text.unicodeScalars.dropFirst()) : text
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

    borrowing func convert(_ octets: [UInt8]) throws(TextDecodingError) -> String {
        var input = octets
        // One octet becomes at most three of UTF-8.
        var output = [UInt8](repeating: 0, count: octets.count * 3 + 8)
        var inputLeft = input.count
        var outputLeft = output.count
        // SAFETY: both pointers stay inside their arrays: the call moves them by what it takes off the counts.
        let result = unsafe input.withUnsafeMutableBytes { from in
            unsafe output.withUnsafeMutableBytes { to in
                var source = unsafe from.bindMemory(to: CChar.self).baseAddress
                var target = unsafe to.bindMemory(to: CChar.self).baseAddress
                return unsafe iconv(raw, &source, &inputLeft, &target, &outputLeft)
            }
        }
        guard result == 0 else { throw .malformed(offset: octets.count - inputLeft) }
        return String(decoding: output.prefix(output.count - outputLeft), as: UTF8.self)
    }
}
