import Addresses
import Model
import Wire

extension Listener {
    /// Clocks that serve time (RFC 5905).
    static let ntp = Listener(id: "ntp", reads: [.udp(from: 123)]) { packet in
        guard packet.udp?.source == 123, let message = packet.message(NTPMessage.init(parsing:)),
            message.mode == .server || message.mode == .broadcast, var hearing = Hearing(of: packet)
        else { return [] }
        let clock = message.transmit.unixMicroseconds.map { Timestamp(microseconds: $0).description }
        if message.mode == .server { hearing.open(123) }
        let isSet = message.leap != 3 && (1...15).contains(message.stratum)
        hearing.service(
            123, "ntp", version: "\(message.version)",
            [
                .banner: "stratum \(message.stratum)" + (message.referenceText.map { ", \($0)" } ?? ""),
                // A clock that says it is not set tells no time.
                .clock: isSet ? clock : nil,
            ])
        if isSet, let shown = message.transmit.unixMicroseconds {
            hearing.add(
                .clock(
                    ClockFact(
                        shown: Timestamp(microseconds: shown), resolution: message.resolution,
                        port: Port(.udp, 123))))
        }
        return hearing.sightings
    }
}

extension DatagramQuestion {
    static let ntp = DatagramQuestion(
        id: "ask-ntp", family: "udp",
        title: Text(ja: "NTP：時刻を配っているか、時計が合っているかを聞く", en: "NTP: does it serve time, and is its clock set"),
        destination: .device(port: 123), listener: "ntp"
    ) { _, token in
        NTPMessage(queryWith: NTPTimestamp(QuestionMark.number(token))).octets
    }
}

extension NTPMessage {
    /// How coarse its clock is, in microseconds: the precision is a power of two of a second (RFC 5905, 7.3).
    fileprivate var resolution: Int64 {
        let power = Int(Int8(bitPattern: precision))
        return power < 0 ? max(1, 1_000_000 >> -power) : 1_000_000 << min(power, 17)
    }

    /// Where the server has its time from: letters at stratum 0 and 1 (RFC 5905, 7.3), an IPv4 address below.
    fileprivate var referenceText: String? {
        guard referenceID != 0 else { return nil }
        let address = IPv4Address(referenceID)
        guard stratum <= 1 else { return address.description }
        let letters = address.octets.prefix { $0 != 0 }
        guard letters.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        return String(decoding: letters, as: UTF8.self)
    }
}
