import Testing

@testable import Platform

struct MemoryMapsTests {
    private let text = """
        55d0c000-55d0e000 r--p 00000000 08:01 11                         /usr/sbin/sshd (deleted)
        7f12a000-7f12b000 r-xp 00000000 08:01 12                         /usr/lib/x86_64-linux-gnu/libcrypto.so.3 (deleted)
        7f12b000-7f12c000 r--p 00000000 08:01 12                         /usr/lib/x86_64-linux-gnu/libcrypto.so.3 (deleted)
        7f13a000-7f13b000 r-xp 00000000 08:01 13                         /usr/lib/x86_64-linux-gnu/libc.so.6
        7f14a000-7f14b000 rw-s 00000000 00:05 14                         /memfd:x.so (deleted)
        7f15a000-7f15b000 rw-p 00000000 00:00 0
        7ffc1000-7ffc2000 r-xp 00000000 00:00 0                          [vdso]

        """

    @Test(arguments: [1, 5, 64, 4096]) func `only libraries that are gone are told, each once`(size: Int) {
        var maps = MemoryMaps()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            maps.feed(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(maps.replacedLibraries == ["/usr/lib/x86_64-linux-gnu/libcrypto.so.3"])
    }

    @Test func `a line without end takes no room`() {
        var maps = MemoryMaps()
        for _ in 0..<100 { maps.feed([UInt8](repeating: 0x78, count: 1 << 12)) }
        maps.feed(Array("\n1-2 r-xp 0 0 0 /lib/libz.so.1 (deleted)\n".utf8))
        #expect(maps.replacedLibraries == ["/lib/libz.so.1"])
    }
}
