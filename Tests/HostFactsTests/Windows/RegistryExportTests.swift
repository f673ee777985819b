import Testing

@testable import HostFacts

@Suite struct `Registry exports` {
    private let text = """
        Windows Registry Editor Version 5.00

        [HKEY_LOCAL_MACHINE\\SOFTWARE\\Example]
        @="unnamed"
        "Name"="受付 \\"A\\" C:\\\\Program Files"
        "Two lines"="first
        [HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Forged]
        last"
        "Start"=dword:0000000a
        "Path"=hex(2):25,00,53,00,79,00,\\
          73,00,25,00,00,00
        "List"=hex(7):61,00,00,00,62,00,\\
          63,00,00,00,00,00
        "Long"=hex(b):01,02,00,00,00,00,00,00
        "Raw"=hex:01,ff
        "Broken"=hex:0g

        [HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Sub Key]
        "Empty"=""

        [HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Other]

        """

    private func utf16(_ text: String) -> [UInt8] {
        let crlf = text.replacing("\n", with: "\r\n")
        return [0xff, 0xfe] + crlf.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    }

    @Test func `values of every type are read as they were stored`() throws {
        let export = try #require(RegistryExport(utf16(text)))
        let values = export.values(of: "HKEY_LOCAL_MACHINE\\software\\EXAMPLE")
        #expect(export.isWhole)
        #expect(values["@"] == .text("unnamed"))
        #expect(values["name"] == .text("受付 \"A\" C:\\Program Files"))
        #expect(values["start"] == .number(10))
        #expect(values["path"] == .text("%Sys%"))
        #expect(values["list"] == .list(["a", "bc"]))
        #expect(values["long"] == .number(0x201))
        #expect(values["raw"] == .octets([1, 0xff]))
        #expect(values["broken"] == nil)
        #expect(values["two lines"]?.text?.contains("Forged") == true)
    }

    @Test func `a text that looks like a key makes none`() throws {
        let export = try #require(RegistryExport(utf16(text)))
        #expect(!export.contains("HKEY_LOCAL_MACHINE\\SOFTWARE\\Forged"))
        #expect(export.subkeys(of: "HKEY_LOCAL_MACHINE\\SOFTWARE") == ["Example"])
        #expect(export.subkeys(of: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Example") == ["Sub Key", "Other"])
        #expect(export.values(of: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Sub Key") == ["empty": .text("")])
    }

    @Test func `every truncation gives what came before it`() {
        let octets = utf16(text)
        for length in 0..<octets.count {
            let export = RegistryExport(Array(octets.prefix(length)))
            _ = export?.values(of: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Example")
            #expect(export?.isWhole != true || length > 70)
        }
    }

    @Test func `the old form and other files are told apart`() {
        #expect(
            RegistryExport(Array("REGEDIT4\n\n[A\\B]\n\"x\"=dword:1\n".utf8))?.values(of: "A\\B") == [
                "x": .number(1)
            ])
        #expect(RegistryExport(Array("ERROR: The system was unable to find the key".utf8)) == nil)
        #expect(RegistryExport([]) == nil)
    }
}
