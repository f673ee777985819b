import CLinux
import Glibc

/// What the kernel knows of its own clock.
package enum KernelClock {
    /// Whether a program keeps the clock in step with a source of time (adjtimex(2), without STA_UNSYNC); only reads,
    /// and needs no privilege.
    package static func isSynchronised() throws(SystemError) -> Bool {
        let status = try syscall("adjtimex") { tenken_clock_status() }
        return status & 0x40 == 0
    }
}
