import Model
import Testing

@testable import HostFacts

private func settings(_ source: WindowsSource, _ snapshot: WindowsSnapshot) -> [HostSetting] {
    source.facts(snapshot).compactMap { if case .setting(let value) = $0 { value } else { nil } }
}

@Suite struct `Windows time` {
    private func status(
        leap: String = "0(no warning)", stratum: String = "3",
        reference: String = "0xC0000263 (source IP:  192.0.2.99)",
        last: String = "11/19/2026 6:40:12 PM", source: String = "time.windows.com,0x9"
    ) -> WindowsSnapshot {
        var snapshot = WindowsSamples.with(
            "w32tm.txt",
            """
            Leap Indicator: \(leap)
            Stratum: \(stratum) (secondary reference - syncd by (S)NTP)
            Precision: -23 (119.209ns per tick)
            Root Delay: 0.0182743s
            Root Dispersion: 7.7723571s
            ReferenceId: \(reference)
            Last Successful Sync Time: \(last)
            Source: \(source)
            Poll Interval: 10 (1024s)

            """)
        snapshot.collection["started"] = "2026-11-20T14:03:05"
        return snapshot
    }

    @Test func `a clock that another sets is synchronised, in Japanese and English`() throws {
        let wanted = [
            HostSetting(.timeSynchronised, "yes"), HostSetting(.timeSource, "time.windows.com"),
        ]
        var terminal = try WindowsSamples.terminal()
        terminal.collection["started"] = "2026-11-20T14:03:05"
        #expect(settings(.time, terminal) == wanted)
        #expect(settings(.time, status()) == wanted)
        #expect(WindowsSource.time.coverage(terminal)["time synchronisation"] == .some(nil))
    }

    @Test func `a clock that runs by itself is not`() {
        for snapshot in [
            status(
                leap: "3(not synchronized)", stratum: "0", last: "unspecified", source: "Local CMOS Clock"),
            status(stratum: "1", source: "Free-running System Clock"),
            status(reference: "0x4C4F434C (source name:  \"LOCL\")"),
            status(last: "10/30/2026 6:40:12 PM"),
        ] {
            #expect(settings(.time, snapshot).first == HostSetting(.timeSynchronised, "no"))
        }
    }

    @Test func `a service that is disabled sets no clock`() throws {
        let export =
            "Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\"
            + "W32Time]\n\"Start\"=dword:00000004\n"
        var snapshot = WindowsSamples.with("w32tm.txt", "(0x80070426)\n")
        snapshot.registries["services.reg"] = .found(try #require(RegistryExport(Array(export.utf8))))
        #expect(settings(.time, snapshot) == [HostSetting(.timeSynchronised, "no")])
        #expect(WindowsSource.time.coverage(snapshot)["time synchronisation"] == .some(nil))
    }

    @Test func `a service that was not running decides nothing`() {
        let snapshot = WindowsSamples.with(
            "w32tm.txt",
            "The following error occurred: The service has not been started. (0x80070426)\n### source\n"
                + "The following error occurred: The service has not been started. (0x80070426)\n")
        #expect(settings(.time, snapshot).isEmpty)
        #expect(
            WindowsSource.time.coverage(snapshot)["time synchronisation"]??.contains("did not run") == true)
    }

    @Test func `a text that is cut off anywhere forges nothing`() throws {
        let terminal = try WindowsSamples.terminal()
        for lines in 0..<56 {
            let cut = settings(.time, WindowsSamples.cut(terminal, "w32tm.txt", after: lines))
            #expect(cut.isEmpty == (lines < 9))
        }
        #expect(settings(.time, WindowsSnapshot()).isEmpty)
        #expect(
            WindowsSource.time.coverage(WindowsSnapshot())["time synchronisation"]??.contains("not found")
                == true)
    }
}

@Suite struct `Windows malware scanners` {
    @Test(
        arguments: [
            (397_584, "on", "no"), (397_568, "on", "yes"), (393_472, "off", "yes"), (401_664, "off", "yes"),
            (266_240, "on", "yes"), (0x06_5020, nil, nil),
        ] as [(Int, String?, String?)])
    func `state and age of signatures are told apart`(state: Int, realTime: String?, current: String?) {
        let text = "\n\ndisplayName=Example Guard\ninstanceGuid={0}\nproductState=\(state)\ntimestamp=x\n\n"
        let wanted = [
            HostSetting(.malwareScanner, "Example Guard"),
            realTime.map { HostSetting(.malwareRealTime, $0, of: "Example Guard") },
            current.map { HostSetting(.malwareSignaturesCurrent, $0, of: "Example Guard") },
        ].compactMap { $0 }
        #expect(settings(.malware, WindowsSamples.with("antivirus.txt", text)) == wanted)
    }

    @Test func `several products are several`() throws {
        let terminal = try WindowsSamples.terminal()
        #expect(
            settings(.malware, terminal) == [
                HostSetting(.malwareScanner, "Windows Defender"),
                HostSetting(.malwareRealTime, "on", of: "Windows Defender"),
                HostSetting(.malwareSignaturesCurrent, "no", of: "Windows Defender"),
            ])
        let text = "displayName=A\nproductState=266240\n\ndisplayName=B\nproductState=393472\n"
        let found = settings(.malware, WindowsSamples.with("antivirus.txt", text))
        #expect(found.filter { $0.key == .malwareScanner }.map(\.value) == ["A", "B"])
        WindowsSource.malware.expectNothingForged(terminal, cutting: "antivirus.txt")
    }

    @Test func `no list is not no scanner`() {
        #expect(
            WindowsSource.malware.coverage(WindowsSnapshot())["malware scanners"]??.contains("not found")
                == true)
        let strange = WindowsSamples.with("antivirus.txt", "Node - PC1\n")
        #expect(WindowsSource.malware.coverage(strange)["malware scanners"] != .some(nil))
    }

    @Test func `a list of nothing is no scanner, unless the command failed`() {
        var empty = WindowsSamples.with("antivirus.txt", "\n\n\n")
        #expect(WindowsSource.malware.coverage(empty)["malware scanners"] == .some(nil))
        empty.failures["antivirus.txt"] = "9009"
        #expect(WindowsSource.malware.coverage(empty)["malware scanners"]??.contains("9009") == true)
    }

    @Test func `without wmic the registry tells the same`() throws {
        let export = """
            Windows Registry Editor Version 5.00

            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Security Center\\Provider\\Av\\{D68DDC3A}]
            "DISPLAYNAME"="Windows Defender"
            "STATE"=dword:00061100

            """
        var snapshot = WindowsSnapshot()
        snapshot.registries["security-center.reg"] = .found(try #require(RegistryExport(Array(export.utf8))))
        #expect(
            settings(.malware, snapshot) == [
                HostSetting(.malwareScanner, "Windows Defender"),
                HostSetting(.malwareRealTime, "on", of: "Windows Defender"),
                HostSetting(.malwareSignaturesCurrent, "yes", of: "Windows Defender"),
            ])
        #expect(WindowsSource.malware.coverage(snapshot)["malware scanners"] == .some(nil))
    }
}

@Suite struct `Windows disk encryption` {
    private func volume(_ percent: String, _ protection: String) -> WindowsSnapshot {
        WindowsSamples.with(
            "bitlocker.txt",
            """
            BitLocker Drive Encryption: Configuration Tool version 10.0.19041
            Copyright (C) 2013 Microsoft Corporation. All rights reserved.

            Disk volumes that can be protected with
            BitLocker Drive Encryption:
            Volume C: [Windows]
            [OS Volume]

                Size:                 237.23 GB
                BitLocker Version:    2.0
                Conversion Status:    Used Space Only Encrypted
                Percentage Encrypted: \(percent)
                Encryption Method:    XTS-AES 128
                Protection Status:    \(protection)
                Lock Status:          Unlocked

            """)
    }

    @Test(
        arguments: [
            ("100.0%", "Protection On", "on"), ("100.0%", "Protection Off", "partly"),
            ("41.3%", "Protection Off", "partly"), ("0.0%", "Protection Off", "off"),
            ("0,0%", "Der Schutz ist deaktiviert.", "off"), ("100,0%", "Der Schutz ist aktiviert.", nil),
            ("Unknown%", "Unknown", nil),
        ] as [(String, String, String?)])
    func `a drive is on, off or partly`(percent: String, protection: String, value: String?) {
        let snapshot = volume(percent, protection)
        #expect(
            settings(.encryption, snapshot)
                == [value.map { HostSetting(.diskEncryption, $0, of: "C:") }].compactMap { $0 })
        #expect(
            (WindowsSource.encryption.coverage(snapshot)["disk encryption"] == .some(nil)) == (value != nil))
    }

    @Test func `a Japanese list gives every drive`() throws {
        let terminal = try WindowsSamples.terminal()
        #expect(
            settings(.encryption, terminal) == [
                HostSetting(.diskEncryption, "off", of: "C:"), HostSetting(.diskEncryption, "on", of: "D:"),
            ])
        WindowsSource.encryption.expectNothingForged(terminal, cutting: "bitlocker.txt")
        #expect(
            WindowsSource.encryption.coverage(WindowsSnapshot())["disk encryption"]??.contains("not found")
                == true)
    }
}
