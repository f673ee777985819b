import CLinux
import Glibc

/// The processes of this host with the sockets they hold, as far as /proc shows them.
package struct ProcessTable: Sendable {
    /// By process number.
    package var processes: [Process]
    /// How many processes did not let their open files be seen: those of other users, without privilege.
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
        let folder = "/proc/\(pid)"
        // Absence is the answer: the process has ended.
        guard let status = try? HostFiles.text("\(folder)/status", limit: 1 << 16),
            let name = try? HostFiles.text("\(folder)/comm", limit: 256)
        else { return }
        var process = Process(
            pid: pid, name: String(name.prefix { $0 != "\n" }),
            executable: try? HostFiles.target(ofLink: "\(folder)/exe"),
            cgroup: try? HostFiles.text("\(folder)/cgroup", limit: 1 << 16), uid: Self.uid(in: status),
            sockets: [])
        do {
            process.sockets = try Self.sockets(of: "\(folder)/fd")
        } catch {
            guard error.isPermission else { return }
            unreadable += 1
        }
        processes.append(process)
    }

    /// The effective user: the second number of the line `Uid:	1000	1000	1000	1000`.
    static func uid(in status: String) -> UInt32? {
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("Uid:") }) else {
            return nil
        }
        let numbers = line.split { $0 == "\t" || $0 == " " }
        return numbers.count > 2 ? UInt32(numbers[2]) : nil
    }

    /// The inodes of the links that read `socket:[12345]`.
    private static func sockets(of folder: String) throws(SystemError) -> [UInt64] {
        let files = try FolderReader(FileDescriptor(owning: HostFiles.open(folder, flags: O_DIRECTORY)))
        return files.names().compactMap { name in
            // Absence is the answer: the file was closed meanwhile.
            guard let target = try? HostFiles.linkTarget(name, in: files.raw), target.hasPrefix("socket:[")
            else { return nil }
            return UInt64(target.dropFirst(8).dropLast())
        }
    }
}
