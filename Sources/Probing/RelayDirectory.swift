import Addresses
package import Model

/// The names, protocols and shapes by which remote-maintenance products are heard.
package struct RelayDirectory: Sendable {
    /// Products by name, and by the domain that all names below it belong to.
    private var byName: [String: String] = [:]
    private var byDomain: [String: String] = [:]
    private var namePatterns: [Pattern] = []
    private var protocolPatterns: [Pattern] = []
    private var shapesByPort: [Port: [Shape]] = [:]
    private var ports: [String: Set<Port>] = [:]
    /// Shapes that count on any port by their first octet.
    private var shapesByOctet: [Key: [Shape]] = [:]

    /// A name with runs left open.
    fileprivate struct Pattern: Sendable {
        var pieces: [[UInt8]]
        var product: String
    }

    private struct Shape: Sendable {
        var signature: WireSignature
        var product: String
    }

    private struct Key: Hashable, Sendable {
        var transport: Transport
        var octet: UInt8
    }

    /// Where two products claim the same, the first has it.
    package init(_ products: [RemoteMaintenanceProduct]) {
        for product in products {
            ports[product.id] = Set(product.ports)
            for domain in product.domains { add(domain.lowercased(), product.id) }
            for word in product.applicationProtocols {
                protocolPatterns.append(Pattern(pieces: Self.pieces(of: word), product: product.id))
            }
            for signature in product.signatures { add(signature, product) }
        }
    }

    package var isEmpty: Bool {
        byName.isEmpty && byDomain.isEmpty && namePatterns.isEmpty && protocolPatterns.isEmpty
            && shapesByPort.isEmpty && shapesByOctet.isEmpty
    }

    /// The ports at which shapes are looked for.
    package var shapePorts: [Port] { Array(shapesByPort.keys) }

    /// The first octets of shapes that count on any port.
    package func shapeOctets(over transport: Transport) -> [UInt8] {
        shapesByOctet.keys.filter { $0.transport == transport }.map(\.octet)
    }

    private mutating func add(_ domain: String, _ product: String) {
        guard domain.contains("*") else {
            byName[domain] = byName[domain] ?? product
            return
        }
        let parent = String(domain.dropFirst(2))
        if domain.hasPrefix("*."), !parent.contains("*") {
            byDomain[parent] = byDomain[parent] ?? product
        } else {
            namePatterns.append(Pattern(pieces: Self.pieces(of: domain), product: product))
        }
    }

    private mutating func add(_ signature: WireSignature, _ product: RemoteMaintenanceProduct) {
        let shape = Shape(signature: signature, product: product.id)
        if signature.onAnyPort, signature.offset == 0, let octet = signature.octets.first {
            shapesByOctet[Key(transport: signature.transport, octet: octet), default: []].append(shape)
        } else {
            for port in product.ports where port.transport == signature.transport {
                shapesByPort[port, default: []].append(shape)
            }
        }
    }

    private static func pieces(of pattern: String) -> [[UInt8]] {
        pattern.utf8.split(separator: 0x2a, omittingEmptySubsequences: false).map { Array($0) }
    }
}

extension RelayDirectory {
    /// The product that a name belongs to: itself, the nearest domain above it, or a pattern.
    ///
    /// `name` is in lower case, without a final dot.
    package func product(named name: String) -> String? {
        if let product = byName[name] { return product }
        var rest = name[...]
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            if let product = byDomain[String(rest)] { return product }
        }
        return namePatterns.first { $0.matches(name) }?.product
    }

    /// The product that alone speaks an application protocol.
    package func product(speaking name: String) -> String? {
        protocolPatterns.first { $0.matches(name) }?.product
    }

    /// The product whose packets look like this payload between these ports, and the octets that show it.
    package func product(
        shaping payload: ArraySlice<UInt8>, over transport: Transport, between ports: (UInt16, UInt16)
    ) -> (product: String, octets: ArraySlice<UInt8>)? {
        guard let first = payload.first else { return nil }
        let shapes =
            (shapesByOctet[Key(transport: transport, octet: first)] ?? [])
            + (shapesByPort[Port(transport, ports.1)] ?? []) + (shapesByPort[Port(transport, ports.0)] ?? [])
        for shape in shapes {
            if let octets = shape.signature.octets(in: payload) { return (shape.product, octets) }
        }
        return nil
    }

    /// Which of two ports is the service's: a port of the product, else the lower number.
    func servicePort(
        of product: String, over transport: Transport, source: UInt16, destination: UInt16
    ) -> UInt16 {
        let known = ports[product] ?? []
        let isKnown = (
            known.contains(Port(transport, source)), known.contains(Port(transport, destination))
        )
        guard isKnown.0 != isKnown.1 else { return min(source, destination) }
        return isKnown.0 ? source : destination
    }
}

extension RelayDirectory.Pattern {
    /// Whether the pieces stand in this order, the first at the beginning and the last at the end.
    func matches(_ name: String) -> Bool {
        let octets = Array(name.utf8)
        guard let first = pieces.first, let last = pieces.last else { return false }
        guard pieces.count > 1 else { return octets == first }
        guard octets.starts(with: first), octets.count >= first.count + last.count,
            octets.suffix(last.count) == last[...]
        else { return false }
        var rest = octets[first.count..<(octets.count - last.count)]
        for piece in pieces[1..<(pieces.count - 1)] {
            while !rest.starts(with: piece) {
                guard !rest.isEmpty else { return false }
                rest = rest.dropFirst()
            }
            rest = rest.dropFirst(piece.count)
        }
        return true
    }
}

extension WireSignature {
    /// The octets of a payload that show the signature; nil when they do not.
    fileprivate func octets(in payload: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard offset >= 0, !octets.isEmpty, length.map({ $0 == payload.count }) ?? true else { return nil }
        let part = payload.dropFirst(offset).prefix(octets.count)
        return part.elementsEqual(octets) ? part : nil
    }
}
