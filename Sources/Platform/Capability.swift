import CLinux
import Glibc

/// A right of the superuser that can be held by itself (capabilities(7)).
package enum Capability: UInt8, CaseIterable, Sendable {
    case readEverything = 2  // CAP_DAC_READ_SEARCH
    case setGroup = 6  // CAP_SETGID
    case setUser = 7  // CAP_SETUID
    case setCapabilities = 8  // CAP_SETPCAP
    case configureNetwork = 12  // CAP_NET_ADMIN
    case rawNetwork = 13  // CAP_NET_RAW
    case traceProcesses = 19  // CAP_SYS_PTRACE
    case administerSystem = 21  // CAP_SYS_ADMIN
}

/// A set of capabilities as the kernel writes it: bit n for capability n.
struct CapabilitySet: OptionSet, Hashable, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(_ capabilities: some Sequence<Capability>) {
        rawValue = capabilities.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
    }

    func contains(_ capability: Capability) -> Bool { contains(Self([capability])) }

    /// What the calling thread may use, and what it may take up.
    static func ofThread() throws(SystemError) -> (effective: CapabilitySet, permitted: CapabilitySet) {
        var effective: UInt64 = 0
        var permitted: UInt64 = 0
        var inheritable: UInt64 = 0
        // SAFETY: the call fills three local variables.
        _ = try syscall("capget") { unsafe tenken_capget(&effective, &permitted, &inheritable) }
        return (CapabilitySet(rawValue: effective), CapabilitySet(rawValue: permitted))
    }

    /// Makes this the effective and the permitted set of the calling thread, and leaves nothing to programs it runs.
    func apply() throws(SystemError) {
        let raw = rawValue
        _ = try syscall("capset") { tenken_capset(raw, raw, 0) }
        // Kernels before 4.3 have no ambient set to clear.
        _ = tenken_prctl(PR_CAP_AMBIENT, UInt(PR_CAP_AMBIENT_CLEAR_ALL), 0)
    }

    /// Takes everything but this out of the bounding set; false when the process has no right to do so.
    func applyAsBound() -> Bool {
        do {
            for number in UInt64(0)..<64 where rawValue & 1 << number == 0 {
                _ = try syscall("prctl") { tenken_prctl(PR_CAPBSET_DROP, UInt(number), 0) }
            }
        } catch {
            // The kernel answers EINVAL after the last capability that it knows.
            return error.code == EINVAL
        }
        return true
    }
}
