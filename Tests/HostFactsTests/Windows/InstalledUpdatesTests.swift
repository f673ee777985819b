import Model
import Testing

@testable import HostFacts

@Suite struct `Installed updates of Windows` {
    private let header =
        "Node,Caption,CSName,Description,FixComments,HotFixID,InstallDate,InstalledBy,InstalledOn,Name,"
        + "ServicePackInEffect,Status\n"

    private func updates(_ rows: String) -> [InstalledUpdates.Update] {
        InstalledUpdates(WindowsSamples.with("qfe.txt", "\n" + header + rows)).updates
    }

    @Test func `are read from the list with their days`() throws {
        let found = InstalledUpdates(try WindowsSamples.terminal())
        #expect(found.updates.map(\.id) == ["KB5011048", "KB5015684", "KB5066130", "KB5066791"])
        #expect(found.newest == CivilDate("2025-10-16"))
        #expect(found.wasRead)
    }

    @Test(
        arguments: [
            ("10/16/2025", "2025-10-16"), ("5/4/2023", "2023-05-04"), ("01d80b26c6a0e000", "2022-01-16"),
            ("20251016", "2025-10-16"), ("", nil), ("0000000000000000", nil), ("ffffffffffffffff", nil),
        ] as [(String, String?)])
    func `have their days in every form`(written: String, day: String?) {
        let row = "PC,http://x,PC,Update,,KB5066130,,NT AUTHORITY\\SYSTEM,\(written),,,\n"
        #expect(updates(row) == [.init(id: "KB5066130", installed: day.flatMap { CivilDate($0) })])
    }

    @Test func `have no day where another row shows days before months`() {
        let row = { (id: String, day: String) in "PC,x,PC,Update,,\(id),,S,\(day),,,\n" }
        #expect(
            updates(row("KB500001", "16/10/2025") + row("KB500002", "5/4/2023")).map(\.installed)
                == [CivilDate("2025-10-16"), CivilDate("2023-04-05")])
        #expect(
            updates(
                row("KB500001", "16/10/2025") + row("KB500002", "10/16/2025") + row("KB500003", "5/4/2023")
            )
            .compactMap(\.installed) == [])
    }

    @Test func `keep their number where a comma shifts the row`() {
        #expect(
            updates("PC,x,PC,Update,a, b,KB500001,,S,10/16/2025,,,\n") == [
                .init(id: "KB500001", installed: nil)
            ])
    }

    @Test func `are read from a list of pairs as well`() {
        let text = """

            HotFixID=KB4534310
            InstalledBy=NT AUTHORITY\\SYSTEM
            InstalledOn=01d5cc173ed66000

            HotFixID=KB976902
            InstalledOn=12/29/2014

            """
        #expect(
            InstalledUpdates(WindowsSamples.with("qfe.txt", text)).updates == [
                .init(id: "KB976902", installed: CivilDate("2014-12-29")),
                .init(id: "KB4534310", installed: CivilDate("2020-01-16")),
            ])
    }

    @Test func `are listed by systeminfo too, without days`() {
        let snapshot = WindowsSamples.with(
            "systeminfo.txt",
            """
            修正プログラム:         2 修正プログラムがインストールされています。
                                    [01]: KB5066130
                                    [02]: KB5066791
            ネットワーク カード:    1 NIC(s) インストール済みです。
                                    [01]: Intel(R) Ethernet Connection

            """)
        #expect(InstalledUpdates(snapshot).updates.map(\.id) == ["KB5066130", "KB5066791"])
        #expect(InstalledUpdates(snapshot).newest == nil)
    }

    @Test func `are not none where no list was read`() throws {
        #expect(!InstalledUpdates(WindowsSnapshot()).wasRead)
        #expect(!InstalledUpdates(WindowsSamples.with("qfe.txt", "ERROR:\nx")).wasRead)
        let terminal = try WindowsSamples.terminal()
        let whole = InstalledUpdates(terminal).updates
        for lines in 0..<WindowsSamples.lineCount(terminal, "qfe.txt") {
            let cut = InstalledUpdates(WindowsSamples.cut(terminal, "qfe.txt", after: lines)).updates
            #expect(cut.allSatisfy { whole.contains($0) })
        }
    }
}
