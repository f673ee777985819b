import CLinux
import Glibc

/// The clocks of this host.
package enum Clock {
    /// Time since the host started, not counting sleep; never steps.
    package static func monotonic() -> Duration { read(CLOCK_MONOTONIC) }

    /// Microseconds since 1970-01-01T00:00:00Z.
    package static func wallMicroseconds() -> Int64 {
        let (seconds, attoseconds) = read(CLOCK_REALTIME).components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }

    /// Seconds east of UTC in the host's time zone at a moment given in seconds since 1970.
    package static func localOffset(at seconds: Int64) -> Int {
        var moment = time_t(seconds)
        var parts = unsafe tm()
        // SAFETY: both pointers are to local variables; the call writes only the second.
        guard unsafe localtime_r(&moment, &parts) != nil else { return 0 }
        return unsafe parts.tm_gmtoff
    }

    private static func read(_ clock: clockid_t) -> Duration {
        var moment = timespec()
        // SAFETY: the pointer is to a local variable.
        guard unsafe clock_gettime(clock, &moment) == 0 else {
            preconditionFailure("the kernel has this clock")
        }
        return .seconds(moment.tv_sec) + .nanoseconds(moment.tv_nsec)
    }
}
