import CLinux
import Glibc

/// What the kernel says about the rights of every thread of this process.
package struct PrivilegeStatus: Equatable, Sendable {
    /// By thread identifier, ascending; empty where /proc cannot be read.
    package var tasks: [Task]

    package init(tasks: [Task]) {
        self.tasks = tasks
    }

    package struct Task: Equatable, Sendable {
        package var id: Int
        /// The effective user; 0 is root.
        package var user: UInt32
        /// Bit n for capability n (capabilities(7)).
        package var effective: UInt64
        /// What the thread can take up again.
        package var permitted: UInt64
        package var noNewPrivileges: Bool
        /// Whether a system call filter is in force.
        package var isFiltered: Bool

        package init(
            id: Int, user: UInt32, effective: UInt64, permitted: UInt64, noNewPrivileges: Bool,
            isFiltered: Bool
        ) {
            self.id = id
            self.user = user
            self.effective = effective
            self.permitted = permitted
            self.noNewPrivileges = noNewPrivileges
            self.isFiltered = isFiltered
        }
    }

    /// Whether no thread holds a capability or can gain one. False where nothing could be read.
    package var isWithoutPrivilege: Bool {
        !tasks.isEmpty && tasks.allSatisfy { $0.effective == 0 && $0.permitted == 0 && $0.noNewPrivileges }
    }

    /// One line per thread: `12345 uid=1000 CapEff=0000000000000000 CapPrm=0000000000000000 NoNewPrivs=1 Seccomp=2`.
    package var lines: [String] {
        tasks.map { task in
            "\(task.id) uid=\(task.user) CapEff=\(wide(task.effective)) CapPrm=\(wide(task.permitted))"
                + " NoNewPrivs=\(task.noNewPrivileges ? 1 : 0) Seccomp=\(task.isFiltered ? 2 : 0)"
        }
    }

    /// Reads /proc/self/task/*/status.
    package static func current() -> PrivilegeStatus {
        let names = directoryEntries("/proc/self/task")
        let tasks = names.compactMap { Int($0) }.sorted().compactMap { id in
            smallFile("/proc/self/task/\(id)/status").flatMap { Task(id: id, status: $0) }
        }
        return PrivilegeStatus(tasks: tasks)
    }
}

extension PrivilegeStatus.Task {
    /// Reads lines such as:
    /// ```
    /// Uid:	1000	1000	1000	1000
    /// CapPrm:	0000000000000000
    /// CapEff:	0000000000000000
    /// NoNewPrivs:	1
    /// Seccomp:	2
    /// ```
    init?(id: Int, status: String) {
        var fields: [Substring: [Substring]] = [:]
        for line in status.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            fields[parts[0]] = parts[1].split { $0 == "\t" || $0 == " " }
        }
        guard let users = fields["Uid"], users.count >= 2, let user = UInt32(users[1]),
            let effective = fields["CapEff"]?.first.flatMap({ UInt64($0, radix: 16) }),
            let permitted = fields["CapPrm"]?.first.flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        self.init(
            id: id, user: user, effective: effective, permitted: permitted,
            noNewPrivileges: fields["NoNewPrivs"]?.first == "1", isFiltered: fields["Seccomp"]?.first == "2")
    }
}

/// Sixteen hexadecimal digits.
private func wide(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

/// The text of a file of at most 64 KiB; nil when it cannot be read.
private func smallFile(_ path: String) -> String? {
    // SAFETY: the path lives as long as the call.
    guard let raw = try? syscall("open", { unsafe open(path, O_RDONLY | O_CLOEXEC) }) else { return nil }
    let file = FileDescriptor(owning: raw)
    var octets: [UInt8] = []
    while octets.count < 65_536, let part = try? file.read(limit: 65_536 - octets.count), !part.isEmpty {
        octets += part
    }
    return String(decoding: octets, as: UTF8.self)
}

/// The names in a directory; none when it cannot be read.
private func directoryEntries(_ path: String) -> [String] {
    // SAFETY: the stream is checked, used here only, and closed; each name is copied before the next call.
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
        let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        names.append(name)
    }
    return names
}
