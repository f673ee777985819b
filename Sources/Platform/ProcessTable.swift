import CLinux
import Glibc

/// The processes of this host with the sockets they hold, as far as /proc shows them.
package struct ProcessTable: Sendable {
    /// By process number.
    package var processes: [Process]
    /// How many processes did not let themselves or their open files be seen: those of other users, without
    /// privilege. Where /proc hides them (`hidepid`, proc(5)), they are not even counted, and process 1 is missing.
    package var unreadable: Int

    package struct Process: Hashable, Sendable {
        package var pid: Int
        /// The name the kernel keeps, cut after 15 octets: `systemd-resolve`.
        package var name: String
        /// The path of its program; nil for kernel threads and where it may not be seen.
        package var executable: String?
        /// The text of /proc/PID/cgroup; nil where it may not be seen.
        package var cgroup: String?
        package var uid: UInt32?
        /// The inodes of its sockets.
        package var sockets: [UInt64]
        /// The paths of libraries it still runs though their files were replaced or removed; nil where that may not
        /// be seen.
        package var replacedLibraries: [String]?
    }

    /// Walks /proc. A process that ends meanwhile is left out.
    package static func read() throws(FileError) -> ProcessTable {
        var table = ProcessTable(processes: [], unreadable: 0)
        for name in try HostFiles.names(in: "/proc") {
            guard let pid = Int(name) else { continue }
            table.add(pid)
        }
        table.processes.sort { $0.pid < $1.pid }
        return table
    }

    private mutating func add(_ pid: Int) {
        do throws(FileError) {
            var process = try Self.process(pid)
            process.replacedLibraries = Self.replacedLibraries(of: pid)
            do throws(SystemError) {
                process.sockets = try Self.sockets(of: "/proc/\(pid)/fd")
            } catch {
                guard !error.isAbsence else { return }
                unreadable += 1
            }
            processes.append(process)
        } catch {
            // Where the process has ended, there is nothing that was not seen.
            if error.cause != .missing { unreadable += 1 }
        }
    }

    /// One process without its sockets.
    private static func process(_ pid: Int) throws(FileError) -> Process {
        let folder = "/proc/\(pid)"
        let status = try HostFiles.text("\(folder)/status", limit: 1 << 16)
        let name = try HostFiles.text("\(folder)/comm", limit: 256)
        return Process(
            pid: pid, name: String(name.prefix { $0 != "\n" }),
            executable: try? HostFiles.target(ofLink: "\(folder)/exe"),
            cgroup: try? HostFiles.text("\(folder)/cgroup", limit: 1 << 16), uid: uid(in: status), sockets: []
        )
    }

    /// The effective user: the second number of the line `Uid:	1000	1000	1000	1000`.
    static func uid(in status: String) -> UInt32? {
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("Uid:") }) else {
            return nil
        }
        let numbers = line.split { $0 == "\t" || $0 == " " }
        return numbers.count > 2 ? UInt32(numbers[2]) : nil
    }

    /// The libraries among the files that a process has in its memory and that no folder has any more, each once;
    /// none for kernel threads and processes that have ended, nil where it may not be looked into.
    private static func replacedLibraries(of pid: Int) -> [String]? {
        var maps = MemoryMaps()
        do throws(FileError) {
            try HostFiles.pieces(of: "/proc/\(pid)/maps", limit: 1 << 23) { maps.feed($0) }
            return maps.replacedLibraries
        } catch {
            return error.cause == .missing ? [] : nil
        }
    }

    /// The inodes of the links that read `socket:[12345]`.
    private static func sockets(of folder: String) throws(SystemError) -> [UInt64] {
        let files = try FolderReader(FileDescriptor(owning: HostFiles.open(folder, flags: O_DIRECTORY)))
        return try files.names().compactMap { HostFiles.socketInode(ofLink: $0, in: files.raw) }
    }
}

extension HostFiles {
    /// The number in a link that reads `socket:[12345]`; nil for every other one, and where it is gone by now.
    fileprivate static func socketInode(ofLink name: String, in folder: Int32) -> UInt64? {
        let octets = unsafe [CChar](unsafeUninitializedCapacity: 32) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            // SAFETY: the kernel writes at most the capacity it is told, and only what it reports is kept.
            initialized = max(0, unsafe readlinkat(folder, name, base, 32))
        }
        let beginning: [CChar] = [0x73, 0x6f, 0x63, 0x6b, 0x65, 0x74, 0x3a, 0x5b]  // socket:[
        guard octets.starts(with: beginning), octets.last == 0x5d else { return nil }
        let digits = octets[8..<octets.count - 1]
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 &* 10 &+ UInt64($1 - 48) }
    }
}
