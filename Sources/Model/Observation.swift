package import Addresses

/// One immutable fact: who it is about, how and when it was learnt, and what it was read from.
package struct Observation: Hashable, Sendable, Codable {
    package var time: Timestamp
    /// The probe or host source that saw it: `arp-sweep`, `heard-mdns`, `host-listeners`.
    package var source: String
    package var origin: Origin
    package var subject: Subject
    package var fact: Fact
    package var grounds: Grounds?

    package init(
        time: Timestamp, source: String, origin: Origin, subject: Subject, fact: Fact, grounds: Grounds? = nil
    ) {
        self.time = time
        self.source = source
        self.origin = origin
        self.subject = subject
        self.fact = fact
        self.grounds = grounds
    }

    /// How tenken came to know.
    package enum Origin: String, Hashable, Sendable, Codable, CaseIterable {
        /// The answer to a question that tenken sent.
        case asked
        /// Overheard without asking.
        case heard
        /// Read on the host that runs tenken.
        case host
        /// Brought in from a file.
        case imported
    }

    /// The device an observation is about, by every identifier known at that moment.
    ///
    /// None of the three: the observation is about the site or the scan itself.
    package struct Subject: Hashable, Sendable, Codable {
        package var mac: MACAddress?
        package var address: IPAddress?
        /// The name of a host that was inspected from inside; `this-host` for the one tenken runs on.
        package var host: String?

        package init(mac: MACAddress? = nil, address: IPAddress? = nil, host: String? = nil) {
            self.mac = mac
            self.address = address
            self.host = host
        }

        package static let site = Subject()
        package static let thisHost = Subject(host: "this-host")
    }

    /// A bounded copy of the octets or lines a fact was read from; never payload of others' traffic.
    package struct Grounds: Hashable, Sendable, Codable {
        package enum Form: String, Hashable, Sendable, Codable {
            case hex
            case text
        }

        package var form: Form
        package var value: String
        /// Whether more followed than was kept.
        package var isCut: Bool

        /// The most octets kept.
        package static let limit = 256

        package init(octets: some Collection<UInt8>) {
            form = .hex
            value = octets.prefix(Self.limit).map { hexadecimal($0) }.joined()
            isCut = octets.count > Self.limit
        }

        package init(text: String) {
            form = .text
            value = String(text.prefix(Self.limit))
            isCut = text.count > Self.limit
        }
    }
}
