import Evidence
import Model
import Testing

struct JournalTests {
    @Test func `reads back what was written`() throws {
        let journal = try Journal(reading: Samples.journal())
        #expect(journal.entries.map(\.value) == Samples.entries)
        #expect(journal.entries.map(\.line) == Array(1...Samples.entries.count))
        #expect(!journal.isCut)
    }

    @Test func `each line is one JSON object with sorted keys`() throws {
        let text = String(decoding: try Samples.journal(), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == Samples.entries.count + 1)
        #expect(
            lines[1]
                == #"{"entry":{"note":{"text":{"en":"Listening.","ja":"聞き始めました。"},"time":"2026-11-23T03:31:27.000000Z"}},"#
                + #""line":2,"prev":"\#(sha256(Array(lines[0].utf8)))"}"#)
        #expect(lines[0].hasSuffix(#","line":1,"prev":"\#(String(repeating: "0", count: 64))"}"#))
    }

    @Test(arguments: [
        (
            Fact.port(PortFact(Port(.tcp, 22), .open)),
            #""fact":{"port":{"port":{"number":22,"transport":"tcp"},"state":"open"}}"#
        ),
        (.neighbour, #""fact":"neighbour""#),
        (
            .coverage(CoverageFact("tcp 22", .looked)),
            #""fact":{"coverage":{"outcome":"looked","what":"tcp 22"}}"#
        ),
        (.unit(HostUnit(name: "a", state: "enabled")), #""fact":{"unit":{"name":"a","state":"enabled"}}"#),
        (.process(HostProcess(name: "a")), #""fact":{"process":{"count":1,"name":"a","services":[]}}"#),
    ])
    func `a fact reads as its name and what it says`(fact: Fact, json: String) throws {
        let observation = Observation(
            time: Samples.time, source: "x", origin: .heard, subject: .site, fact: fact)
        let text = String(decoding: try Samples.journal([.observation(observation)]), as: UTF8.self)
        #expect(text.contains(json))
        #expect(!text.contains("_0") && !text.contains("null"))
    }

    @Test func `hostile names leave no raw control or direction character`() throws {
        let octets = try Samples.journal()
        let scalars = String(decoding: octets, as: UTF8.self).unicodeScalars
        #expect(scalars.filter { $0 != "\n" }.allSatisfy { !$0.isDisguise })
        #expect(String(decoding: octets, as: UTF8.self).contains(#"\u202e"#))
    }

    /// Cut within its last line, before its line feed, or not at all.
    @Test(arguments: [0, 1, 20])
    func `a journal goes on where another ended`(cut: Int) throws {
        let old = Array(try Samples.journal().dropLast(cut))
        var new: [UInt8] = []
        var writer = try JournalWriter(continuing: old) { new += $0 }
        let kept = cut > 1 ? Samples.entries.count - 1 : Samples.entries.count
        #expect(try writer.append(Samples.entries[0]) == kept + 1)
        let journal = try Journal(reading: new)
        #expect(!journal.isCut)
        #expect(journal.entries.map(\.value) == Samples.entries.prefix(kept) + [Samples.entries[0]])
    }

    @Test func `a broken journal is not gone on with, an empty one is begun`() throws {
        var octets = try Samples.journal()
        octets[5] ^= 1
        #expect(throws: EvidenceError.self) { _ = try JournalWriter(continuing: octets) { _ in } }
        var begun: [UInt8] = []
        var writer = try JournalWriter(continuing: []) { begun += $0 }
        #expect(try writer.append(Samples.entries[0]) == 1)
        #expect(try Journal(reading: begun).entries.count == 1)
    }

    @Test func `tolerates a last line cut anywhere and says so`() throws {
        let octets = try Samples.journal()
        let last = Samples.entries.count
        let start = octets.dropLast().lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        for length in start + 1..<octets.count - 1 {
            let journal = try Journal(reading: Array(octets.prefix(length)))
            #expect(journal.isCut && journal.entries.count == last - 1)
        }
        let whole = try Journal(reading: octets.dropLast())
        #expect(whole.isCut && whole.entries.map(\.value) == Samples.entries)
    }

    @Test func `an empty journal has no entries and is whole`() throws {
        let journal = try Journal(reading: [])
        #expect(journal.entries.isEmpty && !journal.isCut)
    }

    @Test func `names the line after a changed, removed or repeated line`() throws {
        var lines = try Samples.journal().split(separator: 0x0a).map { Array($0) }
        let original = lines
        func error() -> EvidenceError? {
            do throws(EvidenceError) {
                _ = try Journal(reading: lines.flatMap { $0 + [0x0a] })
                return nil
            } catch { return error }
        }
        let digit = try #require(lines[1].firstIndex(of: UInt8(ascii: "2")))
        lines[1][digit] = UInt8(ascii: "3")
        #expect(error() == .brokenChain(line: 3))
        lines = original
        lines.remove(at: 2)
        #expect(error() == .brokenChain(line: 3))
        lines = original
        lines.insert(lines[2], at: 3)
        #expect(error() == .brokenChain(line: 4))
        lines = original
        lines[0] += Array("x".utf8)
        guard case .notAnEntry(line: 1, _) = error() else {
            Issue.record("a line with something after its object was read")
            return
        }
    }

    @Test func `refuses a line with another number even when the chain fits`() throws {
        let text = String(decoding: try Samples.journal([Samples.entries[0]]), as: UTF8.self)
        let forged = Array(text.replacing(#","line":1,"#, with: #","line":7,"#).utf8)
        #expect(throws: EvidenceError.wrongNumber(line: 1, found: 7)) { try Journal(reading: forged) }
    }

    @Test func `refuses a line over the limit`() {
        let octets = [UInt8](repeating: 0x20, count: Journal.lineLimit + 1) + [0x0a]
        #expect(throws: EvidenceError.lineTooLong(line: 1)) { try Journal(reading: octets) }
    }

    @Test func `a refused write is not part of the chain`() throws {
        struct Full: Error {}
        var octets: [UInt8] = []
        var isFull = false
        var writer = JournalWriter { line in
            if isFull { throw Full() }
            octets += line
        }
        #expect(try writer.append(Samples.entries[0]) == 1)
        isFull = true
        #expect(throws: Full.self) { try writer.append(Samples.entries[1]) }
        isFull = false
        #expect(try writer.append(Samples.entries[1]) == 2)
        #expect(try Journal(reading: octets).entries.count == 2)
    }

    @Test func `ten thousand lines are written and read within seconds`() throws {
        let middle = Samples.entries[4]
        let clock = ContinuousClock()
        var octets: [UInt8] = []
        let writing = try clock.measure {
            octets = try Samples.journal(Array(repeating: middle, count: 10_000))
        }
        var count = 0
        let reading = try clock.measure { count = try Journal(reading: octets).entries.count }
        #expect(count == 10_000)
        #expect(writing < .seconds(20) && reading < .seconds(20))
    }

    @Test(arguments: ["completed", "interrupted", #"{"failed":{"en":"x","ja":"y"}}"#])
    func `every way to end reads back`(form: String) throws {
        let reason: ScanEnding.Reason =
            switch form {
            case "completed": .completed
            case "interrupted": .interrupted
            default: .failed(Text(ja: "y", en: "x"))
            }
        let octets = try Samples.journal([
            .end(ScanEnding(time: Samples.time, reason: reason, received: 0, dropped: 0))
        ])
        let quoted = form.hasPrefix("{") ? form : "\"\(form)\""
        #expect(String(decoding: octets, as: UTF8.self).contains(#""reason":\#(quoted)"#))
        guard case .end(let ending) = try Journal(reading: octets).entries.first?.value else {
            Issue.record("no ending was read")
            return
        }
        #expect(ending.reason == reason)
    }
}
