import CLinux
import Glibc

/// The kernel's own fence around files (landlock(7)).
enum Landlock {
    /// Rights by the bit they have in the kernel's interface.
    private static let execute: UInt64 = 1 << 0
    private static let writeFile: UInt64 = 1 << 1
    private static let removeDirectory: UInt64 = 1 << 4
    private static let removeFile: UInt64 = 1 << 5
    private static let makeDirectory: UInt64 = 1 << 7
    private static let makeFile: UInt64 = 1 << 8
    /// Devices, sockets, pipes, symbolic links.
    private static let makeSpecial: UInt64 = 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12
    /// From ABI 2: moving between directories.
    private static let refer: UInt64 = 1 << 13
    /// From ABI 3.
    private static let truncate: UInt64 = 1 << 14
    /// From ABI 6: abstract Unix sockets and signals to processes outside.
    private static let scopes: UInt64 = 0b11

    /// The kernel's version of the interface; nil where it has none or has it switched off.
    static var abi: Int? {
        let version = tenken_landlock_abi()
        return version > 0 ? Int(version) : nil
    }

    /// Confines the calling thread for good: it runs no program, and changes files only below `writable`.
    /// Reading is not touched.
    static func confine(writable: [String], abi: Int) throws(SystemError) {
        let later = (abi >= 2 ? refer : 0) | (abi >= 3 ? truncate : 0)
        let changes = writeFile | removeDirectory | removeFile | makeDirectory | makeFile | later
        var rules = tenken_landlock_ruleset(
            handled_access_fs: execute | changes | makeSpecial, handled_access_net: 0,
            scoped: abi >= 6 ? scopes : 0)
        // SAFETY: the structure is a local variable that the kernel reads.
        let raw = try syscall("landlock_create_ruleset") { unsafe tenken_landlock_create(&rules) }
        let ruleset = FileDescriptor(owning: raw)
        for directory in writable { try allow(changes, below: directory, in: ruleset) }
        try allow(writeFile, below: "/dev/null", in: ruleset)
        _ = try syscall("landlock_restrict_self") { tenken_landlock_restrict(ruleset.raw) }
    }

    private static func allow(
        _ access: UInt64, below path: String, in ruleset: borrowing FileDescriptor
    ) throws(SystemError) {
        // O_PATH: refers to the place without opening it for anything.
        // SAFETY: the path lives as long as the call.
        let place = FileDescriptor(
            owning: try syscall("open") { unsafe open(path, 0o10000000 | O_CLOEXEC) })
        let raw = ruleset.raw
        _ = try syscall("landlock_add_rule") { tenken_landlock_allow(raw, place.raw, access) }
    }
}
