import Capture
import Evidence
import Model
import Platform
import Probing
import Survey
import Wire

/// Feeds capture files through the listeners into one journal.
struct Replaying {
    private let talk: Talking
    private var writer: JournalWriter
    private var replay: Replay
    /// The latest time of a frame, in microseconds since 1970.
    private var last: Int64 = 0
    private var frames = 0
    private var reason = ScanEnding.Reason.completed
    /// Files that were capture files, whole or not.
    private(set) var filesRead = 0

    init(talk: Talking, relays: RelayDirectory, sink: @escaping ([UInt8]) throws -> Void) {
        replay = Replay(relays: relays, vendor: MakerFiles.load().vendor(of:))
        self.talk = talk
        writer = JournalWriter(sink: sink)
    }

    /// Reads a file to its end. Where it breaks off, what came before counts and the break is said; a file that is no
    /// capture is said and passed over.
    mutating func read(_ path: String) throws {
        let capture: FileCapture
        do {
            capture = try FileCapture(path: path)
        } catch {
            fail(
                Text(
                    ja: "\(path) を通信の記録（pcap）として読めません（\(error)）。",
                    en: "\(path) cannot be read as a capture file (\(error))."))
            return
        }
        filesRead += 1
        do {
            let linkType = LinkType(capture.linkType)
            while try capture.next({ try hear($0, linkType: linkType, at: $1) }) {}
        } catch let error as CaptureError {
            fail(
                Text(
                    ja: "\(path) は途中で壊れています（\(error)）。そこまでを読みました。",
                    en: "\(path) breaks off (\(error)). What came before was read."))
        }
    }

    /// Writes the journal's end.
    mutating func finish() throws {
        let end = Timestamp(microseconds: last)
        if frames == 0 { try begin(at: end) }
        for observation in replay.finish(at: end) { _ = try writer.append(.observation(observation)) }
        for text in replay.dropped { _ = try writer.append(.note(JournalNote(time: end, text: text))) }
        // What the capturing machine missed is not in the file.
        _ = try writer.append(.end(ScanEnding(time: end, reason: reason, received: frames, dropped: 0)))
    }

    private mutating func hear(
        _ octets: Span<UInt8>, linkType: LinkType, at microseconds: Int64
    ) throws {
        if frames == 0 { try begin(at: Timestamp(microseconds: microseconds)) }
        frames += 1
        last = max(last, microseconds)
        for observation in replay.hear(octets, linkType: linkType, at: microseconds) {
            _ = try writer.append(.observation(observation))
        }
    }

    private mutating func begin(at time: Timestamp) throws {
        _ = try writer.append(
            .begin(
                ScanBeginning(
                    time: time, tool: Version.tool, command: "listen --read", scope: nil, utcOffset: 0,
                    privilege: [])))
    }

    private mutating func fail(_ text: Text) {
        talk.say(text)
        reason = .failed(text)
    }
}
