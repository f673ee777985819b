import Addresses
import Model

/// The clocks that logs are stamped with (guideline 6.0, system operation 17③).
let clockChecks: [Check] = [clockSkew]

private let clockSkew = Check(
    id: "log.clock-skew", topic: .accessLog, severity: .low,
    title: Text(ja: "機器の時計のずれ", en: "Clocks that differ"),
    advice: Text(
        ja: "時計がずれていると、記録を見ても、いつのことかわかりません。時刻を自動で合わせる設定（NTP）を事業者に頼んでください。",
        en:
            "With wrong clocks a log does not tell when. Ask the vendor to have clocks set automatically (NTP)."
    ),
    examples: [
        .init(.example(.clock(0, 10)), gives: "pass"),
        .init(.example(.clock(-59, 10)), gives: "pass"),
        .init(.example(.clock(7200, 10)), gives: "fail"),
        .init(.example(.clock(7200, 10), .clock(0, 11)), gives: "fail", "pass"),
        .init(.example(.clock(7200, 10), .clock(7210, 11)), gives: "fail", "not-assessed", "not-assessed"),
        .init(.example(.example()), gives: "not-assessed"),
    ]
) { situation in
    let readings = situation.assets.compactMap { asset in asset.clock.map { (asset, $0) } }
    guard !readings.isEmpty else {
        return [
            .init(
                .notAssessed(
                    Text(
                        ja: "時計を読み取れた機器はありませんでした。時計が合っているかどうかは、わかりません。",
                        en: "No device showed its clock, so whether clocks are right is not known.")))
        ]
    }
    let suspicion = Suspicion(readings.map(\.1))
    let doubt: [Check.Result] = suspicion.map { [Check.Result($0.verdict)] } ?? []
    return doubt
        + readings.map { asset, clock in situation.judge(clock, of: asset, unless: suspicion) }
}

extension Asset.ClockReading {
    /// How far apart clocks may be, in microseconds: a minute.
    private static let tolerance: Int64 = 60_000_000

    /// Whether it may be right, as coarse as it is.
    fileprivate var isRight: Bool { offset.magnitude <= (Self.tolerance + max(0, coarseness)).magnitude }

    /// Bounded, so that no file can make the sum overflow.
    private var coarseness: Int64 { min(resolution, 86_400_000_000) }

    /// How closely it could be compared.
    fileprivate var span: Text {
        let minutes = 1 + (max(0, coarseness) + Self.tolerance - 1) / Self.tolerance
        // Finer readings than two seconds do not change what a minute means to a reader.
        return coarseness <= 2_000_000
            ? Text(ja: "約1分以内", en: "about a minute")
            : Text(ja: "\(minutes)分以内（読み取れた細かさのため）", en: "\(minutes) minutes (as finely as it was read)")
    }

    /// Whether both may show the same time.
    fileprivate func agrees(with other: Self) -> Bool {
        let (difference, overflow) = offset.subtractingReportingOverflow(other.offset)
        return !overflow
            && difference.magnitude <= (Self.tolerance + max(0, coarseness, other.coarseness)).magnitude
    }
}

extension Asset {
    /// The finest reading of its clock; of this host's own there is none worth having.
    fileprivate var clock: ClockReading? {
        guard host == nil else { return nil }
        return clocks.min { ($0.resolution, $0.observation) < ($1.resolution, $1.observation) }
    }

    fileprivate static func clock(_ seconds: Int64, _ number: UInt64) -> Asset {
        .example {
            $0.id = "mac-\(number)"
            $0.macs = [MACAddress(0x0000_5e00_5300 | number)]
            $0.clocks = [
                ClockReading(
                    source: "ntp", offset: seconds * 1_000_000, resolution: 1, port: Port(.udp, 123),
                    observation: 7)
            ]
        }
    }
}

/// That several devices agree with each other and not with this computer, whose clock may then be the wrong one.
private struct Suspicion {
    let reading: Asset.ClockReading
    let count: Int

    /// Nil where at least as many devices agree with this computer.
    init?(_ readings: [Asset.ClockReading]) {
        let groups = readings.filter { !$0.isRight }.map { reading in
            (reading, readings.filter { reading.agrees(with: $0) }.count)
        }
        guard let (reading, count) = groups.max(by: { $0.1 < $1.1 }), count > 1,
            count > readings.filter(\.isRight).count
        else { return nil }
        self.reading = reading
        self.count = count
    }

    var verdict: Verdict {
        let span = Difference(reading.offset)
        return .fail(
            Text(
                ja: "\(count)台の機器の時計がそろって、この点検のパソコンより\(span.ja)。"
                    + "このパソコンの時計のほうが違っているかもしれません。まずこのパソコンの時計を合わせ、もう一度点検してください。",
                en:
                    "The clocks of \(count) devices agree with each other and are \(span.en) this computer's. "
                    + "Its own clock may be the wrong one: set it and scan again."))
    }
}

extension Situation {
    fileprivate func judge(
        _ clock: Asset.ClockReading, of asset: Asset, unless suspicion: Suspicion?
    ) -> Check.Result {
        let name = name(of: asset)
        let span = Difference(clock.offset)
        if let suspicion, suspicion.reading.agrees(with: clock) || clock.isRight {
            return .init(
                .notAssessed(
                    Text(
                        ja: "このパソコンの時計が正しいと言えないため、\(name) の時計は判断できません。",
                        en: "This computer's clock may be wrong, so that of \(name) cannot be judged.")),
                on: asset, observations: [clock.observation])
        }
        guard !clock.isRight else {
            return .init(
                .pass(
                    Text(
                        ja: "\(name) の時計は、このパソコンの時計と\(clock.span.ja)で合っています。",
                        en: "The clock of \(name) is within \(clock.span.en) of this computer's.")),
                on: asset, observations: [clock.observation])
        }
        let isZone = span.isNineHours
        return .init(
            .fail(
                Text(
                    ja: "\(name) の時計は、この点検のパソコンより\(span.ja)。"
                        + (isZone ? "ほぼ9時間なので、時差（日本時間）の設定が違うのかもしれません。" : ""),
                    en: "The clock of \(name) is \(span.en) this computer's."
                        + (isZone ? " About nine hours: its time zone may be wrong." : ""))),
            on: asset, severity: span.seconds > 600 ? .medium : .low,
            observations: [clock.observation])
    }
}

/// A difference between clocks, in words that fit its size.
private struct Difference {
    let seconds: UInt64
    private let isAhead: Bool

    init(_ microseconds: Int64) {
        seconds = microseconds.magnitude / 1_000_000
        isAhead = microseconds > 0
    }

    private var size: (ja: String, en: String) {
        switch seconds {
        case ..<120: ("\(seconds)秒", "\(seconds) seconds")
        case ..<7200: ("\(seconds / 60)分", "\(seconds / 60) minutes")
        case ..<172_800: ("\(seconds / 3600)時間", "\(seconds / 3600) hours")
        default: ("\(seconds / 86_400)日", "\(seconds / 86_400) days")
        }
    }

    var ja: String { size.ja + (isAhead ? "進んでいます" : "遅れています") }
    var en: String { size.en + (isAhead ? " ahead of" : " behind") }

    var isNineHours: Bool { (32_340...32_460).contains(seconds) }
}
