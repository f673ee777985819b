/// How far an inspected host is updated, as far as its own lists tell.
package struct HostUpdates: Hashable, Sendable, Codable {
    package struct Pending: Hashable, Sendable, Codable {
        package var name: String
        package var installed: String?
        package var available: String?
        package var isSecurity: Bool
        /// The day the fix was published, where the lists tell.
        package var since: CivilDate?

        package init(
            name: String, installed: String? = nil, available: String? = nil, isSecurity: Bool,
            since: CivilDate? = nil
        ) {
            self.name = name
            self.installed = installed
            self.available = available
            self.isSecurity = isSecurity
            self.since = since
        }
    }

    /// An installed package that its maker no longer mends.
    package struct Unsupported: Hashable, Sendable, Codable {
        package var name: String
        /// The day its support ended; nil where it still has some.
        package var since: CivilDate?
        /// What the system's own table says of it.
        package var note: String?

        package init(name: String, since: CivilDate? = nil, note: String? = nil) {
            self.name = name
            self.since = since
            self.note = note
        }
    }

    package var pending: [Pending]
    /// The last day of which it is known that the lists of what there is were fresh: that of the last fetch, or of the
    /// newest list; nil when there are none.
    package var listsAsOf: CivilDate?
    /// The day the newest list of security fixes was made; nil where no such list is among them.
    package var securityAsOf: CivilDate?
    /// How many of the lists that the system is to use were not read, or never fetched.
    package var unreadLists: Int
    /// The last day an update was installed.
    package var lastInstalled: CivilDate?
    /// Whether updates are installed without anybody's doing.
    package var isAutomatic: Bool?
    /// What still runs as it was before an update and needs a restart: `linux-image-6.1.0-41-amd64`, `sshd
    /// (libcrypto.so.3)`.
    package var restartOwed: [String]
    /// Packages kept back by hand.
    package var held: [String]
    /// Installed packages that no source offers any more.
    package var orphaned: [String]
    /// Sources of others than the system's maker.
    package var foreignSources: [String]
    package var unsupported: [Unsupported]
    /// The last day of the system's support, by its own table (distro-info).
    package var supportEnd: CivilDate?
    /// The last day of longer support by others or under a contract, by the same table.
    package var extendedSupportEnd: CivilDate?

    package init(
        pending: [Pending] = [], listsAsOf: CivilDate? = nil, securityAsOf: CivilDate? = nil,
        unreadLists: Int = 0, lastInstalled: CivilDate? = nil, isAutomatic: Bool? = nil,
        restartOwed: [String] = [], held: [String] = [], orphaned: [String] = [],
        foreignSources: [String] = [], unsupported: [Unsupported] = [], supportEnd: CivilDate? = nil,
        extendedSupportEnd: CivilDate? = nil
    ) {
        self.pending = pending
        self.listsAsOf = listsAsOf
        self.lastInstalled = lastInstalled
        self.isAutomatic = isAutomatic
        self.restartOwed = restartOwed
        self.held = held
        self.orphaned = orphaned
        self.foreignSources = foreignSources
        self.securityAsOf = securityAsOf
        self.unreadLists = unreadLists
        self.unsupported = unsupported
        self.supportEnd = supportEnd
        self.extendedSupportEnd = extendedSupportEnd
    }
}
