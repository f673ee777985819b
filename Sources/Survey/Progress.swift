package import Model

/// How far a scan is, for the progress line.
package struct Progress: Equatable, Sendable {
    package var phase: Text
    package var done: Int
    package var total: Int
    /// Nil before it can be told.
    package var remaining: Duration?
    package var devices: Int

    package init(phase: Text, done: Int, total: Int, remaining: Duration?, devices: Int) {
        self.phase = phase
        self.done = done
        self.total = total
        self.remaining = remaining
        self.devices = devices
    }
}

extension Conductor {
    var currentProgress: Progress {
        let left = linkWork.count + devices.reduce(talks.count + retries.count) { $0 + $1.queue.count }
        return Progress(
            phase: phase, done: done, total: done + left, remaining: remaining(left), devices: devices.count)
    }

    private var phase: Text {
        if !isActive { return Text(ja: "聞いています", en: "Listening") }
        if !linkWork.isEmpty { return Text(ja: "機器を探しています", en: "Finding devices") }
        if devices.contains(where: { !$0.queue.isEmpty }) {
            return Text(ja: "窓口を確かめています", en: "Asking ports and services")
        }
        if !talks.isEmpty { return Text(ja: "サービスを見分けています", en: "Identifying services") }
        return Text(ja: "返事を待っています", en: "Waiting for answers")
    }

    /// The longest of what the listening time, the link's pace and any one device's pace still take.
    private func remaining(_ left: Int) -> Duration {
        let intensity = scope.intensity
        let listening = Duration.seconds(intensity.listenSeconds) - (ports.now() - began)
        guard isActive else { return max(listening, .zero) }
        let link = Duration.seconds(1) * left / max(1, intensity.packetsPerSecond)
        let longest = devices.map(\.queue.count).max() ?? 0
        let device =
            Duration.seconds(1) * longest / max(1, intensity.packetsPerSecondPerDevice - Pacer.margin)
        return max(listening, link, device, .zero)
    }
}
