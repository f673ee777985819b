/// Port numbers 1–65535, kept sorted and without repetition.
package struct PortSet: Hashable, Sendable {
    /// Ascending.
    package let ports: [UInt16]

    package init(_ ports: some Sequence<UInt16>) {
        self.ports = Set(ports).subtracting([0]).sorted()
    }

    package var isEmpty: Bool { ports.isEmpty }
    package var count: Int { ports.count }

    package func contains(_ port: UInt16) -> Bool {
        var low = 0
        var high = ports.count
        while low < high {
            let middle = (low + high) / 2
            if ports[middle] < port { low = middle + 1 } else { high = middle }
        }
        return low < ports.count && ports[low] == port
    }
}

extension PortSet: CustomStringConvertible, LosslessStringConvertible {
    /// `22,80,5900-5902`
    package var description: String {
        var ranges: [ClosedRange<UInt16>] = []
        for port in ports {
            if let last = ranges.last, last.upperBound < port, last.upperBound + 1 == port {
                ranges[ranges.count - 1] = last.lowerBound...port
            } else {
                ranges.append(port...port)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }

    /// Reads numbers and ranges separated by commas, none as the empty set; nil when any part is wrong.
    package init?(_ description: String) {
        var ports: [UInt16] = []
        guard !description.isEmpty else {
            self.init(ports)
            return
        }
        for part in description.split(separator: ",", omittingEmptySubsequences: false) {
            let bounds = part.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) ?? 0 }
            guard (1...2).contains(bounds.count), bounds[0] > 0, bounds[0] <= bounds[bounds.count - 1] else {
                return nil
            }
            ports += bounds[0]...bounds[bounds.count - 1]
        }
        self.init(ports)
    }
}

extension PortSet: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decodeText(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
