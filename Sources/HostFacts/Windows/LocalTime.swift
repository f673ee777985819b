package import Model

/// A day and a time of day as a Windows command prints it, in the computer's own time.
package struct LocalTime: Hashable, Sendable {
    package var day: CivilDate
    /// Seconds since midnight; nil where only a day was printed.
    package var seconds: Int?

    /// The moment on a clock that stands so many seconds east of UTC.
    package func moment(east offset: Int) -> Timestamp {
        let seconds = Int64(day.daysSinceEpoch) * 86_400 + Int64((seconds ?? 0) - offset)
        return Timestamp(microseconds: seconds * 1_000_000)
    }
}

/// Reads the days of one command's output, whose order of day, month and year follows the computer's settings:
/// `2026/11/20 9:03:12`, `11/20/2026 9:03:12 AM`, `20/11/2026 09:03`, `2026-11-20`, `2026年11月20日`.
///
/// With the year last, the order is known only from days after the twelfth: one of them tells it for the whole
/// output. Where none does, `11/10/2026` gives nil and not a guess; so does a year of two figures.
struct LocalTimes {
    enum Order { case monthFirst, dayFirst }

    /// How days with the year last are read; nil where nothing tells.
    private(set) var order: Order?
    /// Whether a day was printed that could be read in two ways.
    private(set) var isAmbiguous = false

    /// - Parameters:
    ///   - texts: Every field of the output that may hold a day.
    ///   - order: What the command is known to use whatever the settings are.
    init(_ texts: some Sequence<Substring>, order: Order? = nil) {
        var found: Set<Order> = []
        var isOpen = false
        for text in texts {
            let numbers = text.numbers.prefix(3)
            guard numbers.count == 3, numbers[2].count == 4, let first = Int(numbers[0]),
                let second = Int(numbers[1])
            else { continue }
            if (13...31).contains(second), first <= 12 { found.insert(.monthFirst) }
            if (13...31).contains(first), second <= 12 { found.insert(.dayFirst) }
            if first != second, first <= 12, second <= 12 { isOpen = true }
        }
        self.order = found.count == 1 ? found.first : found.isEmpty ? order : nil
        isAmbiguous = isOpen && self.order == nil
    }

    /// Nil where the text holds no day, or one that cannot be read for certain.
    func time(_ text: Substring) -> LocalTime? {
        let numbers = text.numbers
        guard numbers.count >= 3, let day = day(Array(numbers.prefix(3))) else { return nil }
        return LocalTime(day: day, seconds: seconds(numbers.dropFirst(3), in: text))
    }

    private func day(_ parts: [Substring]) -> CivilDate? {
        let values = parts.compactMap { Int($0) }
        guard values.count == 3 else { return nil }
        if parts[0].count == 4 { return CivilDate(year: values[0], month: values[1], day: values[2]) }
        guard parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2 else { return nil }
        // 11/11/2026 is the same day in both orders.
        guard let order = values[0] == values[1] ? .monthFirst : order else { return nil }
        let (month, day) = order == .monthFirst ? (values[0], values[1]) : (values[1], values[0])
        return CivilDate(year: values[2], month: month, day: day)
    }

    private func seconds(_ parts: ArraySlice<Substring>, in text: Substring) -> Int? {
        let values = parts.prefix(3).compactMap { Int($0) }
        guard values.count >= 2, var hour = values.first else { return nil }
        let words = text.lowercased()
        let isAfternoon = ["pm", "p.m", "午後"].contains { words.contains($0) }
        let isMorning = ["am", "a.m", "午前"].contains { words.contains($0) }
        if isAfternoon, hour < 12 { hour += 12 }
        if isMorning, hour == 12 { hour = 0 }
        let minute = values[1]
        let second = values.count > 2 ? values[2] : 0
        guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else {
            return nil
        }
        return hour * 3600 + minute * 60 + second
    }
}

extension Substring {
    /// The runs of ASCII figures, without what stands between them: Windows puts marks that show no width there.
    fileprivate var numbers: [Substring] { split { !$0.isASCII || !$0.isNumber } }
}
