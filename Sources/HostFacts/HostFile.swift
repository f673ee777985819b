package import Model

/// A file that a host source wants to see: which, and how much of it.
package struct HostFile: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        /// All of it, when it has at most so many octets.
        case content(limit: Int)
        /// Its first octets, at most so many.
        case beginning(Int)
        /// Only that it is there, how large and how old it is, and who may change it.
        case facts
    }

    /// An absolute path. The last part may hold one `*`, or one folder be `*`; a leading `~` stands for the home of every account that can
    /// sign in.
    package var path: String
    package var part: Part

    init(_ path: String, _ part: Part = .content(limit: 1 << 20)) {
        self.path = path
        self.part = part
    }
}

/// A file as it was found.
package struct FoundFile: Hashable, Sendable {
    /// Empty where only its facts were wanted.
    package var octets: [UInt8]
    package var size: Int
    package var modified: Timestamp
    /// Permission bits (chmod(2)).
    package var mode: UInt32
    package var owner: UInt32

    package init(
        octets: [UInt8] = [], size: Int = 0, modified: Timestamp = Timestamp(microseconds: 0),
        mode: UInt32 = 0o644, owner: UInt32 = 0
    ) {
        self.octets = octets
        self.size = size
        self.modified = modified
        self.mode = mode
        self.owner = owner
    }

    package init(text: String) {
        self.init(octets: Array(text.utf8), size: text.utf8.count)
    }

    /// Octets that are no UTF-8 become replacement characters.
    var text: String { String(decoding: octets, as: UTF8.self) }
}

extension HostSnapshot {
    /// What one path held; unread where nobody asked for it.
    func file(_ path: String) -> Reading<FoundFile> { files[path] ?? .unread(.missing) }

    func text(_ path: String) -> Reading<String> {
        switch file(path) {
        case .found(let file): .found(file.text)
        case .unread(let reason): .unread(reason)
        }
    }

    /// Why some of these files could not be read; a file that is not there refuses nothing, but where nobody looked for
    /// any of them nothing was read.
    func refusal(of wanted: [HostFile]) -> Reading<Void> {
        guard wanted.contains(where: { files[$0.path] != nil }) else { return .unread(.missing) }
        for file in wanted {
            let beginning = file.path.prefix { $0 != "*" }
            let fitting = file.path.contains("*") ? files.filter { $0.key.hasPrefix(beginning) } : [:]
            let readings = [self.file(file.path)] + fitting.sorted { $0.key < $1.key }.map(\.value)
            if let reason = readings.compactMap(\.reason).first(where: { $0 != .missing }) {
                return .unread(reason)
            }
        }
        return .found(())
    }

    /// Every file that was found below a folder, by name.
    func files(in folder: String) -> [(path: String, file: FoundFile)] {
        files.compactMap { path, reading in
            guard path.hasPrefix(folder + "/"), !path.contains("*"), let file = reading.value else {
                return nil
            }
            return (path, file)
        }
        .sorted { $0.path < $1.path }
    }

    /// The lines of configuration below paths, later files after earlier ones, without comments and blanks.
    func settings(_ paths: String...) -> [Substring] {
        paths.flatMap { path -> [String] in
            path.hasSuffix("/")
                ? files(in: String(path.dropLast())).map(\.file.text) : [text(path).value ?? ""]
        }
        .flatMap { $0.settingLines }
    }
}

extension String {
    /// Lines without white space around them, blank ones and comments (`#`, `;`) left out.
    var settingLines: [Substring] {
        split(separator: "\n").compactMap { line in
            let trimmed = line.trimmingSpaces
            guard let first = trimmed.first, first != "#", first != ";" else { return nil }
            return trimmed
        }
    }
}

extension Substring {
    var trimmingSpaces: Substring {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return self[endIndex...] }
        return self[...last].drop { $0.isWhitespace }
    }
}
