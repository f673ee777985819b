import Addresses
import Foundation
import Model
import Testing

@testable import HostFacts

/// What protects a Windows computer, by its registry: scanners, rules for media, the lock of its screen.
@Suite struct `Windows protection sources`: RegistryFiles {
    @Test func `the day of Defender's signatures is read from its FILETIME`() throws {
        let key = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Defender"
        let files = [
            "defender.reg": """
            [\(key)\\Signature Updates]
            "AVSignatureApplied"=hex:00,81,3b,57,95,4b,dc,01
            [\(key)\\Real-Time Protection]
            "DisableRealtimeMonitoring"=dword:00000001
            """
        ]
        #expect(try setting(.malwareSignatures, files) == "2025-11-02")
        #expect(try setting(.malwareRealTime, files) == "off")
        var idle = files
        idle["services.reg"] = "[\(services)\\WinDefend]\n\"Start\"=dword:00000004"
        #expect(try setting(.malwareSignatures, idle) == nil)
        #expect(CivilDate(fileTime: [0, 0, 0, 0, 0, 0, 0, 0]) == nil)
        #expect(CivilDate(fileTime: [UInt8](repeating: 255, count: 8)) == nil)
    }

    @Test func `removable media are allowed, read-only or denied, and the screen locks or not`() throws {
        let removable = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices"
        let driver = { (start: Int) in
            ["services.reg": "[\(self.services)\\USBSTOR]\n\"Start\"=dword:0000000\(start)"]
        }
        var unordered: [String: String] = driver(3)
        unordered["policies.reg"] = ""
        // What forbids it may stand in the orders that were not read.
        #expect(try setting(.removableMedia, driver(3)) == nil)
        #expect(
            try setting(.removableMedia, unordered) == "allowed")
        #expect(try setting(.removableMedia, driver(4)) == "denied")
        var files = driver(3)
        files["policies.reg"] = "[\(removable)]\n\"Deny_Write\"=dword:00000001"
        #expect(try setting(.removableMedia, files) == "read-only")
        files["policies.reg"] = "[\(removable)]\n\"Deny_All\"=dword:00000001"
        #expect(try setting(.removableMedia, files) == "denied")
        let desktop = { (secure: Int) in
            [
                "desktop-user.reg": """
                [HKEY_CURRENT_USER\\Control Panel\\Desktop]
                "ScreenSaveActive"="1"
                "ScreenSaverIsSecure"="\(secure)"
                "SCRNSAVE.EXE"="C:\\WINDOWS\\scrnsave.scr"
                """
            ]
        }
        #expect(try setting(.screenLock, desktop(0)) == nil)
        func ordered(_ files: [String: String]) -> [String: String] {
            var files = files
            files["policies-system.reg"] = ""
            return files
        }
        #expect(try setting(.screenLock, ordered(desktop(0))) == "off")
        #expect(try setting(.screenLock, desktop(1)) == "on")
        let none = desktop(1).mapValues { $0.replacing("SCRNSAVE", with: "OTHER") }
        #expect(try setting(.screenLock, ordered(none)) == "off")
    }

    @Test func `scanners are told by their services, Defender only where it is one`() throws {
        let keys = ["ekrn", "Ntrtscan", "AVP.KES.21.9", "avpx", "WinDefend", "CSFalconService"]
        let export = keys.map { (name: String) -> String in
            let start = name == "CSFalconService" ? 4 : 2
            return "[\(services)\\\(name)]\n\"Start\"=dword:0000000\(start)\n"
        }.joined(separator: "\n")
        func found(_ build: Int) throws -> [String] {
            let files = ["services.reg": export, "os.txt": "    CurrentBuild    REG_SZ    \(build)"]
            return try facts(files).compactMap { fact -> String? in
                if case .setting(let value) = fact, value.key == .malwareScanner { value.value } else { nil }
            }
        }
        #expect(try found(17763) == ["ESET", "Trend Micro", "Kaspersky", "Windows Defender"])
        #expect(try found(7601) == ["ESET", "Trend Micro", "Kaspersky"])
    }
}
