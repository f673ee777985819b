/// A message of the Simple Service Discovery Protocol (UPnP Device Architecture 2.0, 1): HTTP's header in a datagram.
package struct SSDPMessage: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// `M-SEARCH`: a client asks.
        case search
        /// `NOTIFY`: a device announces itself, or says goodbye.
        case notify
        /// The answer to a search, with its status.
        case response(status: Int)
    }

    package struct Header: Equatable, Sendable {
        /// Upper case; names do not depend on it.
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package var kind: Kind
    package var headers: [Header]

    package init(_ kind: Kind, headers: [Header]) {
        self.kind = kind
        self.headers = headers
    }

    /// The value of the first header of this upper-case name.
    package subscript(name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// The search for `target`, answered within `wait` seconds.
    package static func search(host: String, target: String, wait: Int) -> SSDPMessage {
        SSDPMessage(
            .search,
            headers: [
                Header("HOST", host), Header("MAN", "\"ssdp:discover\""), Header("MX", "\(wait)"),
                Header("ST", target),
            ])
    }
}

extension SSDPMessage {
    private static let headerLimit = 64

    package init(parsing reader: inout ByteReader) throws(WireError) {
        let lines = try reader.take(reader.count).split(separator: 0x0a, omittingEmptySubsequences: false)
        // The last piece is what follows the last line end: nothing, or a line that was cut.
        guard lines.count > 1, let first = lines.first else { throw .malformed("SSDP start line") }
        kind = try Kind(line: Self.text(first))
        headers = lines.dropFirst().dropLast().prefix(Self.headerLimit).compactMap { line in
            let parts = line.split(separator: 0x3a, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else { return nil }
            return Header(Self.text(parts[0]).uppercased(), Self.text(parts[1]))
        }
    }

    /// The octets as text without white space and control characters at both ends.
    private static func text(_ octets: ArraySlice<UInt8>) -> String {
        let kept = octets.drop { $0 <= 0x20 }
        let end = kept.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? kept.startIndex
        return String(decoding: kept[..<end], as: UTF8.self)
    }

    package var octets: [UInt8] {
        let lines = [kind.line] + headers.map { "\($0.name): \($0.value)" } + ["", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }
}

extension SSDPMessage.Kind {
    fileprivate init(line: String) throws(WireError) {
        let words = line.split(separator: " ")
        switch (words.first, words.dropFirst().first) {
        case ("M-SEARCH", "*"): self = .search
        case ("NOTIFY", "*"): self = .notify
        case (let version?, let status?) where version.hasPrefix("HTTP/1."):
            guard let number = Int(status), (100...599).contains(number) else {
                throw .malformed("SSDP status")
            }
            self = .response(status: number)
        default: throw .malformed("SSDP start line")
        }
    }

    fileprivate var line: String {
        switch self {
        case .search: "M-SEARCH * HTTP/1.1"
        case .notify: "NOTIFY * HTTP/1.1"
        case .response(let status): "HTTP/1.1 \(status) OK"
        }
    }
}
