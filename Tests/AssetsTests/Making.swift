import Addresses
import Assets
import Model
import Testing

/// Observations for tests, one journal line each, in the order they are noted.
struct Story {
    private(set) var lines: [Recorded<Observation>] = []

    /// Notes what a source saw of the device with this MAC and address.
    mutating func note(
        _ mac: String? = nil, _ address: String? = nil, host: String? = nil, _ fact: Fact,
        from source: String = "test"
    ) throws {
        let subject = Observation.Subject(
            mac: try mac.map { try #require(MACAddress($0)) },
            address: try address.map { try #require(IPAddress($0)) }, host: host)
        let observation = Observation(
            time: Timestamp(microseconds: Int64(lines.count)), source: source,
            origin: host == nil ? .asked : .host, subject: subject, fact: fact)
        lines.append(Recorded(line: lines.count + 2, value: observation))
    }

    mutating func neighbour(_ mac: String, _ address: String) throws {
        try note(mac, address, .neighbour, from: "arp-sweep")
    }

    mutating func open(_ address: String, _ ports: UInt16...) throws {
        for port in ports {
            try note(nil, address, .port(PortFact(Port(.tcp, port), .open)), from: "tcp-syn")
        }
    }

    func folded(
        site: Site = Site(), makers: [HandsOffMaker] = [], rules: [RecognitionRule] = []
    ) -> [Asset] {
        fold(lines, site: site, handsOffMakers: makers, rules: rules)
    }
}

func row(_ line: Int, _ cells: [LedgerColumn: String]) -> LedgerRow {
    var cells = cells
    cells[.number] = cells[.number] ?? "R\(line)"
    return LedgerRow(line: line, cells: cells)
}

func site(_ rows: LedgerRow...) -> Site { Site(ledger: Ledger(rows: rows)) }

let first = "00:00:5e:00:53:01"
let second = "00:00:5e:00:53:02"
