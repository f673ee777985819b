import Wire

/// As much of an HTTP/1.1 response as has come (RFC 9112).
struct DescriptionResponse: Equatable, Sendable {
    var status: Int
    var body: [UInt8]
    /// Whether the body is complete by its own account; one that ends with the connection never is.
    var isWhole: Bool

    init?(_ octets: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        guard let split = octets.firstRange(of: end) else { return nil }
        let lines = String(decoding: octets[..<split.lowerBound], as: UTF8.self).split { $0.isNewline }
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return nil }
        self.status = status
        let rest = octets[split.upperBound...]
        let field = { (name: String) in
            lines.dropFirst().first { $0.lowercased().hasPrefix(name + ":") }
                .flatMap { bounded(String($0.dropFirst(name.count + 1)))?.lowercased() }
        }
        if field("transfer-encoding")?.hasSuffix("chunked") == true {
            (body, isWhole) = Self.joined(chunks: rest)
        } else if let length = field("content-length").flatMap({ Int($0) }), length >= 0 {
            body = Array(rest.prefix(length))
            isWhole = rest.count >= length
        } else {
            body = Array(rest)
            isWhole = false
        }
    }

    /// The chunks that are there, and whether the last one is (RFC 9112, 7.1).
    private static func joined(chunks: ArraySlice<UInt8>) -> (body: [UInt8], isWhole: Bool) {
        var body: [UInt8] = []
        var rest = chunks
        while let end = rest.firstIndex(of: 0x0a) {
            let line = String(decoding: rest[..<end].prefix { $0 > 0x20 && $0 != 0x3b }, as: UTF8.self)
            guard let size = Int(line, radix: 16), size >= 0 else { return (body, false) }
            guard size > 0 else { return (body, true) }
            let chunk = rest[(end + 1)...]
            body += chunk.prefix(size)
            guard chunk.count >= size else { return (body, false) }
            // The line end after the chunk belongs to it.
            rest = chunk.dropFirst(size).drop { $0 == 0x0d || $0 == 0x0a }
        }
        return (body, false)
    }
}
