/// Texts as hosts write them into their DHCP messages.
extension String {
    /// UTF-8 up to the first zero, for octets that some clients end with one; nil when nothing is left.
    init?(hostText octets: ArraySlice<UInt8>) {
        let text = octets.prefix { $0 != 0 }
        guard !text.isEmpty else { return nil }
        self.init(decoding: text, as: UTF8.self)
    }

    /// A domain name in uncompressed labels (RFC 1035, 3.1), complete or a first part of one; nil when it is not.
    init?(domainLabels octets: ArraySlice<UInt8>) {
        var labels: [String] = []
        var rest = octets
        while let length = rest.popFirst(), length > 0 {
            guard length < 64, rest.count >= Int(length) else { return nil }
            labels.append(String(decoding: rest.prefix(Int(length)), as: UTF8.self))
            rest = rest.dropFirst(Int(length))
        }
        guard !labels.isEmpty else { return nil }
        self = labels.joined(separator: ".")
    }
}
