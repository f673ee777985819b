import Model

/// What the collector brought from one Windows computer, before anybody thought about it.
package struct WindowsSnapshot: Sendable {
    /// What `tenken-collect.txt` says of the collection itself: `computer`, `started`, `elevated`, … Keys in lower case.
    package var collection: [String: String] = [:]
    /// The output of commands by the file's name in lower case, decoded, lines ended by `\n` alone.
    package var texts: [String: Reading<String>] = [:]
    /// Registry exports by the file's name in lower case: `services.reg`.
    package var registries: [String: Reading<RegistryExport>] = [:]
    /// What `status.txt` says of files that could not be collected, by name in lower case: the command's exit code.
    package var failures: [String: String] = [:]

    /// Seconds east of UTC by which whoever imports reads times where the collection does not tell its zone; Japan's
    /// unless set.
    package var importerOffset = 9 * 3600
    /// The remote-maintenance product whose relay has this name, in lower case; nil where nobody can tell.
    package var productOfRelay: (@Sendable (String) -> String?)?

    package init() {}

    /// Whether the collector ran as administrator; nil where it did not say.
    var wasElevated: Bool? { collection["elevated"].map { $0 == "yes" } }

    /// Seconds that the computer's clock stands east of UTC: Windows prints its own times without a zone, and keeps
    /// minutes west of it (ActiveTimeBias, as `timezonebias=0xfffffde4`).
    var utcOffset: Int {
        guard let text = collection["timezonebias"], text.hasPrefix("0x"),
            let bits = UInt32(text.dropFirst(2), radix: 16)
        else { return importerOffset }
        let minutes = Int(Int32(bitPattern: bits))
        return abs(minutes) <= 14 * 60 ? -minutes * 60 : importerOffset
    }

    /// Why an output holds nothing of known form: what the command itself gave, where it failed.
    func refusal(_ name: String) -> Reading<String> { failures[name] == nil ? text(name) : missing(name) }

    /// A command's output; unread where it is not there.
    func text(_ name: String) -> Reading<String> { texts[name] ?? missing(name) }

    /// The lines of a command's output without white space at their ends; none where it was not read.
    func lines(_ name: String) -> [Substring] {
        (text(name).value ?? "").split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.last?.isWhitespace == true ? $0.trimmingTail : $0
        }
    }

    func registry(_ name: String) -> Reading<RegistryExport> { registries[name] ?? missing(name) }

    /// The values of one key of one export, by name in lower case; empty where they were not read.
    func values(_ file: String, _ key: String) -> [String: RegistryValue] {
        registry(file).value?.values(of: key) ?? [:]
    }

    /// Without administrator rights Windows refuses; that is another thing than a computer that lacks something.
    private func missing<Value>(_ name: String) -> Reading<Value> {
        guard let code = failures[name] else { return .unread(.missing) }
        return .unread(wasElevated == false ? .notPermitted : .failed("exit code \(code)"))
    }
}

extension Substring {
    fileprivate var trimmingTail: Substring {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return self[startIndex..<startIndex] }
        return self[...last]
    }
}
