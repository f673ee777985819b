import Model
import Testing

@testable import HostFacts

@Suite struct `Windows accounts` {
    private func accounts(_ snapshot: WindowsSnapshot) -> [HostAccount] {
        WindowsSource.accounts.facts(snapshot).compactMap {
            if case .account(let value) = $0 { value } else { nil }
        }
    }

    private func settings(_ snapshot: WindowsSnapshot) -> [HostSetting] {
        WindowsSource.accounts.facts(snapshot).compactMap {
            if case .setting(let value) = $0 { value } else { nil }
        }
    }

    @Test func `a Japanese list gives every account with its rights and days`() throws {
        var terminal = try WindowsSamples.terminal()
        terminal.collection["started"] = "2026-11-20T14:03:05"
        let found = accounts(terminal)
        #expect(
            found.map(\.name) == [
                "Administrator", "DefaultAccount", "Guest", "hoshu", "WDAGUtilityAccount", "yakkyoku", "田中",
            ])
        #expect(found.filter(\.canSignIn).map(\.name) == ["hoshu", "yakkyoku", "田中"])
        #expect(found.filter(\.isAdministrator).map(\.name) == ["Administrator", "hoshu", "yakkyoku"])
        #expect(found.filter(\.signsInByItself).map(\.name) == ["yakkyoku"])
        #expect(
            found.filter { $0.canSignIn && $0.passwordNeverExpires == true }.map(\.name)
                == ["hoshu", "yakkyoku"])
        #expect(found.first { $0.name == "yakkyoku" }?.allowsEmptyPassword == true)
        #expect(found.first { $0.name == "hoshu" }?.allowsEmptyPassword == false)
        #expect(found.allSatisfy { $0.password == nil })
        #expect(found.first { $0.name == "田中" }?.lastSignIn == CivilDate("2022-03-30"))
        #expect(found.first?.wasNeverUsed == true)
        #expect(found.first?.passwordSet == CivilDate("2021-04-23"))
        // Windows prints the moment of asking where no password was ever set.
        #expect(found.first { $0.name == "Guest" }?.passwordSet == nil)
        let coverage = WindowsSource.accounts.coverage(terminal)
        #expect(coverage["accounts"] == .some(nil))
        #expect(coverage["administrators"] == .some(nil))
        #expect(coverage["password complexity"]??.contains("not told") == true)
    }

    @Test func `rules for passwords are read by their place`() throws {
        let wanted = [
            HostSetting(.passwordMaximumAge, "42"), HostSetting(.passwordMinimumLength, "0"),
            HostSetting(.passwordLockout, "0"),
        ]
        let terminal = try WindowsSamples.terminal()
        #expect(settings(terminal) == wanted)
        for lines in 0..<10 {
            #expect(settings(WindowsSamples.cut(terminal, "accounts.txt", after: lines)).isEmpty)
        }
        #expect(settings(WindowsSamples.with("accounts.txt", "System error 5 has occurred.\n")).isEmpty)
    }

    private func page(
        _ name: String, active: String = "Yes", set: String = "4/23/2021 1:38:08 PM", last: String = "Never",
        groups: String = "*Users"
    ) -> String {
        """
        ### \(name)
        User name                    \(name)
        Full Name                    
        Comment                      
        User's comment               
        Country/region code          000 (System Default)
        Account active               \(active)
        Account expires              Never

        Password last set            \(set)
        Password expires             Never
        Password changeable          \(set)
        Password required            Yes
        User may change password     Yes

        Workstations allowed         All
        Logon script                 
        User profile                 
        Home directory               
        Last logon                   \(last)

        Logon hours allowed          Monday 8:00 AM - 5:00 PM
                                     Tuesday 8:00 AM - 5:00 PM

        Local Group Memberships      \(groups)
        Global Group memberships     *None                 
        The command completed successfully.


        """
    }

    @Test func `an English list gives the same`() throws {
        let text =
            page("hoshu", last: "11/20/2026 9:03:12 AM", groups: "*Administrators       *Users")
            + page("tanaka", active: "No")
        let found = accounts(WindowsSamples.with("users-detail.txt", text))
        #expect(
            found == [
                HostAccount(
                    name: "hoshu", canSignIn: true, isAdministrator: true, allowsEmptyPassword: false,
                    passwordSet: CivilDate("2021-04-23"), passwordNeverExpires: true,
                    lastSignIn: CivilDate("2026-11-20"), wasNeverUsed: false),
                HostAccount(
                    name: "tanaka", canSignIn: false, allowsEmptyPassword: false,
                    passwordSet: CivilDate("2021-04-23"), passwordNeverExpires: true, wasNeverUsed: true),
            ])
    }

    @Test func `days that can be read in two ways are not read and said`() {
        let text = page("a", set: "4/5/2021 1:38:08 PM", last: "6/7/2026 9:03:12 AM")
        let snapshot = WindowsSamples.with("users-detail.txt", text)
        #expect(accounts(snapshot).first?.lastSignIn == nil)
        #expect(accounts(snapshot).first?.wasNeverUsed == false)
        #expect(WindowsSource.accounts.coverage(snapshot)["last sign-in"]??.contains("day or month") == true)
    }

    @Test func `another language is said and gives no account`() {
        let snapshot = WindowsSamples.with("users-detail.txt", page("a", active: "Ja"))
        #expect(accounts(snapshot).isEmpty)
        #expect(
            WindowsSource.accounts.coverage(snapshot)["accounts"]??.contains("language is unknown") == true)
    }

    @Test func `members from a domain are administrators`() {
        var snapshot = WindowsSamples.with(
            "administrators.txt",
            """
            Alias name     Administrators
            Comment        Administrators have complete and unrestricted access

            Members

            -------------------------------------------------------------------------------
            Administrator
            EXAMPLE\\Domain Admins
            The command completed successfully.

            """)
        snapshot.collection["computer"] = "PC1"
        snapshot.texts["winlogon.txt"] = .found(
            "AutoAdminLogon=1\nDefaultUserName=kiosk\nDefaultDomainName=EXAMPLE\n")
        let found = accounts(snapshot)
        #expect(found.map(\.name) == ["EXAMPLE\\Domain Admins", "kiosk"])
        #expect(found.map(\.isAdministrator) == [true, false])
        #expect(found.map(\.signsInByItself) == [false, true])
    }

    @Test func `the account that collected was used, whatever is recorded`() {
        var snapshot = WindowsSamples.with("users-detail.txt", page("hoshu"))
        snapshot.collection["user"] = "HOSHU"
        #expect(accounts(snapshot).first?.wasNeverUsed == nil)
    }

    @Test func `a list that is cut off anywhere forges nothing and says so`() throws {
        var terminal = try WindowsSamples.terminal()
        terminal.texts["winlogon.txt"] = nil
        WindowsSource.accounts.expectNothingForged(terminal, cutting: "users-detail.txt")
        for lines in 1..<188 {
            let cut = WindowsSamples.cut(terminal, "users-detail.txt", after: lines)
            #expect(WindowsSource.accounts.coverage(cut)["accounts"] != .some(nil), "\(lines)")
        }
        for lines in 0..<10 {
            let cut = WindowsSamples.cut(terminal, "administrators.txt", after: lines)
            #expect(WindowsSource.accounts.coverage(cut)["administrators"] != .some(nil), "\(lines)")
            #expect(accounts(cut) == accounts(terminal))
        }
    }

    @Test func `what was not collected is said`() {
        #expect(WindowsSource.accounts.facts(WindowsSnapshot()).allSatisfy { $0.isCoverage })
        #expect(WindowsSource.accounts.coverage(WindowsSnapshot()).values.allSatisfy { $0 != nil })
    }
}
