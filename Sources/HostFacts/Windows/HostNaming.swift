import Addresses
package import Model

/// Gives every computer of an import a name of its own among the hosts of a journal.
package struct HostNaming: Sendable {
    /// A computer that has a name here.
    private struct Known {
        var host: String
        /// What it calls itself, made safe, beside `host` itself.
        var ownNames: Set<String>
        var marks: Set<String>
        var collected: [Timestamp]
    }

    private var known: [Known] = []

    package init() {}

    /// How a collection stands to those that were named before it.
    package enum Standing: Equatable, Sendable {
        /// The first of its computer.
        case new
        /// Another computer has the same name.
        case namesake(of: String)
        /// The same computer was collected before, and this is newer.
        case newer
        /// The same computer was collected later than this.
        case older
        /// This very collection is there already.
        case repeated
    }

    /// The host's name for a collection of the computer that calls itself so. Of what was read in it, the hardware
    /// addresses tell computers of one name apart.
    package mutating func name(
        _ computer: String, _ observations: [Observation], at time: Timestamp
    ) -> (host: String, standing: Standing) {
        let wanted = Self.safe(computer)
        let marks = Set(observations.flatMap(\.marks))
        let namesakes = known.indices.filter { known[$0].ownNames.contains(wanted) }
        if let same = namesakes.first(where: { isSame(known[$0], marks, time) }) {
            let standing = Self.standing(time, among: known[same].collected)
            known[same].marks.formUnion(marks)
            known[same].collected.append(time)
            return (known[same].host, standing)
        }
        let host = free(wanted)
        known.append(Known(host: host, ownNames: [wanted], marks: marks, collected: [time]))
        return (host, namesakes.first.map { .namesake(of: known[$0].host) } ?? .new)
    }

    /// Takes in the hosts that a journal already holds.
    package mutating func add(_ observations: [Observation]) {
        for observation in observations where observation.origin == .imported {
            guard let host = observation.subject.host else { continue }
            let index = known.lastIndex { $0.host == host } ?? known.endIndex
            if index == known.endIndex {
                known.append(Known(host: host, ownNames: [host], marks: [], collected: []))
            }
            if case .name(let fact) = observation.fact, fact.kind == .hostname {
                known[index].ownNames.insert(Self.safe(fact.value))
            }
            known[index].marks.formUnion(observation.marks)
            if known[index].collected.last != observation.time {
                known[index].collected.append(observation.time)
            }
        }
    }

    /// One computer: it shares a hardware address, or it was collected at the same second.
    private func isSame(_ known: Known, _ marks: Set<String>, _ time: Timestamp) -> Bool {
        !known.marks.isDisjoint(with: marks) || (known.marks == marks && known.collected.contains(time))
    }

    private static func standing(_ time: Timestamp, among others: [Timestamp]) -> Standing {
        if others.contains(time) { return .repeated }
        return others.allSatisfy { $0 < time } ? .newer : .older
    }

    /// The first of `name`, `name-2`, `name-3` … that nobody has.
    private func free(_ name: String) -> String {
        let taken = Set(known.map(\.host)).union([Observation.Subject.thisHost.host ?? ""])
        guard taken.contains(name) else { return name }
        var number = 2
        while taken.contains("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }

    /// The most characters of a host's name; a DNS label has as many.
    private static let nameLimit = 63

    /// The name in lower case with letters, digits, `-`, `_` and `.` alone.
    package static func safe(_ computer: String) -> String {
        let kept = computer.prefix(nameLimit).lowercased().unicodeScalars.map { scalar -> Character in
            let isFine =
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || ["-", "_", "."].contains(scalar)
            return isFine && !scalar.isDisguise ? Character(scalar) : "-"
        }
        let name = String(kept.prefix(nameLimit))
        return name.contains { $0 != "-" && $0 != "." } ? name : "windows"
    }
}

extension Observation {
    /// What tells the machine itself from others.
    fileprivate var marks: [String] {
        if case .interface(let interface) = fact, let mac = interface.mac, mac != .zero, !mac.isGroup {
            return [mac.description]
        }
        return []
    }
}
