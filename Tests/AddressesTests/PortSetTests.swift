import Addresses
import Testing

struct PortSetTests {
    @Test(arguments: ["", "22", "22,80,5900-5902", "1-65535"])
    func `reads what it writes, the empty set too`(text: String) {
        #expect(PortSet(text)?.description == text)
    }

    @Test(arguments: [",", "22,", "0", "65536", "80-22", "22-", "-", "a", "1-2-3", " 22"])
    func `refuses what is not a list of ports`(text: String) {
        #expect(PortSet(text) == nil)
    }
}
