package import Model

/// A mistake in a file that people write: where it is, what is wrong, what to do.
package struct PolicyError: Error, Equatable {
    /// The file's path as it was given.
    package var file: String
    /// 1 for the first line; nil when the mistake is the file as a whole.
    package var line: Int?
    private var problem: Text

    package init(file: String, line: Int?, problem: Text) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    /// `gentle.yaml:3: …`
    package var text: Text {
        let place = line.map { "\(file):\($0)" } ?? file
        return Text(ja: "\(place): \(problem.ja)", en: "\(place): \(problem.en)")
    }
}

/// Something in a file that was not understood and is not a mistake: a column nobody knows.
package struct PolicyWarning: Equatable, Sendable {
    package var text: Text

    package init(text: Text) {
        self.text = text
    }
}
