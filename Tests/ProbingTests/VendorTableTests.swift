import Addresses
import Probing
import Testing

#if canImport(Glibc)
    import Glibc
#endif

struct VendorTableTests {
    private let table = VendorTable(
        csv: [
            """
            Registry,Assignment,Organization Name,Organization Address\r
            MA-L,00005E,"ICANN, IANA Department",INTERNET ASS'NED NOS.AUTHORITY Los Angeles CA\r
            MA-L,0050C2,IEEE Registration Authority,445 Hoes Lane Piscataway NJ US 08554\r
            MA-L,70B3D5,IEEE Registration Authority,445 Hoes Lane Piscataway NJ US 08554\r
            MA-L,741AE0,IEEE Registration Authority,445 Hoes Lane Piscataway NJ US 08554\r
            MA-L,0010FF,"The ""Quoted"" Works
            of Two  Lines","1, Somewhere
            Street"\r
            MA-L,0010FE,Last Works,\r
            """,
            "Registry,Assignment,Organization Name,Organization Address\nMA-M,741AE09,Private,\nMA-M,741AE01,Middle,x\n",
            "MA-S,70B3D5719,Small Works,x\n",
            "IAB,0050C27D5,Older Works",
        ].map { Array($0.utf8) })

    @Test(arguments: [
        ("00:00:5e:00:53:01", "ICANN, IANA Department"),
        ("00:10:ff:00:00:01", "The \"Quoted\" Works of Two Lines"),
        ("00:10:fe:00:00:01", "Last Works"),
        ("74:1a:e0:12:34:56", "Middle"),
        ("70:b3:d5:71:90:01", "Small Works"),
        ("00:50:c2:7d:5f:ff", "Older Works"),
    ])
    func `the longest block names the maker`(mac: String, vendor: String) throws {
        #expect(table.vendor(of: try #require(MACAddress(mac))) == vendor)
    }

    @Test(arguments: [
        "74:1a:e0:9f:ff:ff", "70:b3:d5:72:00:00", "02:00:5e:00:53:01", "01:00:5e:00:00:fb",
        "aa:bb:cc:00:00:01",
        "00:11:22:00:00:01",
    ])
    func `a withheld, shared, chosen, group or unassigned block names nobody`(mac: String) throws {
        #expect(table.vendor(of: try #require(MACAddress(mac))) == nil)
    }

    @Test func `any cut of the text is read without harm`() {
        let text = "MA-L,00005E,\"A \"\"B\"\"\",x\r\nMA-S,70B3D5719,\"C\nD\",y\n"
        for length in 0...text.utf8.count {
            let table = VendorTable(csv: [Array(text.utf8.prefix(length))])
            let name = table.vendor(of: MACAddress(0x00005e005301))
            #expect(name == nil || "A \"B\"".hasPrefix(name ?? ""))
        }
    }

    @Test func `the installed registries are read whole`() throws {
        let folder = "/usr/share/ieee-data/"
        let texts = ["oui.csv", "mam.csv", "oui36.csv", "iab.csv"].compactMap { contents(of: folder + $0) }
        guard texts.count == 4 else {
            print("skipped: no IEEE registries in \(folder)")
            return
        }
        let started = ContinuousClock.now
        let table = VendorTable(csv: texts)
        print("vendor table read in \(ContinuousClock.now - started)")
        #expect(table.vendor(of: MACAddress(0x00005e005301))?.contains("IANA") == true)
        #expect(table.vendor(of: MACAddress(0x70b3d5719001)) == "2M Technology")
    }

    private func contents(of path: String) -> [UInt8]? {
        #if canImport(Glibc)
            guard let file = fopen(path, "r") else { return nil }
            defer { fclose(file) }
            var octets: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = fread(&chunk, 1, chunk.count, file)
                guard count > 0 else { break }
                octets += chunk[..<count]
            }
            return octets
        #else
            return nil
        #endif
    }
}
