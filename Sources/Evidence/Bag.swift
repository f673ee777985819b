/// An evidence pack as a BagIt 1.0 bag (RFC 8493): the payload with what any archivist's tool needs to check it.
package struct Bag: Equatable, Sendable {
    /// One file of the pack: its path from the pack's folder, parts separated by `/`.
    package struct File: Equatable, Sendable {
        package var path: String
        package var octets: [UInt8]

        package init(path: String, octets: [UInt8]) {
            self.path = path
            self.octets = octets
        }
    }

    /// A line of `bag-info.txt`: `Source-Organization: …`.
    package struct Tag: Equatable, Sendable {
        package var label: String
        package var value: String

        package init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// Every file of the pack, tag files first, the payload by path.
    package let files: [File]

    package static let declaration = Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)

    /// Makes the bag.
    ///
    /// - Parameters:
    ///   - payload: octets by path below `data/`: `journal.jsonl`, `reports/report.html`.
    ///   - info: further lines for `bag-info.txt`, before Payload-Oxum, which is counted here.
    package init(payload: [String: [UInt8]], info: [Tag]) {
        let data = payload.map { File(path: "data/\($0.key)", octets: $0.value) }.sorted {
            isBefore($0.path, $1.path)
        }
        let octets = data.reduce(0) { $0 + $1.octets.count }
        let tags = info + [Tag("Payload-Oxum", "\(octets).\(data.count)")]
        let tagFiles = [
            File(path: "bag-info.txt", octets: tags.flatMap { $0.line.utf8 }),
            File(path: "bagit.txt", octets: Self.declaration),
            File(path: "manifest-sha256.txt", octets: Manifest(of: data).octets),
        ]
        let tagManifest = File(path: "tagmanifest-sha256.txt", octets: Manifest(of: tagFiles).octets)
        files = tagFiles + [tagManifest] + data
    }
}

extension Bag.Tag {
    /// The line, with a line feed; line ends within the value become spaces (RFC 8493, 2.2.2).
    var line: String {
        let value = value.split { $0.isNewline }.joined(separator: " ")
        return "\(label): \(value)\n"
    }
}

/// Byte order: the same in every locale and with every version of Unicode.
func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
