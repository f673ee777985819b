/// A message of WS-Discovery (2005/04, as Windows and printers speak it; OASIS 1.1 reads the same): SOAP over UDP.
package struct WSDiscoveryMessage: Equatable, Sendable {
    package enum Action: String, Equatable, Sendable {
        case hello = "Hello"
        case bye = "Bye"
        case probe = "Probe"
        case probeMatches = "ProbeMatches"
        case resolve = "Resolve"
        case resolveMatches = "ResolveMatches"
    }

    package var action: Action
    package var targets: [Target]

    package init(_ action: Action, targets: [Target] = []) {
        self.action = action
        self.targets = targets
    }

    /// One thing that says it is there.
    package struct Target: Equatable, Sendable {
        /// Usually `urn:uuid:…`.
        package var endpoint: String
        /// As sent, with whatever prefix: `wsdp:Device`, `wprt:PrintDeviceType`.
        package var types: [String]
        package var scopes: [String]
        /// Where its services can be reached.
        package var addresses: [String]

        package init(
            endpoint: String, types: [String] = [], scopes: [String] = [], addresses: [String] = []
        ) {
            self.endpoint = endpoint
            self.types = types
            self.scopes = scopes
            self.addresses = addresses
        }

        /// The types without their prefixes.
        package var localTypes: [String] {
            types.map { $0.split(separator: ":").last.map { String($0) } ?? $0 }
        }
    }
}

extension WSDiscoveryMessage {
    private static let listLimit = 32

    package init(parsing reader: inout ByteReader) throws(WireError) {
        let leaves = MarkupElement.leaves(in: try reader.take(reader.count))
        guard let name = leaves.first("Action"), name.contains("/discovery"),
            let action = name.split(separator: "/").last.flatMap({ Action(rawValue: String($0)) })
        else { throw .malformed("WS-Discovery action") }
        self.action = action
        targets = []
        for leaf in leaves {
            if leaf.parent == "EndpointReference", leaf.name == "Address" {
                targets.append(Target(endpoint: leaf.text))
            }
            // A probe names types as well, but has no endpoint: nobody is there to have them.
            guard !targets.isEmpty else { continue }
            let words = leaf.text.split { $0.isWhitespace }.prefix(Self.listLimit).map { String($0) }
            switch leaf.name {
            case "Types": targets[targets.count - 1].types = words
            case "Scopes": targets[targets.count - 1].scopes = words
            case "XAddrs": targets[targets.count - 1].addresses = words
            default: break
            }
        }
    }

    /// The question for every target there is (WS-Discovery 2005/04, 5.2), or for devices of the Devices Profile
    /// (2006/02) only, which some answer alone.
    package static func probe(token: UInt32, ofDevices: Bool) -> [UInt8] {
        let probe = ofDevices ? "<wsd:Probe><wsd:Types>wsdp:Device</wsd:Types></wsd:Probe>" : "<wsd:Probe/>"
        let digits = String(token, radix: 16)
        let id = String(repeating: "0", count: 8 - digits.count) + digits
        return Array(
            """
            <?xml version="1.0" encoding="utf-8"?>\
            <soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" \
            xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:wsd="http://schemas.xmlsoap.org/ws/2005/04/discovery" \
            xmlns:wsdp="http://schemas.xmlsoap.org/ws/2006/02/devprof">\
            <soap:Header>\
            <wsa:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</wsa:To>\
            <wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</wsa:Action>\
            <wsa:MessageID>urn:uuid:\(id)-7465-4e6b-8e00-74656e6b656e</wsa:MessageID>\
            </soap:Header>\
            <soap:Body>\(probe)</soap:Body>\
            </soap:Envelope>
            """.utf8)
    }
}
