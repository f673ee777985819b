package import Model

/// Everything in the folder of profiles, checked.
package struct Profiles: Sendable {
    package private(set) var knowledge: Knowledge
    /// By name: `gentle`.
    package private(set) var intensities: [String: Intensity] = [:]
    /// By id: `mhlw-pharmacy/r5`.
    package private(set) var editions: [String: Edition] = [:]

    /// Reads the files.
    ///
    /// - Parameter files: Text by path from the folder's top: `intensity/gentle.yaml`.
    /// - Throws: The first mistake, with its file and line, files taken in order of their paths.
    package init(files: [String: String]) throws(PolicyError) {
        knowledge = Knowledge(asOf: CivilDate(daysSinceEpoch: 0))
        var dates: [CivilDate] = []
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            try read(try Entry.root(of: text, file: path), path: path, dates: &dates)
        }
        knowledge.asOf = dates.min() ?? knowledge.asOf
    }

    /// The newest edition whose wording is final.
    package var defaultEdition: Edition? {
        editions.values.filter { !$0.isProvisional }.max { ($0.published, $0.id) < ($1.published, $1.id) }
    }

    private mutating func read(_ entry: Entry, path: String, dates: inout [CivilDate]) throws(PolicyError) {
        let parts = path.split(separator: "/").map(String.init)
        switch parts.first {
        case "intensity":
            let intensity = try Intensity(entry)
            intensities[intensity.name] = intensity
        case "checklists":
            let id = parts.dropFirst().joined(separator: "/").split(separator: ".").dropLast()
            let edition = try Edition(entry, id: id.joined(separator: "."))
            editions[edition.id] = edition
        case "lifecycles", "remote-maintenance", "recognition", "roles", "services", "hands-off.yaml":
            let asOf = try knowledge.read(entry, kind: parts[0], name: parts.last ?? "")
            // Address blocks and roles do not age as support periods and products do.
            if ["lifecycles", "remote-maintenance", "services"].contains(parts[0]) { dates.append(asOf) }
        default:
            throw entry.wrong(
                "このファイルの置き場所がわかりません。", "this file is in no known place of the profiles.")
        }
    }
}
