import Model

extension Timestamp {
    /// Reads the `Date` of an HTTP answer in its one current form (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
    init?(httpDate text: String) {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT" || words[5] == "UTC", let day = Int(words[1]),
            let month = Self.months.firstIndex(of: String(words[2])), let year = Int(words[3]),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        self.init("\(date)T\(words[4])Z")
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970; nil beyond what microseconds can count or a calendar shows.
    init?(secondsSince1970 seconds: Int64) {
        // The years 0 to 9999.
        guard (-62_167_219_200..<253_402_300_800).contains(seconds) else { return nil }
        self.init(microseconds: seconds * 1_000_000)
    }
}
