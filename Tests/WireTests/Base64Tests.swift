import Testing
import Wire

@Suite struct Base64Tests {
    /// RFC 4648, 10.
    @Test(
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ]) func `the standard's examples are written and read`(plain: String, text: String) throws
    {
        #expect(Base64.text(Array(plain.utf8)) == text)
        #expect(try Base64.octets(text) == Array(plain.utf8))
    }

    @Test func `every octet comes back`() throws {
        let all = Array(UInt8.min...UInt8.max)
        #expect(try Base64.octets(Base64.text(all)) == all)
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Z===", "====", "Zg==Zg==", "Zm9\u{3042}", "Zm9-", "=Zm9"])
    func `what is not whole or has other characters is refused`(text: String) {
        #expect(throws: WireError.self) { try Base64.octets(text) }
    }
}
