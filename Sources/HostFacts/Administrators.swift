import Model

/// Who may become administrator: members of the groups that sudo(8) and the system trust, and accounts named in
/// sudoers(5).
struct Administrators {
    private var names: Set<String> = []
    private var groups: Set<UInt32> = []

    /// The groups that Debian and the Red Hat family give the right to.
    private static let trusted: Set<String> = ["sudo", "wheel", "admin", "root"]

    init(_ snapshot: HostSnapshot) {
        let rules = snapshot.settings("/etc/sudoers", "/etc/sudoers.d/")
        let first = rules.compactMap { $0.split(whereSeparator: \.isWhitespace).first }
        let trusted = Self.trusted.union(
            first.compactMap { $0.hasPrefix("%") ? String($0.dropFirst()) : nil })
        for line in (snapshot.text("/etc/group").value ?? "").split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count == 4, trusted.contains(String(fields[0])) else { continue }
            names.formUnion(fields[3].split(separator: ",").map { String($0) })
            if let number = UInt32(fields[2]) { groups.insert(number) }
        }
        let keywords = ["Defaults", "User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "@include"]
        names.formUnion(
            first.filter { word in !word.hasPrefix("%") && !keywords.contains { word.hasPrefix($0) } }
                .map { String($0) })
    }

    func contains(_ entry: PasswdLine) -> Bool {
        names.contains(entry.name) || names.contains("ALL") || groups.contains(entry.gid)
    }
}

/// The last sign-in of each user by number: records of 292 octets, time first (lastlog(5) on Linux).
struct LastLog {
    let octets: [UInt8]

    private static let length = 292

    /// Whether anybody's sign-in was ever written here; systems that write it elsewhere may leave an empty file.
    var isKept: Bool { octets.contains { $0 != 0 } }

    /// Whether the file reaches to this user.
    private func covers(_ uid: UInt32) -> Bool { (Int(uid) + 1) * Self.length <= octets.count }

    /// Nil for a user who never signed in; the file reaches no further than the last who did.
    func time(of uid: UInt32) -> Timestamp? {
        guard covers(uid) else { return nil }
        let start = Int(uid) * Self.length
        let seconds = (0..<4).reduce(UInt32(0)) { $0 | UInt32(octets[start + $1]) << UInt32(8 * $1) }
        return seconds == 0 ? nil : Timestamp(microseconds: Int64(seconds) * 1_000_000)
    }
}

/// Accounts that a machine signs in with by itself: desktops' greeters and consoles.
enum AutomaticSignIn {
    static var files: [HostFile] {
        [
            HostFile("/etc/gdm3/daemon.conf"), HostFile("/etc/gdm3/custom.conf"),
            HostFile("/etc/gdm/custom.conf"),
            HostFile("/etc/lightdm/lightdm.conf"), HostFile("/etc/lightdm/lightdm.conf.d/*"),
            HostFile("/etc/sddm.conf"), HostFile("/etc/sddm.conf.d/*"),
            HostFile("/etc/systemd/system/getty@tty1.service.d/*"),
        ]
    }

    /// The accounts named by the settings of GDM (`AutomaticLogin`), LightDM (`autologin-user`), SDDM (`User` of
    /// `[Autologin]`) and agetty (`--autologin`).
    static func names(in snapshot: HostSnapshot) -> Set<String> {
        let desktop = snapshot.settings(
            "/etc/gdm3/daemon.conf", "/etc/gdm3/custom.conf", "/etc/gdm/custom.conf",
            "/etc/lightdm/lightdm.conf", "/etc/lightdm/lightdm.conf.d/")
        let assigned = desktop.compactMap { $0.assignment }
        var names = Set(
            assigned.filter { ["automaticlogin", "autologin-user"].contains($0.key) }.map(\.value))
        if assigned.contains(where: { $0.key == "automaticloginenable" && $0.value.lowercased() == "false" })
        {
            names = Set(assigned.filter { $0.key == "autologin-user" }.map(\.value))
        }
        names.formUnion(sddm(snapshot))
        for line in snapshot.settings("/etc/systemd/system/getty@tty1.service.d/") {
            let words = line.split(whereSeparator: \.isWhitespace)
            if let mark = words.firstIndex(of: "--autologin"), mark + 1 < words.count {
                names.insert(String(words[mark + 1]))
            }
        }
        return names.filter { !$0.isEmpty }
    }

    private static func sddm(_ snapshot: HostSnapshot) -> [String] {
        var isInside = false
        return snapshot.settings("/etc/sddm.conf", "/etc/sddm.conf.d/").compactMap { line in
            if line.hasPrefix("[") { isInside = line.lowercased() == "[autologin]" }
            guard isInside, let (key, value) = line.assignment, key == "user" else { return nil }
            return value
        }
    }
}

extension Substring {
    /// `key = value`, the key in lower case.
    var assignment: (key: String, value: String)? {
        guard let equals = firstIndex(of: "=") else { return nil }
        return (
            self[..<equals].trimmingSpaces.lowercased(),
            String(self[index(after: equals)...].trimmingSpaces)
        )
    }
}
