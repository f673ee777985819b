package import Model

/// A package of the Red Hat family as rpm's database keeps it.
package struct RPMPackage: Hashable, Sendable {
    package var name: String
    package var version: RPMVersion
    /// `x86_64`, `noarch`
    package var architecture: String?
    package var vendor: String?
    /// When it was installed, or updated to this version.
    package var installed: Timestamp?

    package init(
        name: String, version: RPMVersion, architecture: String? = nil, vendor: String? = nil,
        installed: Timestamp? = nil
    ) {
        self.name = name
        self.version = version
        self.architecture = architecture
        self.vendor = vendor
        self.installed = installed
    }

    /// Reads the header of one package (RPM V4 package format, "Header"), without the eight octets before it that only
    /// package files have; nil where it is no whole header or lacks what every package has.
    package init?(header octets: [UInt8]) {
        guard let header = RPMHeader(octets), let name = header.text(.name),
            let version = header.text(.version),
            let release = header.text(.release)
        else { return nil }
        self.init(
            name: name,
            version: RPMVersion(
                epoch: header.number(.epoch).map { Int($0) } ?? 0, version: version, release: release),
            architecture: header.text(.architecture), vendor: header.text(.vendor),
            installed: header.number(.installTime).map {
                Timestamp(microseconds: Int64($0) * 1_000_000)
            })
    }
}

/// The index of a header and its data: both numbers of octets and entries come first, big endian throughout.
/// ```
/// 4 octets  number of entries (il)
/// 4 octets  octets of data (dl)
/// il × 16   tag, type, offset into the data, count
/// dl        data
/// ```
private struct RPMHeader {
    enum Tag: UInt32 {
        case name = 1000, version = 1001, release = 1002, epoch = 1003, installTime = 1008, vendor = 1011
        case architecture = 1022
    }

    private struct Entry {
        var type: UInt32
        /// Its place in the octets of the header.
        var start: Int
    }

    /// rpm itself takes no more (`headerMaxData` and its likes).
    private static let limits = (entries: 1 << 16, data: 1 << 28)

    private let octets: [UInt8]
    private let end: Int
    private var entries: [UInt32: Entry] = [:]

    init?(_ octets: [UInt8]) {
        self.octets = octets
        guard let first = octets.big32(at: 0), let second = octets.big32(at: 4) else { return nil }
        let (count, size) = (Int(first), Int(second))
        guard (1...Self.limits.entries).contains(count), size <= Self.limits.data else { return nil }
        let data = 8 + count * 16
        end = data + size
        guard end <= octets.count else { return nil }
        for index in 0..<count {
            let place = 8 + index * 16
            guard let tag = octets.big32(at: place), let type = octets.big32(at: place + 4),
                let offset = octets.big32(at: place + 8)
            else { return nil }
            // An offset outside belongs to a region's own end mark, which none of the tags here is.
            guard Int(offset) < size else { continue }
            entries[tag] = entries[tag] ?? Entry(type: type, start: data + Int(offset))
        }
    }

    /// A text (type 6), or the first of several in languages (type 9), which end in a zero octet.
    func text(_ tag: Tag) -> String? {
        guard let entry = entries[tag.rawValue], [6, 9].contains(entry.type) else { return nil }
        let rest = octets[entry.start..<min(end, entry.start + 1024)]
        guard let zero = rest.firstIndex(of: 0), zero > entry.start else { return nil }
        return String(decoding: rest[..<zero], as: UTF8.self)
    }

    /// A number of 32 bits (type 4).
    func number(_ tag: Tag) -> UInt32? {
        guard let entry = entries[tag.rawValue], entry.type == 4, entry.start + 4 <= end else { return nil }
        return octets.big32(at: entry.start)
    }
}

extension [UInt8] {
    fileprivate func big32(at index: Int) -> UInt32? {
        guard index + 4 <= count else { return nil }
        return self[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
