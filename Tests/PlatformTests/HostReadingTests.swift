import Addresses
import Glibc
import Platform
import Testing

@Suite struct HostReadingTests {
    @Test func `a listening socket is found with its owner`() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7f00_0001).bigEndian)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        try #require(bound == 0 && listen(listener, 1) == 0)
        let sockets = try SocketDiagnostics.read().sockets
        let process = try #require(try ProcessTable.read().processes.first { $0.pid == Int(getpid()) })
        let own = sockets.filter { process.sockets.contains($0.inode) && $0.transport == .tcp }
        #expect(own.contains { $0.address == IPAddress("127.0.0.1") && $0.port > 0 && $0.uid == geteuid() })
        #expect(process.uid == geteuid())
        #expect(process.executable?.hasPrefix("/") == true)
        #expect(!process.name.isEmpty)
    }

    @Test func `a UDP socket is listed while it is bound and has no peer`() throws {
        let bound = socket(AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(bound) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        let size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(bound, $0, size) }
        }
        guard result == 0 else {
            print("skipped: no IPv6 on the loopback here")
            return
        }
        let process = try #require(try ProcessTable.read().processes.first { $0.pid == Int(getpid()) })
        let own = try SocketDiagnostics.read().sockets.filter { process.sockets.contains($0.inode) }
        #expect(own.contains { $0.transport == .udp && $0.address == .v6(.loopback) })
    }

    @Test func `a file is read up to its limit and says why it cannot be read`() throws {
        let folder = try ScratchFolder()
        try folder.write("a", Array("text".utf8))
        #expect(try HostFiles.text("\(folder.path)/a", limit: 4) == "text")
        #expect(try HostFiles.names(in: folder.path) == ["a"])
        #expect(throws: FileError(path: "\(folder.path)/a", cause: .tooLarge)) {
            try HostFiles.text("\(folder.path)/a", limit: 3)
        }
        #expect(throws: FileError(path: "\(folder.path)/b", cause: .missing)) {
            try HostFiles.text("\(folder.path)/b")
        }
        try #require(symlink("a", "\(folder.path)/link") == 0)
        #expect(try HostFiles.target(ofLink: "\(folder.path)/link") == "a")
        #expect(try HostFiles.text("\(folder.path)/link") == "text")
        try #require(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        #expect(try HostFiles.octets("\(folder.path)/pipe").isEmpty)
    }
}
