import Foundation
import Model

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
        /// Words of ``Asset/Kind``, each of them true.
        var kinds: [String]
        /// Whether anybody who asks can tell.
        var kindShows: Bool
        var system: String?
        /// The signs by which it leads out of the link.
        var leadsOut: [String]
        var givesAddresses: Bool
        var mappings: [Mapping]
        /// The addresses of others that it answers ARP for.
        var proxied: [String]
        /// Ids of the products whose relays it keeps in touch with.
        var talks: [String]
        var tells: [Property]

        /// The true value of a property where a claim holds it, with the maker before it or a number behind it.
        func truth(of property: String, in claim: String) -> String? {
            tells.first { $0.property == property && " \(claim) ".contains(" \($0.value) ") }?.value
        }
    }

    struct Mapping: Decodable {
        var outside: UInt16
        var client: String
        var inside: UInt16
    }

    struct Property: Decodable {
        var property: String
        var value: String
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
        var software: Software?

        var name: String { "\(transport)/\(port)" }
        var carrier: Transport { transport == "tcp" ? .tcp : .udp }
    }

    /// The software behind a port, by its Debian package.
    struct Software: Decodable {
        var name: String
        var version: String?
        /// Whether the protocol tells anybody its name, and that version.
        var tells: Bool
        var tellsVersion: Bool

        /// All that can be learnt.
        var told: String { tellsVersion ? "\(name) \(version ?? "")" : name }

        /// What a claim says in the truth's words: `told`, or the name alone; nil where it says something else.
        ///
        /// A claim may cut the version (`2.4` of 2.4.2) or add what the packager wrote behind it (`10.11.4-MariaDB`).
        func agreeing(with claim: String) -> String? {
            guard claim.lowercased().hasPrefix(name.lowercased()) else { return nil }
            let rest = claim.dropFirst(name.count).trimmingCharacters(in: .whitespaces)
            guard !rest.isEmpty else { return name }
            guard let version else { return nil }
            let continues =
                rest.hasPrefix(version) && !(rest.dropFirst(version.count).first?.isNumber ?? false)
            let isCut = version.hasPrefix(rest + ".")
            return continues ? told : isCut ? name : nil
        }
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

    /// The kernel's word to a device that nothing listens on a port of the scanner's machine.
    struct Unreachable: Decodable {
        var mac: String
        var octets: Int
        /// Since 1970.
        var seconds: Double
    }

    var unreachables: [Unreachable]
    /// By destination MAC.
    var sent: [String: Count]
    var peakPerSecond: [String: Int]
    var outsideScope: [String]
    var octetsIntoPrinterPorts: Int
    var framesLost: Int?
    var devices: [String: DeviceState]
}

extension Service {
    /// Every product with its version that was read from this port.
    var statedProducts: Set<String> {
        let own = product.map { [$0, version].compactMap { $0 }.joined(separator: " ") }
        return Set(claims.map(\.value) + (claims.isEmpty ? [own].compactMap { $0 } : []))
    }
}

extension String {
    /// The part of a domain name before the first dot, in lower case.
    var firstLabel: String { split(separator: ".").first?.lowercased() ?? "" }
}
