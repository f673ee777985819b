import Foundation
import Testing

/// The collector cannot run here, so its text is held to what keeps cmd.exe from stumbling over it.
@Suite struct WindowsCollectorTests {
    private let octets: [UInt8]
    /// The lines with every octet above ASCII as one letter, which is how a Western cmd.exe reads them.
    private let lines: [String]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = "Profiles/collectors/windows/tenken-collect.cmd"
        octets = [UInt8](try Data(contentsOf: root.appending(path: path)))
        lines = String(decoding: octets.map(UInt16.init), as: UTF16.self)
            .components(separatedBy: "\r\n")
    }

    private var firstJapanese: Int { lines.firstIndex { $0.hasPrefix(":ja_") } ?? 0 }

    private func label(_ name: some StringProtocol) -> Int? {
        lines.firstIndex { $0.lowercased() == ":\(name.lowercased())" }
    }

    private func messages(_ language: String) -> [String] {
        lines.filter { $0.hasPrefix(":\(language)_") }.map { String($0.dropFirst(4)) }
    }

    @Test func `every line ends with CR and LF`() {
        for (place, octet) in octets.enumerated() where octet == 0x0A { #expect(octets[place - 1] == 0x0D) }
        #expect(octets.suffix(2) == [0x0D, 0x0A])
    }

    @Test func `Japanese stands only in echo lines at the end`() {
        for (number, line) in lines.enumerated() where !line.unicodeScalars.allSatisfy(\.isASCII) {
            #expect(number > firstJapanese, "line \(number + 1)")
            #expect(line.hasPrefix("echo "), "line \(number + 1)")
        }
    }

    @Test func `no second octet of a Japanese letter means something to cmd`() {
        let hazards = Set("\\|^&<>%\"()".utf8)
        var second = false
        for octet in octets {
            if second { #expect(!hazards.contains(octet), "0x\(String(octet, radix: 16))") }
            second = !second && ((0x81...0x9F).contains(octet) || (0xE0...0xFC).contains(octet))
        }
        #expect(!second)
    }

    @Test func `every jump goes down to a label that exists`() throws {
        for (number, line) in lines.enumerated() where !line.hasPrefix("rem ") {
            let words = line.split(separator: " ")
            for (word, next) in zip(words, words.dropFirst()) where word == "goto" || next.hasPrefix(":") {
                guard word == "goto" || word == "call", !next.contains("%") else { continue }
                let place = try #require(label(next.drop { $0 == ":" }), "line \(number + 1): \(line)")
                #expect(place > number, "line \(number + 1): \(line)")
            }
        }
    }

    @Test func `every message exists in both languages`() {
        #expect(messages("en") == messages("ja"))
        for line in lines where line.contains("call :say ") {
            #expect(messages("en").contains(String(line.split(separator: " ").last ?? "")), "\(line)")
        }
        for number in 1...38 { #expect(lines.contains { $0 == "call :say \(number)" }, "step \(number)") }
    }

    @Test func `the value of a stored password goes nowhere`() {
        let lookups = lines.filter { !$0.hasPrefix("rem ") && $0.contains("/v DefaultPassword") }
        #expect(lookups == [#"reg.exe query "%KEY%" /v DefaultPassword >nul 2>&1"#])
        for line in lines where line.contains("Winlogon") && !line.hasPrefix("rem ") {
            #expect(line == #"set "KEY=%NT%\Winlogon""#)
        }
    }

    @Test(arguments: [
        "powershell", "wmic.exe product", "secedit", "mshta", "cscript", "reg.exe add", "reg.exe delete",
        "reg.exe import", "net.exe use ", "setx", "sc.exe config", "schtasks.exe /create", "nslookup", "ping",
    ])
    func `nothing is run that changes the machine or asks the network`(program: String) {
        for line in lines where !line.hasPrefix("rem ") { #expect(!line.lowercased().contains(program)) }
    }

    @Test(arguments: [
        "tenken-collect.txt", "status.txt", "os.txt", "uninstall-machine.reg", "uninstall-machine32.reg",
        "uninstall-user.reg", "services.reg", "run-machine.reg", "run-machine32.reg", "run-user.reg",
        "terminal-server.reg", "lsa.reg", "policies.reg", "policies-system.reg", "winrm.reg",
        "windows-update.reg", "defender.reg", "desktop-user.reg", "profile-list.reg", "winlogon.txt",
        "qfe.txt", "systeminfo.txt", "antivirus.txt", "bitlocker.txt", "netstat.txt", "tasklist.txt",
        "services.txt", "tasks.csv", "shares.txt", "shares-detail.txt", "users.txt", "users-detail.txt",
        "administrators.txt", "accounts.txt", "eventlog.txt", "w32tm.txt", "ipconfig.txt", "getmac.txt",
        "dns-cache.txt", "arp.txt", "firewall.txt", "backup.txt", "shadows.txt",
    ])
    func `every promised output is written`(name: String) {
        #expect(lines.contains { !$0.hasPrefix("rem ") && $0.contains(name) })
    }
}
