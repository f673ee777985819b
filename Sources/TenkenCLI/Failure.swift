import ArgumentParser
import Model

/// How tenken ends; documented in `man/tenken.8`.
enum ExitStatus: Int32, CaseIterable {
    case nothingToReport = 0
    case findings = 1
    case couldNotComplete = 2
    case usage = 64
    case badData = 65
    case nothingToScan = 69
    case cannotWrite = 73
    case noPrivilege = 77
    case interrupted = 130

    var code: ExitCode { ExitCode(rawValue) }
}

/// Something went wrong that a person must hear of: one sentence that says what, where and what to do.
struct Failure: Error {
    var status: ExitStatus
    var text: Text

    init(_ status: ExitStatus, ja: String, en: String) {
        self.status = status
        text = Text(ja: ja, en: en)
    }

    init(_ status: ExitStatus, _ text: Text) {
        self.status = status
        self.text = text
    }
}
