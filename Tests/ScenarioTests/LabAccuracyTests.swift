import Foundation
import Model
import Testing

extension InTheLab {
    /// How much of what could be learnt was, and whether all that was said is true.
    struct Accuracy {
        let measures: [Measure]

        init() throws { measures = try LabScan.shared.get().measures() }

        @Test func `recall and precision are said for every kind of fact`() {
            print("What one gentle scan of the lab found:\n\(measures.table)")
            #expect(Set(measures.map(\.kind)).count == measures.count)
        }

        /// The least recall asked of each kind, in percent.
        static let leastRecall: [(kind: String, percent: Double)] = [
            ("hosts", 100), ("MACs", 100), ("open TCP ports", 100), ("UDP services", 100),
            ("remote-maintenance endpoints", 100), ("names", 100), ("products", 95), ("roles", 95),
            ("systems", 95), ("identities", 90), ("gateways", 95), ("DHCP servers", 100),
            ("port mappings", 100), ("relay talk", 100), ("proxy ARP", 100),
        ]

        @Test(arguments: leastRecall)
        func `enough of what could be learnt is found`(kind: String, percent: Double) throws {
            let measure = try #require(measures[kind])
            #expect(measure.recall >= percent, "\(kind): missed \(measure.misses)")
        }

        @Test(arguments: leastRecall.map(\.kind))
        func `nothing is invented`(kind: String) throws {
            let measure = try #require(measures[kind])
            #expect(measure.inventions == [], "\(kind)")
        }
    }
}
