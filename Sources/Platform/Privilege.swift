import CLinux
import Glibc

/// The shape of privilege: limited in the first line of the program, used to open things, dropped for good.
///
/// Capabilities, no_new_privs and Landlock belong to a thread and are inherited by later ones, so everything here has
/// to happen while the process has one thread: in a synchronous main, before any `await`.
package enum Privilege {
    /// What a scan can need before it drops everything: to open captures, to read what only root may read, and to
    /// become the user who called sudo.
    private static let needed: [Capability] = [
        .readEverything, .setGroup, .setUser, .setCapabilities, .configureNetwork, .rawNetwork,
        .traceProcesses,
    ]

    /// Gives up every right that no part of the program needs; `extra` for the few commands that need more.
    ///
    /// Nothing that runs as root afterwards can write where its user may not.
    package static func limit(keeping extra: [Capability] = []) throws(SystemError) {
        let kept = CapabilitySet(needed + extra).intersection(try CapabilitySet.ofThread().permitted)
        _ = kept.applyAsBound()
        try kept.apply()
    }

    /// Whether captures and raw sockets can be opened now.
    package static var canCapture: Bool {
        // Not being able to ask is not being able to capture.
        (try? CapabilitySet.ofThread().effective.contains(.rawNetwork)) ?? false
    }

    /// The user who called sudo, when this is root by sudo.
    package static var invokingUser: (user: UInt32, group: UInt32)? {
        guard geteuid() == 0, let user = UInt32(environment("SUDO_UID") ?? ""),
            let group = UInt32(environment("SUDO_GID") ?? ""), user != 0
        else { return nil }
        return (user, group)
    }

    /// Everything at once: ``relinquish()`` and ``confine(writable:)``. The directories must exist by then.
    package static func drop(
        keepingWritable directories: [String]
    ) throws(SystemError) -> [PrivilegeRestriction] {
        try relinquish() + confine(writable: directories)
    }

    /// Becomes the user who called sudo and gives up every capability, for good.
    ///
    /// A folder for results is made after this, so that it belongs to that user. Throws EPERM when the kernel shows
    /// afterwards that a thread still holds a right.
    package static func relinquish() throws(SystemError) -> [PrivilegeRestriction] {
        let isBounded = CapabilitySet().applyAsBound()
        var restrictions: [PrivilegeRestriction] = []
        if let (user, group) = invokingUser {
            _ = try syscall("setgroups") { tenken_clear_groups() }
            _ = try syscall("setresgid") { tenken_setresgid(group) }
            _ = try syscall("setresuid") { tenken_setresuid(user) }
            restrictions.append(.user(user))
        } else if geteuid() == 0 {
            restrictions.append(.stillRoot)
        }
        try CapabilitySet().apply()
        _ = try syscall("prctl") { tenken_prctl(PR_SET_NO_NEW_PRIVS, 1, 0) }
        let status = PrivilegeStatus.current()
        guard status.tasks.isEmpty || status.isWithoutPrivilege else {
            throw SystemError(call: "capset", code: EPERM)
        }
        restrictions.append(.capabilities(bounded: isBounded, proved: !status.tasks.isEmpty))
        return restrictions + [.noNewPrivileges]
    }

    /// Lets the process change files only below these directories, run no program, and do nothing to the system's
    /// settings, as far as the kernel has the means; what it lacks is among the results.
    package static func confine(writable directories: [String]) throws(SystemError) -> [PrivilegeRestriction]
    {
        [try confineFiles(directories), filterCalls()]
    }

    private static func confineFiles(_ directories: [String]) throws(SystemError) -> PrivilegeRestriction {
        guard let abi = Landlock.abi else { return .filesUnavailable }
        try Landlock.confine(writable: directories, abi: abi)
        return .files(directories, abi: abi)
    }

    private static func filterCalls() -> PrivilegeRestriction {
        do {
            try SystemCallFilter.install()
            return .systemCalls
        } catch {
            return .systemCallsUnavailable(error.reason)
        }
    }
}

/// The value of an environment variable.
package func environment(_ name: String) -> String? {
    // SAFETY: the value is copied at once; nothing in this process changes the environment.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
}
