import Model
import Testing

@testable import HostFacts

@Suite struct `Days that Windows prints` {
    @Test(
        arguments: [
            ("2026/11/20 9:03:12", "2026-11-20", 32_592), ("2026-11-20", "2026-11-20", nil),
            ("11/20/2026 9:03:12 PM", "2026-11-20", 75_792), ("20/11/2026 12:03", "2026-11-20", 43_380),
            ("?11/?20/?2026 12:03:12 AM", "2026-11-20", 192), ("11/11/2026", "2026-11-11", nil),
            ("20.11.2026 09:03:12", "2026-11-20", 32_592), ("2026年11月20日", "2026-11-20", nil),
            ("2026/11/20 午後 1:00", "2026-11-20", 46_800),
        ] as [(Substring, String, Int?)])
    func `are read where they can be read in one way`(text: Substring, day: String, seconds: Int?) {
        let time = LocalTimes([text]).time(text)
        #expect(time == CivilDate(day).map { LocalTime(day: $0, seconds: seconds) })
    }

    @Test(arguments: ["11/10/2026", "26/11/20", "なし", "Never", "", "2026/13/01", "99/99/2026", "8/11/20"])
    func `are not guessed`(text: Substring) {
        #expect(LocalTimes([text]).time(text) == nil)
    }

    @Test func `take their order from another day of the same output`() {
        #expect(LocalTimes(["10/11/2026", "11/20/2026"]).time("10/11/2026")?.day == CivilDate("2026-10-11"))
        #expect(LocalTimes(["10/11/2026", "20/11/2026"]).time("10/11/2026")?.day == CivilDate("2026-11-10"))
        #expect(LocalTimes(["20/11/2026", "11/20/2026"]).time("10/11/2026") == nil)
        #expect(LocalTimes(["10/11/2026"]).isAmbiguous)
        #expect(
            LocalTimes(["10/11/2026"], order: .monthFirst).time("10/11/2026")?.day == CivilDate("2026-10-11"))
    }

    @Test(
        arguments: [
            ("0xfffffde4", 32_400), ("0x0", 0), ("0x1e0", -28_800), ("0xffffffff0", 32_400), ("", 32_400),
            ("0x7fffffff", 32_400),
        ])
    func `follow the zone that the collection tells`(bias: String, offset: Int) {
        var snapshot = WindowsSnapshot()
        snapshot.collection["timezonebias"] = bias
        #expect(snapshot.utcOffset == offset)
    }

    @Test func `become moments by the zone of the clock`() {
        let time = LocalTimes([]).time("2026/11/20 9:00:00")
        #expect(time?.moment(east: 9 * 3600) == Timestamp("2026-11-20T00:00:00Z"))
    }
}
