import HostFacts
import Testing

struct PackageReaderTests {
    private let text =
        "Package: a\nStatus: install ok installed\nVersion: 1\nDescription: x\n Package: z\n\n\nPackage: b\nVersion: 2\n"

    @Test(arguments: [1, 2, 3, 7, 1000]) func `pieces may be cut anywhere`(size: Int) {
        var reader = PackageReader()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            reader.feed(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(reader.finish().map(\.name) == ["a", "b"])
    }

    @Test func `every beginning of a record is read without fault`() {
        for count in 0...text.utf8.count {
            let packages = PackageReader.read(String(text.prefix(count)))
            #expect(packages.count <= 2)
        }
    }

    @Test func `only what is asked for is kept, and endless lines are left out`() {
        #expect(PackageReader.read(text, of: ["b"]).map(\.version) == ["2"])
        var reader = PackageReader()
        reader.feed(Array("Package: a\nVersion: ".utf8))
        for _ in 0..<3 { reader.feed([UInt8](repeating: 0x78, count: 60_000)) }
        reader.feed(Array("\nSource: s (1)\n".utf8))
        let packages = reader.finish()
        #expect(packages.map(\.version) == [""])
        #expect(packages.map(\.source) == ["s (1)"])
    }
}
