import Addresses
import Model
import Policy
import Testing

@Suite struct SiteFileTests {
    @Test func `nothing written is an empty site`() throws {
        for yaml in [nil, "", "# only a comment\n", "name:\nvendors:\n"] as [String?] {
            #expect(try SiteFile(siteYAML: yaml, ledgerCSV: nil).site == Site())
        }
        #expect(try SiteFile(siteYAML: nil, ledgerCSV: "").site == Site())
    }

    @Test func `the template loads without a warning`() throws {
        let files = siteTemplate()
        #expect(Set(files.keys) == ["site.yaml", "ledger.csv"])
        let texts = files.mapValues { String(decoding: $0, as: UTF8.self) }
        let file = try SiteFile(siteYAML: texts["site.yaml"], ledgerCSV: texts["ledger.csv"])
        #expect(file.site == Site())
        #expect(file.warnings.isEmpty)
        let ledger = try #require(files["ledger.csv"])
        #expect(ledger.starts(with: [0xef, 0xbb, 0xbf]) && ledger.suffix(2) == [13, 10])
    }

    @Test func `a whole site is read`() throws {
        let yaml = """
            name: みどり薬局
            vendors:
              - name: A社
                remote-maintenance:
                  - {product: teamviewer, device: "001", log: A社}
            hands-off:
              - {mac: "00:00:5e:00:53:01", reason: 分包機}
            exclude: [192.0.2.9, 192.0.2.128/25]
            agreed:
              - check: patch.os-lifecycle
                vendor: 株式会社サンプル
                reason: 対応待ち
                person: 青木
                until: 2027-03-31
            accepted:
              - {device: "001", port: tcp/3389, reason: 保守, person: 山田, until: 2027-03-31}
            """
        let site = try SiteFile(siteYAML: yaml, ledgerCSV: nil).site
        #expect(site.name == "みどり薬局")
        #expect(site.vendors.first?.remoteMaintenance.first?.product == "teamviewer")
        #expect(site.vendors.first?.remoteMaintenance.first?.device == "001")
        #expect(site.handsOff.first?.mac == MACAddress("00:00:5e:00:53:01"))
        #expect(site.excluded == [Prefix("192.0.2.9"), Prefix("192.0.2.128/25")].compactMap(\.self))
        #expect(site.agreed.first?.vendor == "株式会社サンプル" && site.agreed.first?.device == nil)
        #expect(site.accepted.first?.port == 3389 && site.accepted.first?.until == CivilDate("2027-03-31"))
    }

    @Test(arguments: [
        ("name: x\nvendor: []", 2, "known here"),
        ("vendors:\n  - name: A\n    remote-maintenance:\n      - prodct: rdp", 4, "product"),
        ("hands-off:\n  - reason: x", 2, "mac"),
        ("exclude: [192.0.2.0/33]", 1, "192.0.2.0/33"),
        ("accepted:\n  - device: a\n    port: tcp/1-2", 3, "tcp/443"),
        ("a: b: c", 1, "YAML"),
        ("- list", 1, "mapping"),
    ])
    func `a mistake in the site is named with its line`(yaml: String, line: Int, word: String) throws {
        let error = try #require(throws: PolicyError.self) { try SiteFile(siteYAML: yaml, ledgerCSV: nil) }
        #expect(error.file == "site.yaml" && error.line == line, "\(error.text.en)")
        #expect(error.text.en.contains(word), "\(error.text.en)")
    }
}

@Suite struct LedgerFileTests {
    private func read(_ csv: String) throws -> SiteFile { try SiteFile(siteYAML: nil, ledgerCSV: csv) }

    @Test func `quotes, commas and line breaks inside cells, CRLF and a byte order mark are read`() throws {
        let file = try read(
            "\u{feff}管理番号,説明,IPアドレス,MACアドレス\r\n001,\"a \"\"b\"\", c\r\nd\",192.0.2.7,00-00-5E-00-53-01\r\n\r\n"
                + "002,,\"192.0.2.8、192.0.2.9\",00:00:5e:00:53:02")
        #expect(file.warnings.isEmpty)
        let rows = file.site.ledger.rows
        #expect(rows.map(\.line) == [2, 5])
        #expect(rows[0][.note] == "a \"b\", c\r\nd")
        #expect(rows[0].macs == [MACAddress("00:00:5e:00:53:01")])
        #expect(rows[1].addresses.map(\.description) == ["192.0.2.8", "192.0.2.9"])
    }

    @Test func `unknown and missing columns are reported`() throws {
        let file = try read("管理番号,IPアドレス,ＭＡＣアドレス,色,管理番号\n1,192.0.2.1,00:00:5e:00:53:01,赤,2,余り\n")
        #expect(
            file.warnings.map { $0.text.en.prefix(13) } == [
                "ledger.csv:1:", "ledger.csv:1:", "ledger.csv:2:",
            ])
        #expect(file.warnings[0].text.ja.contains("色"))
        #expect(file.site.ledger.rows[0].number == "1")
        #expect(try read("管理番号\n1\n").warnings.count == 2)
    }

    @Test func `an address that cannot be read is reported and the row is kept`() throws {
        let file = try read("管理番号,IPアドレス,MACアドレス\n1,192.168.〇.〇,\n")
        #expect(file.site.ledger.rows.count == 1)
        #expect(file.warnings.count == 1 && file.warnings[0].text.en.contains(":2:"))
    }

    @Test(arguments: ["管理番号,説明\n1,a\n2,\"b\n3,c\n", "管理番号,説明\n1,a\n2,b\"c\n"])
    func `quotes that do not match are an error with a line, never lost rows`(csv: String) throws {
        let error = try #require(throws: PolicyError.self) { try read(csv) }
        #expect(error.file == "ledger.csv" && error.line == 3)
    }

    @Test func `a table without headings is an error`() throws {
        let error = try #require(throws: PolicyError.self) { try read("\n1,2,3\n") }
        #expect(error.line == 2)
    }

    @Test func `a cell guarded against formulas loses its guard`() throws {
        #expect(try read("管理番号,IPアドレス,MACアドレス\n'=1+1,,\n").site.ledger.rows[0].number == "=1+1")
    }
}
