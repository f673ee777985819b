/// A program that an inspected host has installed.
package struct HostProgram: Hashable, Sendable, Codable {
    package enum Origin: String, Hashable, Sendable, Codable, CaseIterable {
        /// A Debian package.
        case dpkg
        /// A package of the Red Hat family.
        case rpm
        /// Windows, for every user: 64 bit, 32 bit, and for one user only.
        case machine, machine32 = "machine-32", user
    }

    package var name: String
    package var version: String?
    package var publisher: String?
    package var installed: CivilDate?
    package var origin: Origin
    /// The Debian source package it was built from, where that has another name or version, as dpkg writes it:
    /// `openssl`, `gcc-12 (12.2.0-14)`.
    package var source: String?

    package init(
        name: String, version: String? = nil, publisher: String? = nil, installed: CivilDate? = nil,
        origin: Origin, source: String? = nil
    ) {
        self.source = source
        self.name = name
        self.version = version
        self.publisher = publisher
        self.installed = installed
        self.origin = origin
    }
}

extension HostProgram {
    /// The source package's name, and its version where that is not the program's own.
    package var sourcePackage: (name: String, version: String?) {
        guard let words = source?.split(separator: " ", maxSplits: 1), let name = words.first else {
            return (self.name, nil)
        }
        let version = words.count > 1 ? words[1].filter { $0 != "(" && $0 != ")" } : ""
        return (String(name), version.isEmpty ? nil : version)
    }
}

/// An account of an inspected host; what could not be read is nil.
package struct HostAccount: Hashable, Sendable, Codable {
    package enum Password: String, Hashable, Sendable, Codable, CaseIterable {
        case set
        /// None is asked for.
        case empty
        /// No password can open it.
        case locked
        /// Kept in a form that is broken quickly: DES, MD5 (crypt(5)).
        case weak
    }

    package var name: String
    /// The number of the user on Linux, the relative identifier (RID) on Windows.
    package var number: Int?
    /// Whether somebody can sign in with it at all.
    package var canSignIn: Bool
    package var isAdministrator: Bool
    package var password: Password?
    /// Whether it may have an empty password (Windows, "password required: no"); whether it has is another matter.
    package var allowsEmptyPassword: Bool?
    package var passwordSet: CivilDate?
    package var passwordNeverExpires: Bool?
    package var lastSignIn: CivilDate?
    /// Whether it is known that nobody ever signed in.
    package var wasNeverUsed: Bool?
    /// Keys that open it without a password (authorized_keys).
    package var keys: Int?
    /// Whether the machine signs in by itself.
    package var signsInByItself: Bool

    package init(
        name: String, number: Int? = nil, canSignIn: Bool, isAdministrator: Bool = false,
        password: Password? = nil, allowsEmptyPassword: Bool? = nil, passwordSet: CivilDate? = nil,
        passwordNeverExpires: Bool? = nil,
        lastSignIn: CivilDate? = nil, wasNeverUsed: Bool? = nil, keys: Int? = nil,
        signsInByItself: Bool = false
    ) {
        self.name = name
        self.number = number
        self.canSignIn = canSignIn
        self.isAdministrator = isAdministrator
        self.password = password
        self.allowsEmptyPassword = allowsEmptyPassword
        self.passwordSet = passwordSet
        self.passwordNeverExpires = passwordNeverExpires
        self.lastSignIn = lastSignIn
        self.wasNeverUsed = wasNeverUsed
        self.keys = keys
        self.signsInByItself = signsInByItself
    }
}

/// One setting of an inspected host, in words of its own.
package struct HostSetting: Hashable, Sendable, Codable {
    package enum Key: String, Hashable, Sendable, Codable, CaseIterable {
        /// Characters; a number.
        case passwordMinimumLength = "password.minimum-length"
        /// `yes` or `no`: several kinds of characters are asked for.
        case passwordComplexity = "password.complexity"
        /// Wrong tries until it locks; 0 for never.
        case passwordLockout = "password.lockout"
        /// Days; 0 for never.
        case passwordMaximumAge = "password.maximum-age"
        /// `on` or `off` for each profile: `domain`, `private`, `public`, `nftables`.
        case firewall
        case timeSynchronised = "time.synchronised"
        case timeSource = "time.source"
        case rdp = "rdp.enabled"
        case rdpNLA = "rdp.nla"
        case winRM = "winrm.enabled"
        /// `yes` or `no`, of the `server` and the `client`.
        case smb1 = "smb.v1"
        /// `yes` or `no`: accounts without a password may be used over the network.
        case blankPasswordNetwork = "password.blank-network"
        case sshRootLogin = "ssh.root-login"
        case sshPasswords = "ssh.passwords"
        /// `yes` or `no`: whether an account without a password can sign in.
        case sshEmptyPasswords = "ssh.empty-passwords"
        /// The malware scanner's name.
        case malwareScanner = "malware.scanner"
        /// `on` or `off`
        case malwareRealTime = "malware.real-time"
        /// A day: `2026-11-20`.
        case malwareSignatures = "malware.signatures"
        /// `yes` or `no`: whether the system holds the signatures for current.
        case malwareSignaturesCurrent = "malware.signatures-current"
        /// `on`, `off` or `partly`
        case diskEncryption = "disk.encryption"
        /// `denied`, `read-only` or `allowed`
        case removableMedia = "removable-media"
        case screenLock = "screen-lock"
    }

    package var key: Key
    package var value: String
    /// What it is about, where there are several: `public` of `firewall`.
    package var of: String?

    package init(_ key: Key, _ value: String, of: String? = nil) {
        self.key = key
        self.value = value
        self.of = of
    }
}
