/// A log of an inspected host and how far back it really reaches.
package struct HostLog: Hashable, Sendable, Codable {
    /// `journald`, `auth.log`, `wtmp`, `Security`
    package var name: String
    package var isKept: Bool
    /// The oldest entry.
    package var oldest: Timestamp?
    package var octets: Int?
    package var limitOctets: Int?
    /// Whether others than administrators can change it.
    package var isWritableByOthers: Bool?
    /// Whether it is sent to another machine as well.
    package var isForwarded: Bool?

    package init(
        name: String, isKept: Bool, oldest: Timestamp? = nil, octets: Int? = nil, limitOctets: Int? = nil,
        isWritableByOthers: Bool? = nil, isForwarded: Bool? = nil
    ) {
        self.name = name
        self.isKept = isKept
        self.oldest = oldest
        self.octets = octets
        self.limitOctets = limitOctets
        self.isWritableByOthers = isWritableByOthers
        self.isForwarded = isForwarded
    }
}

/// A folder that an inspected host offers to others.
package struct HostShare: Hashable, Sendable, Codable {
    package var name: String
    package var path: String?
    /// Who may do what, as the host states it: `Everyone, FULL`.
    package var permissions: [String]

    package init(name: String, path: String? = nil, permissions: [String] = []) {
        self.name = name
        self.path = path
        self.permissions = permissions
    }

    /// Whether everybody may write (`Everyone`, `Guest` and their names in Japanese).
    package var isOpenToAll: Bool {
        permissions.contains { permission in
            let words = permission.lowercased()
            return ["everyone", "guest", "すべてのユーザー"].contains { words.contains($0) }
                && ["full", "change", "フル", "変更", "write"].contains { words.contains($0) }
        }
    }
}

/// Something that an inspected host starts by itself: a scheduled task, an autostart entry.
package struct HostTask: Hashable, Sendable, Codable {
    package enum Origin: String, Hashable, Sendable, Codable, CaseIterable {
        case schedule, autostart
    }

    package var name: String
    package var command: String?
    package var account: String?
    package var isEnabled: Bool
    package var origin: Origin

    package init(
        name: String, command: String? = nil, account: String? = nil, isEnabled: Bool = true, origin: Origin
    ) {
        self.name = name
        self.command = command
        self.account = account
        self.isEnabled = isEnabled
        self.origin = origin
    }
}

/// A means of backup that was seen on an inspected host; that data can be restored from it is not seen.
package struct HostBackup: Hashable, Sendable, Codable {
    /// `restic`, `borg`, `Windows Backup`
    package var product: String
    /// The timer, cron line or task that starts it.
    package var schedule: String?
    package var target: String?
    /// The last success, where it is recorded.
    package var lastSuccess: Timestamp?

    package init(
        product: String, schedule: String? = nil, target: String? = nil, lastSuccess: Timestamp? = nil
    ) {
        self.product = product
        self.schedule = schedule
        self.target = target
        self.lastSuccess = lastSuccess
    }
}

/// A file or folder that was looked for on an inspected host, and is there.
package struct HostTrace: Hashable, Sendable, Codable {
    package var path: String
    package var modified: Timestamp?

    package init(path: String, modified: Timestamp? = nil) {
        self.path = path
        self.modified = modified
    }
}
