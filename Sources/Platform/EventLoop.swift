import CLinux
import Glibc

/// One epoll set with a deadline and the signals that end a scan.
package struct EventLoop: ~Copyable {
    private let epoll: FileDescriptor
    private let timer: FileDescriptor
    private let signals: FileDescriptor

    /// What a descriptor can be waited for.
    package struct Interest: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let readable = Interest(rawValue: 1)
        package static let writable = Interest(rawValue: 2)
    }

    package enum Event: Equatable, Sendable {
        /// The descriptor that was added with this token can be read or written, or has failed; the next call on it
        /// tells.
        case ready(token: Int, Interest)
        /// SIGINT or SIGTERM arrived.
        case interrupted
    }

    private static let timerToken = UInt64.max
    private static let signalToken = UInt64.max - 1

    /// From here on SIGINT and SIGTERM reach the process only through this loop, and SIGPIPE not at all. Must be
    /// made while there is one thread.
    package init() throws(SystemError) {
        let epoll = FileDescriptor(owning: try syscall("epoll_create1") { epoll_create1(O_CLOEXEC) })
        let timer = FileDescriptor(
            owning: try syscall("timerfd_create") { timerfd_create(CLOCK_MONOTONIC, O_CLOEXEC | O_NONBLOCK) })
        let signals = FileDescriptor(owning: try Self.catchSignals())
        for (descriptor, token) in [(timer.raw, Self.timerToken), (signals.raw, Self.signalToken)] {
            _ = try syscall("epoll_ctl") {
                tenken_epoll_ctl(epoll.raw, EPOLL_CTL_ADD, descriptor, tenken_epoll_in, token)
            }
        }
        self.epoll = epoll
        self.timer = timer
        self.signals = signals
    }

    /// Begins to wait for a descriptor; `token` comes back with its events. The caller keeps it open until
    /// ``remove(_:)``.
    package borrowing func add(_ descriptor: Int32, token: Int, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_ADD, descriptor, token: token, interest)
    }

    /// Changes what a descriptor is waited for.
    package borrowing func change(_ descriptor: Int32, token: Int, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_MOD, descriptor, token: token, interest)
    }

    /// Stops waiting for a descriptor; to be called before it is closed.
    package borrowing func remove(_ descriptor: Int32) throws(SystemError) {
        try control(EPOLL_CTL_DEL, descriptor, token: 0, [])
    }

    /// Blocks until something is ready or the monotonic clock shows `deadline`; a deadline in the past only looks.
    package borrowing func wait(until deadline: Duration) throws(SystemError) -> [Event] {
        let blocks = deadline > Clock.monotonic()
        if blocks { try arm(deadline) }
        let descriptor = epoll.raw
        // SAFETY: epoll_wait writes at most as many elements as the array has.
        var ready = unsafe [epoll_event](repeating: epoll_event(), count: 64)
        let capacity = Int32(unsafe ready.count)
        let count = try syscall("epoll_wait") {
            unsafe epoll_wait(descriptor, &ready, capacity, blocks ? -1 : 0)
        }
        var events: [Event] = []
        for index in 0..<count {
            // SAFETY: the index is below the count that epoll_wait returned.
            let token = unsafe tenken_epoll_token(ready, index)
            let bits = unsafe tenken_epoll_events(ready, index)
            switch token {
            case Self.timerToken: _ = try timer.read(limit: 8)
            case Self.signalToken: if try takeSignal() { events.append(.interrupted) }
            default: events.append(.ready(token: Int(truncatingIfNeeded: token), Interest(epoll: bits)))
            }
        }
        return events
    }

    private borrowing func control(
        _ operation: Int32, _ descriptor: Int32, token: Int, _ interest: Interest
    ) throws(SystemError) {
        let epoll = epoll.raw
        _ = try syscall("epoll_ctl") {
            tenken_epoll_ctl(epoll, operation, descriptor, interest.bits, UInt64(truncatingIfNeeded: token))
        }
    }

    private borrowing func arm(_ deadline: Duration) throws(SystemError) {
        let (seconds, attoseconds) = deadline.components
        let descriptor = timer.raw
        _ = try syscall("timerfd_settime") {
            tenken_timerfd_arm(descriptor, seconds, attoseconds / 1_000_000_000)
        }
    }

    /// Takes one signal from the queue; false when there was none.
    private borrowing func takeSignal() throws(SystemError) -> Bool {
        try signals.read(limit: MemoryLayout<signalfd_siginfo>.size)?.isEmpty == false
    }

    private static func catchSignals() throws(SystemError) -> Int32 {
        var set = sigset_t()
        // SAFETY: every pointer is to the local variable.
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGTERM)
        _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        _ = signal(SIGPIPE, SIG_IGN)
        return try syscall("signalfd") { unsafe signalfd(-1, &set, O_CLOEXEC | O_NONBLOCK) }
    }
}

extension EventLoop.Interest {
    fileprivate var bits: UInt32 {
        (contains(.readable) ? tenken_epoll_in : 0) | (contains(.writable) ? tenken_epoll_out : 0)
    }

    /// A failure counts as both, so that whoever waits goes and finds out.
    fileprivate init(epoll bits: UInt32) {
        self = []
        if bits & (tenken_epoll_in | tenken_epoll_hup | tenken_epoll_err) != 0 { insert(.readable) }
        if bits & (tenken_epoll_out | tenken_epoll_hup | tenken_epoll_err) != 0 { insert(.writable) }
    }
}
