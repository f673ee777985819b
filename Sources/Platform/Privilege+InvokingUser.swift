import Glibc

extension Privilege {
    /// Does something as the user who called sudo, so that what it makes belongs to that user; as it stands where
    /// nobody called sudo.
    ///
    /// For what has to exist before ``relinquish()``. Must be called while the process has one thread.
    package static func asInvokingUser<Result>(_ body: () throws -> Result) throws -> Result {
        guard let (user, group) = invokingUser else { return try body() }
        _ = try syscall("setegid") { setegid(group) }
        _ = try syscall("seteuid") { seteuid(user) }
        // Root is the real user still and may become the effective one again, with the capabilities it had.
        let result = Swift.Result { try body() }
        _ = try syscall("seteuid") { seteuid(0) }
        _ = try syscall("setegid") { setegid(0) }
        return try result.get()
    }
}
