import Addresses
import Foundation
import Model
import Testing

/// One gentle scan of the lab, looked at from every side.
struct LabScan {
    static let shared = Result { try LabScan(Lab.scan("lab")) }

    let outcome: Lab.Outcome
    let truth: LabTruth
    let results: LabResults
    let assessment: Assessment

    init(_ outcome: Lab.Outcome) throws {
        self.outcome = outcome
        truth = try outcome.decoded(LabTruth.self, from: "truth.json")
        results = try outcome.decoded(LabResults.self, from: "results.json")
        guard let assessment = try? outcome.assessment() else {
            throw NoPack(exitCode: outcome.exitCode, talk: outcome.talk)
        }
        self.assessment = assessment
    }

    struct NoPack: Error {
        var exitCode: Int32
        var talk: String
    }

    func asset(of device: LabTruth.Device) -> Asset? {
        assessment.assets.first { $0.macs.map(\.description).contains(device.mac) }
    }

    /// The devices that may be spoken to.
    var open: [LabTruth.Device] { truth.devices.filter { !$0.handsOff } }

    func intensity() throws -> Intensity { try #require(assessment.scope?.intensity) }
}

extension InTheLab {
    /// What the pack says, against what the lab knows.
    struct Findings {
        let lab: LabScan

        init() throws { lab = try LabScan.shared.get() }

        @Test func `is what its truth says, by arp-scan and nmap`() throws {
            let witness = Lab.packageRoot.appendingPathComponent("Tests/Lab/witness").path
            let outcome = try Lab.run("witness", [witness])
            #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.talk)")
        }

        @Test func `no device is invented`() {
            let known = Set(lab.truth.devices.map(\.mac) + [lab.truth.scanner.mac])
            for asset in lab.assessment.assets where asset.host == nil {
                #expect(asset.macs.count == 1, "\(asset.id): \(asset.macs) \(asset.addresses)")
                #expect(asset.macs.allSatisfy { known.contains($0.description) }, "\(asset.id)")
            }
            #expect(lab.assessment.assets.count <= lab.truth.devices.count + 1)
        }

        @Test func `each device has its own addresses and no other`() {
            for device in lab.truth.devices {
                let found = Set(lab.asset(of: device)?.addresses.map(\.description) ?? [])
                let own = Set(device.addresses + [device.linkLocal] + device.proxied)
                #expect(found.isSubset(of: own), "\(device.name): \(found.subtracting(own))")
                let expected = device.addresses.filter { !$0.contains(":") }
                #expect(found.isSuperset(of: expected) && !found.isEmpty, "\(device.name): \(found)")
            }
        }

        @Test func `every open TCP port of the intensity is found and none invented`() throws {
            let ports = try lab.intensity().tcpPorts
            for device in lab.open {
                let services = lab.asset(of: device)?.services.filter { $0.transport == .tcp } ?? []
                let found = services.map(\.port).sorted()
                let expected = device.services.filter { $0.transport == "tcp" && ports.contains($0.port) }
                #expect(found == expected.map(\.port).sorted(), "\(device.name)")
            }
        }

        @Test func `every UDP service of the intensity that answers is found and none invented`() throws {
            let ports = try lab.intensity().udpPorts
            for device in lab.open {
                let services = lab.asset(of: device)?.services.filter { $0.transport == .udp } ?? []
                let found = Set(services.map(\.port))
                let real = device.services.filter { $0.transport == "udp" }
                let expected = real.filter { $0.answers && ports.contains($0.port) }.map(\.port)
                #expect(
                    found.isSuperset(of: expected), "\(device.name): \(found.sorted()) lacks of \(expected)")
                #expect(found.isSubset(of: real.map(\.port)), "\(device.name): \(found.sorted())")
            }
        }

        @Test func `each open port is recognised for what it is`() throws {
            let intensity = try lab.intensity()
            for device in lab.open {
                for service in device.services where service.answers {
                    let ports = service.transport == "tcp" ? intensity.tcpPorts : intensity.udpPorts
                    guard let word = service.protocol, ports.contains(service.port) else { continue }
                    let found = lab.asset(of: device)?.services.first {
                        $0.transport.rawValue == service.transport && $0.port == service.port
                    }
                    #expect(
                        found?.speaks(word) == true,
                        "\(device.name) \(service.port): \(found?.proto ?? "nil")")
                }
            }
        }

        @Test func `the ledger's forgotten device and the strangers come to light`() {
            let failures = lab.assessment.findings.filter(\.isFailure)
            for device in lab.truth.devices where !device.inLedger {
                let id = lab.asset(of: device)?.id
                #expect(lab.asset(of: device)?.ledgerRow == nil, "\(device.name)")
                #expect(failures.contains { $0.asset == id && $0.topic == .inventory }, "\(device.name)")
            }
            for device in lab.truth.devices where device.inLedger {
                #expect(lab.asset(of: device)?.ledgerRow == device.name, "\(device.name)")
            }
        }
    }
}
