import CLinux
import Glibc

/// A system call that failed, and why.
package struct SystemError: Error, Hashable, Sendable {
    /// The call's own name: `bind`.
    package var call: String
    /// The value of errno.
    package var code: Int32

    package init(call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    /// Whether the cause is a missing right rather than a missing thing.
    package var isPermission: Bool { code == EPERM || code == EACCES }

    /// Whether the file system has no room left.
    package var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }

    /// Whether what was named is not there, or ended.
    package var isAbsence: Bool { code == ENOENT || code == ENOTDIR || code == ESRCH }

    /// Whether what was to be made is there already.
    package var isExistence: Bool { code == EEXIST }

    /// Whether the way led through a symbolic link where none is followed.
    package var isLink: Bool { code == ELOOP }

    /// Whether the network interface went down or away.
    package var isLinkLoss: Bool { code == ENETDOWN || code == ENXIO || code == ENODEV }

    /// What a connection's failure says about the other end.
    package enum Connection: Sendable {
        case refused
        case unreachable
        /// The other end broke off.
        case reset
        case other
    }

    package var connection: Connection {
        switch code {
        case ECONNREFUSED: .refused
        case EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EHOSTDOWN, ENETDOWN: .unreachable
        case ECONNRESET, EPIPE, ECONNABORTED: .reset
        default: .other
        }
    }

    /// The call that this process has no right to make, without making it.
    package static func notPermitted(_ call: String) -> SystemError { SystemError(call: call, code: EPERM) }

    /// The system's English words for the code.
    package var reason: String { errorText(code) }
}

extension SystemError: CustomStringConvertible {
    /// `bind: Address already in use`
    package var description: String { "\(call): \(reason)" }
}

/// The system's English words for a value of errno.
func errorText(_ code: Int32) -> String {
    // SAFETY: strerrordesc_np returns a static string or null; it is copied at once.
    guard let text = unsafe tenken_error_text(code) else { return "error \(code)" }
    return unsafe String(cString: text)
}

/// Runs one system call, and again for as long as a signal interrupts it.
///
/// The only reader of errno in this room.
func syscall<Result: FixedWidthInteger>(
    _ name: String, _ body: () -> Result
) throws(SystemError) -> Result {
    while true {
        let result = body()
        if result != -1 { return result }
        let code = errno
        guard code == EINTR else { throw SystemError(call: name, code: code) }
    }
}

/// Like ``syscall(_:_:)`` on a non-blocking descriptor: nil when it would have to wait.
func syscallUnlessBlocking<Result: FixedWidthInteger>(
    _ name: String, _ body: () -> Result
) throws(SystemError) -> Result? {
    do {
        return try syscall(name, body)
    } catch {
        guard error.code == EAGAIN || error.code == EWOULDBLOCK else { throw error }
        return nil
    }
}
