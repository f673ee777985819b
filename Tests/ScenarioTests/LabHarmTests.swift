import Foundation
import Model
import Testing

extension InTheLab {
    /// What the devices and the witness of the link say of the same scan.
    struct Harm {
        let lab: LabScan

        init() throws { lab = try LabScan.shared.get() }

        @Test func `nothing is sent into a printer's raw port`() {
            #expect(lab.results.octetsIntoPrinterPorts == 0)
        }

        @Test func `the devices not to be touched get nothing but the question whether they are there`() {
            for name in ["fragile", "dispenser"] {
                let fragile = lab.results.devices[name]?.fragile
                #expect(fragile?.alive == true, "\(name)")
                #expect(
                    fragile?.other == 0 && fragile?.connections == 0,
                    "\(name): \(String(describing: fragile))")
            }
        }

        @Test func `every daemon is still running`() {
            for (name, state) in lab.results.devices {
                let stopped = state.running.filter { !$0.value }
                #expect(stopped.isEmpty, "\(name)")
            }
        }

        @Test func `no device gets more packets in a second than the intensity allows`() throws {
            let most = try lab.intensity().packetsPerSecondPerDevice
            #expect(most <= 20)
            for (name, peak) in lab.results.peakPerSecond {
                #expect(peak <= most, "\(name)")
            }
        }

        @Test func `nothing is sent outside the scope`() {
            #expect(lab.results.outsideScope.isEmpty)
        }

        @Test func `the account of packets is what the witness counted`() throws {
            #expect(lab.results.framesLost == 0)
            let ended = Double(try #require(lab.assessment.ended).microseconds) / 1_000_000
            for device in lab.truth.devices {
                // A device may repeat an answer when the scan is over; what the kernel says to that is in no account.
                let late = lab.results.unreachables.filter { $0.mac == device.mac && $0.seconds > ended }
                let id = lab.asset(of: device)?.id
                let account = lab.assessment.packets.filter { $0.asset != nil && $0.asset == id }
                let counted = lab.results.sent[device.mac]
                #expect(
                    account.reduce(0) { $0 + $1.packets } == (counted?.packets ?? 0) - late.count,
                    "\(device.name) packets")
                let octets = late.reduce(0) { $0 + $1.octets }
                #expect(
                    account.reduce(0) { $0 + $1.octets } == (counted?.octets ?? 0) - octets,
                    "\(device.name) octets")
            }
        }

        @Test func `the pack holds against its own manifest`() throws {
            let pack = try #require(lab.outcome.pack)
            let (code, output, talk) = try Lab.execute([Lab.tenken, "verify", pack.path])
            #expect(code == 0, "\(output)\(talk)")
        }
    }
}
