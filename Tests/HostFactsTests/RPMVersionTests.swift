import HostFacts
import Testing

struct RPMVersionTests {
    @Test(arguments: [
        ("1.0", "2.0"), ("2.0", "2.0.1"), ("2.0.1", "2.0.1a"), ("5.5p1", "5.5p2"), ("5.5p1", "5.5p10"),
        ("10xyz", "10.1xyz"), ("xyz10", "xyz10.1"), ("xyz.4", "8"), ("xyz.4", "2"), ("5.5p2", "5.6p1"),
        ("5.6p1", "6.5p1"), ("6.0", "6.0.rc1"), ("10a2", "10b2"), ("1.0a", "1.0aa"), ("10.0001", "10.0039"),
        ("4.999.9", "5.0"), ("20101121", "20101122"), ("1.0~rc1", "1.0"), ("1.0~rc1", "1.0~rc2"),
        ("1.0~rc1~git123", "1.0~rc1"), ("1.0", "1.0^"), ("1.0", "1.0^git1"), ("1.0^git1", "1.0^git2"),
        ("1.0^git1", "1.01"), ("1.0^20160101", "1.0.1"), ("1.0^20160101^git1", "1.0^20160102"),
        ("1.0~rc1", "1.0~rc1^git1"), ("1.0^git1~pre", "1.0^git1"), ("1.0~", "1.0"), ("", "1"), ("a", "1"),
        ("1-1", "1:0-0"), ("1:1-1", "1:1-2"), ("3.0.7-27.el9", "3.0.7-28.el9_4"),
        ("5.14.0-427.13.1.el9_4", "5.14.0-503.11.1.el9_5"),
    ]) func `an older version comes before a newer one`(older: String, newer: String) {
        #expect(RPMVersion(older) < RPMVersion(newer))
        #expect(!(RPMVersion(newer) < RPMVersion(older)))
        #expect(RPMVersion(older) != RPMVersion(newer))
    }

    @Test(arguments: [
        ("1.0", "1.0"), ("2_0", "2.0"), ("1.0010", "1.10"), ("1.05", "1.5"), ("a", "a"), ("a+", "a_"),
        ("+a", "_a"), ("1.0~rc1", "1.0~rc1"), ("1.0^git1", "1.0^git1"), ("1.", "1"), ("0:1-2", "1-2"),
    ]) func `versions that differ in nothing that counts are the same`(left: String, right: String) {
        #expect(RPMVersion(left) == RPMVersion(right))
        #expect(RPMVersion(left).hashValue == RPMVersion(right).hashValue)
    }

    @Test func `it is written with its epoch only where there is one`() {
        #expect(RPMVersion("1:3.0.7-28.el9_4").description == "1:3.0.7-28.el9_4")
        #expect(RPMVersion("0:1").description == "1")
    }
}
