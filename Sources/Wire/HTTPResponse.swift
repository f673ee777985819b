/// The answer to an HTTP/1.x or RTSP/1.0 request (RFC 9112, RFC 2326): status, header fields, and the body as sent.
package struct HTTPResponse: Equatable, Sendable {
    package struct Field: Equatable, Sendable {
        /// Lower case.
        package var name: String
        package var value: String
    }

    /// `HTTP/1.1`
    package var version: String
    /// 100–999
    package var status: Int
    package var fields: [Field]
    /// What came after the head, in its transfer coding.
    package var body: ArraySlice<UInt8>

    /// The most octets of a head that are read.
    package static let headLimit = 65_536
    private static let fieldLimit = 200

    /// The first value of a field; `name` in lower case.
    package subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}

extension HTTPResponse {
    /// Reads an answer whose head is complete; throws `truncated` where it is not.
    package init(parsing octets: ArraySlice<UInt8>) throws(WireError) {
        var rest = octets
        var room = Self.headLimit
        (version, status) = try Self.statusLine(Self.line(&rest, &room))
        fields = []
        while true {
            let line = try Self.line(&rest, &room)
            guard let first = line.first else { break }
            if first == 0x20 || first == 0x09 {
                guard !fields.isEmpty else { throw .malformed("header continues nothing") }
                fields[fields.count - 1].value += " " + String(lossy: line)
                continue
            }
            guard let colon = line.firstIndex(of: 0x3a) else { continue }
            guard fields.count < Self.fieldLimit else { throw .malformed("too many header fields") }
            let name = String(lossy: line[..<colon]).lowercased()
            fields.append(Field(name: name, value: String(lossy: line[line.index(after: colon)...])))
        }
        body = rest
    }

    /// The next line without its end, leaving what follows in `rest`.
    private static func line(
        _ rest: inout ArraySlice<UInt8>, _ room: inout Int
    ) throws(WireError) -> ArraySlice<UInt8> {
        guard let end = rest.prefix(room).firstIndex(of: 0x0a) else {
            guard rest.count < room else { throw .malformed("head too long") }
            throw .truncated(needed: rest.count + 1, available: rest.count)
        }
        var line = rest[..<end]
        room -= line.count + 1
        rest = rest[(end + 1)...]
        if line.last == 0x0d { line = line.dropLast() }
        return line
    }

    /// `HTTP/1.1 200 OK`
    private static func statusLine(_ line: ArraySlice<UInt8>) throws(WireError) -> (String, Int) {
        let parts = line.split(separator: 0x20, maxSplits: 2)
        guard parts.count >= 2, isVersion(parts[0]), parts[1].count == 3,
            let status = Int(String(decoding: parts[1], as: UTF8.self)), (100...999).contains(status)
        else { throw .malformed("status line") }
        return (String(decoding: parts[0], as: UTF8.self), status)
    }

    private static func isVersion(_ word: ArraySlice<UInt8>) -> Bool {
        let octets = Array(word)
        return octets.count == 8 && (octets.starts(with: "HTTP/".utf8) || octets.starts(with: "RTSP/".utf8))
            && (0x30...0x39).contains(octets[5]) && octets[6] == 0x2e && (0x30...0x39).contains(octets[7])
    }
}

extension HTTPResponse {
    /// The length the body will have, when its head says so and no transfer coding hides it.
    package var bodyLength: Int? {
        if status < 200 || status == 204 || status == 304 { return 0 }
        guard self["transfer-encoding"] == nil, let text = self["content-length"], let length = Int(text),
            length >= 0
        else { return nil }
        return length
    }

    package var isChunked: Bool {
        self["transfer-encoding"]?.lowercased().contains("chunked") ?? false
    }

    /// The first `limit` octets of the body without chunk framing; stops where the framing breaks or the octets end.
    package func content(limit: Int) -> [UInt8] {
        guard isChunked else { return Array(body.prefix(limit)) }
        var content: [UInt8] = []
        var rest = body
        while content.count < limit, let end = rest.prefix(256).firstIndex(of: 0x0a) {
            let digits = rest[..<end].prefix { isHexadecimalDigit($0) }
            let text = String(decoding: digits, as: UTF8.self)
            guard let size = Int(text, radix: 16), size > 0 else { break }
            let chunk = rest[(end + 1)...].prefix(size)
            content += chunk.prefix(limit - content.count)
            rest = rest[chunk.endIndex...]
            if rest.first == 0x0d { rest = rest.dropFirst() }
            if rest.first == 0x0a { rest = rest.dropFirst() }
        }
        return content
    }

    /// The `realm` of the first authentication challenge that has one (RFC 9110, 11.5).
    package var realm: String? {
        for field in fields where field.name == "www-authenticate" {
            let lower = field.value.lowercased()
            guard let found = lower.firstRange(of: "realm=") else { continue }
            let start = lower.distance(from: lower.startIndex, to: found.upperBound)
            let value = field.value.dropFirst(start)
            if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
            return String(value.prefix { $0 != "," && $0 != " " })
        }
        return nil
    }

    /// The names of the authentication schemes offered, lower case, in order of appearance.
    package var authenticationSchemes: [String] {
        fields.filter { $0.name == "www-authenticate" }
            .compactMap { $0.value.split(separator: " ").first?.lowercased() }
    }
}

private func isHexadecimalDigit(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
}
