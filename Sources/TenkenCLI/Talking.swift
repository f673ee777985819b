import Addresses
import Model
import Platform
import Survey

/// Talk on stderr: sentences and the progress line. Results go to stdout.
final class Talking {
    private let language: Language
    private let quiet: Bool
    private let live: Bool
    private var lineIsOpen = false
    private var lastShown = Duration.zero
    private var lastPhase: Text?

    init(language: Language, quiet: Bool) {
        self.language = language
        self.quiet = quiet
        live = Terminal.isTerminal(.error)
    }

    func say(_ text: Text) {
        guard !quiet else { return }
        insist(text)
    }

    /// Says what has to be heard even where no talk is wanted: why it went wrong.
    func insist(_ text: Text) {
        endLine()
        write(text(language) + "\n")
    }

    /// One line that is written over on a terminal; elsewhere a line for each phase.
    func show(_ progress: Progress) {
        guard !quiet else { return }
        let now = Clock.monotonic()
        guard live else {
            if progress.phase != lastPhase { write(progress.phase(language) + "…\n") }
            lastPhase = progress.phase
            return
        }
        guard now - lastShown > .milliseconds(200) else { return }
        lastShown = now
        write("\r\u{1b}[K" + line(for: progress))
        lineIsOpen = true
    }

    /// One line for an observation, as `--verbose` shows it.
    func tell(_ entry: JournalEntry) {
        guard !quiet, case .observation(let observation) = entry else { return }
        let about = [observation.subject.address.map { "\($0)" }, observation.subject.mac.map { "\($0)" }]
        let words = about.compactMap { $0 } + [observation.source, observation.fact.summary]
        endLine()
        write("  " + words.joined(separator: "  ").printable + "\n")
    }

    private func line(for progress: Progress) -> String {
        let seconds = progress.remaining.map { Int($0.components.seconds) } ?? 0
        return switch language {
        case .japanese:
            "\(progress.phase(language))  \(progress.done)/\(progress.total)  機器 \(progress.devices)台  のこり約\(seconds)秒"
        case .english:
            "\(progress.phase(language))  \(progress.done)/\(progress.total)  \(progress.devices) devices  about \(seconds) s left"
        }
    }

    func endLine() {
        guard lineIsOpen else { return }
        write("\r\u{1b}[K")
        lineIsOpen = false
    }

    private func write(_ text: String) {
        Terminal.write(text, to: .error)
    }
}

extension Fact {
    /// The fact in few technical words.
    fileprivate var summary: String {
        switch self {
        case .neighbour: "present"
        case .name(let fact): "\(fact.kind.rawValue) name \(fact.value)"
        case .port(let fact): "\(fact.port) \(fact.state.rawValue)"
        case .service(let fact):
            [fact.port.description, fact.proto, fact.product, fact.version].compactMap { $0 }.joined(
                separator: " ")
        case .attribute(let fact): "\(fact.key.rawValue) \(fact.value) (\(fact.confidence.rawValue))"
        case .trait(let fact): "\(fact.key.rawValue) \(fact.value)"
        case .talk(let fact): "talks to \(fact.product) (\(fact.sign.rawValue) \(fact.name ?? ""))"
        case .mapping(let fact): "opens \(fact.outside) to \(fact.client):\(fact.clientPort)"
        case .wireless(let fact): "offers wireless network \(fact.network ?? "(hidden)")"
        case .clock(let fact): "clock shows \(fact.shown)"
        case .admission(let fact): "\(fact.interface) was let in by \(fact.addressing.rawValue)"
        case .coverage(let fact): (fact.outcome == .looked ? "looked at " : "could not look at ") + fact.what
        case .listener(let fact): "listens on \(fact.port) \(fact.process ?? "")"
        case .unit(let fact): "unit \(fact.name)"
        case .process(let fact): "process \(fact.name)"
        case .system(let fact): "system \(fact.prettyName ?? fact.id)"
        case .interface(let fact): "interface \(fact.name)"
        case .route(let fact): "route \(fact.destination)"
        case .program(let fact): "program \(fact.name) \(fact.version ?? "")"
        case .account(let fact): "account \(fact.name)"
        case .updates(let fact): "\(fact.pending.count) updates pending"
        case .setting(let fact): "\(fact.key.rawValue) \(fact.value)"
        case .log(let fact): "log \(fact.name)"
        case .share(let fact): "share \(fact.name)"
        case .task(let fact): "starts \(fact.name)"
        case .backup(let fact): "backup by \(fact.product)"
        case .trace(let fact): "found \(fact.path)"
        }
    }
}
