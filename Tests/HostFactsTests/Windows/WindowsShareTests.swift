import Model
import Testing

@testable import HostFacts

@Suite struct `Windows shares` {
    private func shares(_ snapshot: WindowsSnapshot) -> [HostShare] {
        WindowsSource.shares.facts(snapshot).compactMap {
            if case .share(let value) = $0 { value } else { nil }
        }
    }

    @Test func `a Japanese list gives folders and who may do what`() throws {
        let found = shares(try WindowsSamples.terminal())
        #expect(
            found == [
                HostShare(name: "NSIPS", path: "C:\\NSIPS", permissions: ["Everyone, FULL"]),
                HostShare(
                    name: "print$", path: "C:\\WINDOWS\\system32\\spool\\drivers",
                    permissions: ["Everyone, READ", "BUILTIN\\Administrators, FULL"]),
                HostShare(
                    name: "レセプト控え_共有フォルダ", path: "D:\\控え",
                    permissions: ["YK-RECE01\\yakkyoku, CHANGE", "BUILTIN\\Administrators, FULL"]),
            ])
        #expect(found.filter(\.isOpenToAll).map(\.name) == ["NSIPS"])
        #expect(WindowsSource.shares.coverage(try WindowsSamples.terminal())["shares"] == .some(nil))
    }

    private func page(_ name: String, _ permissions: String) -> String {
        """
        ### \(name)
        Share name        \(name)
        Path              C:\\Data  Store
        Remark            
        Maximum users     No limit
        Users             DESK1
                          DESK2
        Caching           Manual caching of documents
        Permission        \(permissions)

        The command completed successfully.


        """
    }

    @Test(arguments: ["Everyone, FULL", "Everyone, CHANGE", "Guest, FULL"])
    func `an English list gives the same`(permission: String) {
        let found = shares(WindowsSamples.with("shares-detail.txt", page("data$", permission)))
        #expect(found == [HostShare(name: "data$", path: "C:\\Data  Store", permissions: [permission])])
        #expect(found.first?.isOpenToAll == true)
    }

    @Test func `shares that Windows makes by itself are left out, unless somebody gave rights`() {
        #expect(shares(WindowsSamples.with("shares-detail.txt", page("C$", ""))).isEmpty)
        #expect(shares(WindowsSamples.with("shares-detail.txt", page("C$", "Everyone, FULL"))).count == 1)
    }

    @Test func `a list that is cut off anywhere forges nothing`() throws {
        let terminal = try WindowsSamples.terminal()
        WindowsSource.shares.expectNothingForged(terminal, cutting: "shares-detail.txt")
        let cut = WindowsSamples.cut(terminal, "shares-detail.txt", after: 30)
        #expect(WindowsSource.shares.coverage(cut)["shares"] != .some(nil))
    }

    @Test func `what was not collected or is of no known form is said`() {
        #expect(WindowsSource.shares.coverage(WindowsSnapshot())["shares"]??.contains("not found") == true)
        let strange = WindowsSamples.with("shares-detail.txt", "System error 5 has occurred.\n")
        #expect(WindowsSource.shares.coverage(strange)["shares"]??.contains("unknown") == true)
        #expect(WindowsSource.shares.facts(strange).count == 1)
    }
}
