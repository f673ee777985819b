import Model
import Testing

struct DebianVersionTests {
    @Test(arguments: [
        ("1.0", "1.1"), ("1.9", "1.10"), ("1.0~rc1", "1.0"), ("1.0~~", "1.0~"), ("2.0", "1:1.0"),
        ("1.0-1", "1.0-2"), ("1.0-1", "1.0-1+deb12u1"), ("9.9p1-3~bpo12+1", "9.9p1-3"), ("1.0", "1.0a"),
        ("1.0a", "1.0+"), ("6.1.0-28", "6.1.0-29"), ("1.2.3-4", "1.2.3.1-1"), ("0.9", "0.10"),
    ]) func `versions are in the order of deb-version`(lower: String, higher: String) {
        #expect(DebianVersion(lower) < DebianVersion(higher))
        #expect(!(DebianVersion(higher) < DebianVersion(lower)))
        #expect(DebianVersion(lower) != DebianVersion(higher))
    }

    @Test(arguments: [("1.0", "1.0-0"), ("1.00", "1.0"), ("0:1", "1"), ("", "0")])
    func `versions that differ in writing only are the same`(left: String, right: String) {
        #expect(DebianVersion(left) == DebianVersion(right))
    }
}
