import Capture
import Evidence
import Model
import Platform
import Probing
import Survey
import Wire

/// Feeds a capture file through the listeners into a journal.
struct Replaying {
    var path: String
    var talk: Talking

    /// Reads to the end of the file; where it breaks off, what was read so far counts and the break is noted.
    func replay(_ capture: borrowing FileCapture, sink: @escaping ([UInt8]) throws -> Void) throws {
        var writer = JournalWriter(sink: sink)
        var replay = Replay(vendor: MakerFiles.load().vendor(of:))
        var last = Timestamp(microseconds: 0)
        var frames = 0
        var reason = ScanEnding.Reason.completed
        do {
            while let frame = try capture.next() {
                let time = Timestamp(microseconds: frame.microseconds)
                if frames == 0 { _ = try writer.append(beginning(time)) }
                frames += 1
                last = time
                let heard = replay.hear(frame.octets, linkType: LinkType(frame.linkType), at: time)
                for observation in heard { _ = try writer.append(.observation(observation)) }
            }
        } catch let error as CaptureError {
            let text = Text(
                ja: "\(path) は途中で壊れています（\(error)）。そこまでを読みました。",
                en: "\(path) breaks off (\(error)). What came before was read.")
            talk.say(text)
            reason = .failed(text)
        }
        if frames == 0 { _ = try writer.append(beginning(last)) }
        _ = try writer.append(
            .end(ScanEnding(time: last, reason: reason, received: frames, dropped: replay.dropped)))
    }

    private func beginning(_ time: Timestamp) -> JournalEntry {
        .begin(
            ScanBeginning(
                time: time, tool: Version.tool, command: "listen --read", scope: nil, utcOffset: 0,
                privilege: []))
    }
}
