import Evidence
import Testing

struct PackNameOrderTests {
    @Test(arguments: [
        ("2026-11-23T0331Z", "2026-11-23T0332Z"), ("2026-11-23T0331Z", "2026-11-23T0331Z-2"),
        ("2026-11-23T0331Z-2", "2026-11-23T0331Z-10"), ("2026-11-23T0331Z-10", "2026-11-24T0001Z"),
    ]) func `packs are in the order of their moments`(earlier: String, later: String) {
        #expect(PackName.precedes(earlier, later))
        #expect(!PackName.precedes(later, earlier))
    }
}
