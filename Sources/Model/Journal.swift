package import Addresses

/// One line of the journal, without its chaining.
package enum JournalEntry: Hashable, Sendable, Codable {
    case begin(ScanBeginning)
    case observation(Observation)
    case packets([PacketCount])
    /// A remark for the reader: a phase begun, a device left alone, a capture that dropped packets.
    case note(JournalNote)
    case end(ScanEnding)
}

/// What was known when the scan began.
package struct ScanBeginning: Hashable, Sendable, Codable {
    package var time: Timestamp
    /// `tenken 0.1.0`
    package var tool: String
    /// `scan`, `listen`, `host`
    package var command: String
    /// Nil when only this host or a capture file is read.
    package var scope: Scope?
    /// The local clock's offset in seconds east of UTC.
    package var utcOffset: Int
    /// What was enforced, and what this system could not enforce, each a line.
    package var privilege: [Text]

    package init(
        time: Timestamp, tool: String, command: String, scope: Scope?, utcOffset: Int, privilege: [Text]
    ) {
        self.time = time
        self.tool = tool
        self.command = command
        self.scope = scope
        self.utcOffset = utcOffset
        self.privilege = privilege
    }
}

/// Packets sent to one destination for one purpose.
package struct PacketCount: Hashable, Sendable, Codable {
    /// Nil for groups and broadcast.
    package var mac: MACAddress?
    /// Nil for frames without an address.
    package var address: IPAddress?
    /// The probe: `arp-sweep`, `tcp-syn`, `talk-ssh`; `kernel` for what the operating system added by itself.
    package var probe: String
    package var packets: Int
    /// Octets on the wire from the Ethernet header on, without the frame check sequence.
    package var octets: Int

    package init(mac: MACAddress?, address: IPAddress?, probe: String, packets: Int, octets: Int) {
        self.mac = mac
        self.address = address
        self.probe = probe
        self.packets = packets
        self.octets = octets
    }
}

package struct JournalNote: Hashable, Sendable, Codable {
    package var time: Timestamp
    package var text: Text

    package init(time: Timestamp, text: Text) {
        self.time = time
        self.text = text
    }
}

/// How the scan ended. A journal without it was cut off.
package struct ScanEnding: Hashable, Sendable, Codable {
    package enum Reason: Hashable, Sendable, Codable {
        case completed
        case interrupted
        case failed(Text)
    }

    package var time: Timestamp
    package var reason: Reason
    /// Frames the capture received and the kernel dropped.
    package var received: Int
    package var dropped: Int

    package init(time: Timestamp, reason: Reason, received: Int, dropped: Int) {
        self.time = time
        self.reason = reason
        self.received = received
        self.dropped = dropped
    }
}

/// A journal entry with its line number, by which findings cite it.
package struct Recorded<Value> {
    /// 1 for the first line.
    package var line: Int
    package var value: Value

    package init(line: Int, value: Value) {
        self.line = line
        self.value = value
    }
}

extension Recorded: Sendable where Value: Sendable {}
extension Recorded: Equatable where Value: Equatable {}
