/// What `Tests/Lab` knows of its devices (`truth.json`).
struct LabTruth: Decodable {
    struct Device: Decodable {
        var name: String
        var mac: String
        var addresses: [String]
        var linkLocal: String
        var names: [Name]
        var inLedger: Bool
        var handsOff: Bool
        var services: [Service]
    }

    struct Name: Decodable {
        var value: String
        var kind: String
    }

    struct Service: Decodable {
        var transport: String
        var port: UInt16
        var `protocol`: String?
        var remote: String?
        var answers: Bool
    }

    struct Scanner: Decodable {
        var mac: String
    }

    var devices: [Device]
    var scanner: Scanner
    var forgotten: String
}

/// What the witness of the link counted (`results.json`).
struct LabResults: Decodable {
    struct Count: Decodable {
        var packets: Int
        var octets: Int
    }

    struct DeviceState: Decodable {
        var fragile: Fragile?
        var running: [String: Bool]
    }

    struct Fragile: Decodable {
        var alive: Bool
        var other: Int
        var connections: Int
    }

    /// By destination MAC.
    var sent: [String: Count]
    var peakPerSecond: [String: Int]
    var outsideScope: [String]
    var octetsIntoPrinterPorts: Int
    var framesLost: Int?
    var devices: [String: DeviceState]
}
