import Model
import Platform
import Reports

/// The one door by which an assessment reaches a person or a program.
struct Presentation {
    var globals: GlobalOptions

    /// Prints the summary or the JSON, and where the pack lies as the last line.
    func show(_ sealed: Sealing.Sealed, pack: String?) throws {
        if globals.json {
            Terminal.write(String(decoding: try sealed.assessment.json(), as: UTF8.self), to: .output)
        } else {
            Terminal.write(
                sealed.input.summary(in: globals.language, columns: columns, isColoured: isColoured),
                to: .output)
            if let pack { Terminal.write("\(pack)\n", to: .output) }
        }
    }

    /// Whether something is to be acted on: a failure that nobody accepted, about which nothing was agreed, and that is more than a remark.
    func status(of assessment: Assessment) -> ExitStatus {
        let isToBeActedOn = assessment.findings.contains { finding in
            finding.needsAction && finding.severity > .information
        }
        return isToBeActedOn ? .findings : .nothingToReport
    }

    private var columns: Int { min(Terminal.columns(.output) ?? 80, 100) }

    private var isColoured: Bool { Terminal.isTerminal(.output) && environment("NO_COLOR") == nil }
}
