import HostFacts
import Model
import Testing

struct HostStateTests {
    private let now = Timestamp(microseconds: 0)

    /// A host with these files and these running programs.
    private func host(_ files: [String: String], running: [String] = []) -> HostSnapshot {
        var snapshot = HostSnapshot()
        for (path, text) in files { snapshot.files[path] = .found(FoundFile(text: text)) }
        snapshot.processes = .found(
            (["systemd"] + running).enumerated().map { .init(pid: $0.offset + 1, name: $0.element) })
        return snapshot
    }

    private func settings(_ snapshot: HostSnapshot, _ source: String) -> [HostSetting] {
        inspect(snapshot, at: now).facts(of: source).compactMap {
            if case .setting(let setting) = $0 { setting } else { nil }
        }
    }

    @Test func `a clock is kept by what runs, and right by the kernel's word`() {
        var debian = host(
            ["/etc/systemd/timesyncd.conf": "[Time]\n#NTP=\nNTP=192.0.2.1 192.0.2.2\n"],
            running: ["systemd-timesyn"])
        debian.clockIsSynchronised = .found(true)
        #expect(
            settings(debian, "host-clock") == [
                HostSetting(.timeSynchronised, "yes"),
                HostSetting(.timeSource, "systemd-timesyncd 192.0.2.1 192.0.2.2"),
            ])
        var fedora = host(
            ["/etc/chrony.conf": "# x\npool ntp.example.com iburst\ndriftfile /var/lib/chrony/drift\n"],
            running: ["chronyd"])
        fedora.clockIsSynchronised = .found(false)
        #expect(
            settings(fedora, "host-clock") == [
                HostSetting(.timeSynchronised, "no"), HostSetting(.timeSource, "chrony ntp.example.com"),
            ])
        #expect(settings(HostSnapshot(), "host-clock").isEmpty)
    }

    @Test func `scanners are told with whether they watch and how old their knowledge is`() {
        let header = "ClamAV-VDB:22 Nov 2026 09-25 +0000:27830:2076000:90:x:y:z:1"
        let clam = host(
            [
                "/etc/clamav": "", "/var/lib/clamav/daily.cvd": header,
                "/var/lib/clamav/main.cvd": "ClamAV-VDB:16 Sep 2021 12-32 +0000:62:1:90:x:y:z:1",
            ],
            running: ["clamd"])
        #expect(
            settings(clam, "host-malware") == [
                HostSetting(.malwareScanner, "ClamAV"), HostSetting(.malwareRealTime, "off", of: "ClamAV"),
                HostSetting(.malwareSignatures, "2026-11-22", of: "ClamAV"),
            ])
        let defender = host(["/opt/microsoft/mdatp": ""], running: ["wdavdaemon"])
        #expect(settings(defender, "host-malware").map(\.value) == ["Microsoft Defender for Endpoint", "on"])
        #expect(settings(host([:]), "host-malware").isEmpty)
        var hidden = host(["/opt/eset": ""])
        hidden.processes = .unread(.notPermitted)
        #expect(settings(hidden, "host-malware").map(\.value) == ["ESET"])
    }

    @Test(arguments: [
        "", "ClamAV-VDB", "ClamAV-VDB:31 Feb 2026 1:2:3", "ClamAV-VDB:9 9 9:1:2", "x:22 Nov 2026:1:2",
    ])
    func `a header that is none gives no day`(text: String) {
        let found = settings(host(["/etc/clamav": "", "/var/lib/clamav/daily.cld": text]), "host-malware")
        #expect(!found.contains { $0.key == .malwareSignatures })
    }

    @Test(arguments: [
        (["/etc/modprobe.d/usb.conf": "install usb-storage /bin/false\n"], [String](), "denied"),
        (["/etc/modprobe.d/usb.conf": "blacklist usb-storage\n"], [], "allowed"),
        (["/lib/modprobe.d/aliases.conf": "# x\n"], [], "allowed"),
        (
            ["/etc/usbguard/usbguard-daemon.conf": "ImplicitPolicyTarget=block\n"], ["usbguard-daemon"],
            "denied"
        ),
        (
            ["/etc/usbguard/usbguard-daemon.conf": "ImplicitPolicyTarget=allow\n"], ["usbguard-daemon"],
            "allowed"
        ),
    ]) func `whether USB sticks are taken is told`(files: [String: String], running: [String], value: String)
    {
        #expect(settings(host(files, running: running), "host-removable-media").map(\.value) == [value])
    }

    @Test func `where the rules for media were not read, nothing is said of them`() {
        #expect(settings(HostSnapshot(), "host-removable-media").isEmpty)
        // usbguard's own settings are for root alone.
        var hidden = host([:], running: ["usbguard-daemon"])
        hidden.files["/etc/usbguard/usbguard-daemon.conf"] = .unread(.notPermitted)
        #expect(settings(hidden, "host-removable-media").isEmpty)
    }

    @Test func `a place is encrypted where everything below it is`() {
        var laptop = host([
            "/proc/mounts": """
            /dev/mapper/vg-root / ext4 rw 0 0
            /dev/sda1 /boot ext4 rw 0 0
            /dev/sdb1 /data ext4 rw 0 0
            /dev/md0 /srv ext4 rw 0 0
            tmpfs /run tmpfs rw 0 0
            /dev/sdz1 /mnt ext4 rw 0 0
            """
        ])
        laptop.blockDevices = .found([
            .init(name: "sda1"), .init(name: "sda2"), .init(name: "sdb1"),
            .init(name: "dm-0", mapperName: "crypt", mapperUUID: "CRYPT-LUKS2-0123-crypt", parts: ["sda2"]),
            .init(name: "dm-1", mapperName: "vg-root", mapperUUID: "LVM-x", parts: ["dm-0"]),
            .init(name: "md0", parts: ["dm-0", "sdb1"]),
        ])
        #expect(
            settings(laptop, "host-disk-encryption") == [
                HostSetting(.diskEncryption, "on", of: "/"), HostSetting(.diskEncryption, "off", of: "/data"),
                HostSetting(.diskEncryption, "off", of: "/srv"),
            ])
        laptop.blockDevices = .unread(.notPermitted)
        #expect(settings(laptop, "host-disk-encryption").isEmpty)
        laptop.blockDevices = .found([.init(name: "md0", parts: ["md0"])])
        #expect(settings(laptop, "host-disk-encryption").isEmpty)
    }

    @Test(arguments: [
        (["/etc/dconf/db/local.d/00": "[org/gnome/desktop/screensaver]\nlock-enabled=false\n"], "off GNOME"),
        (
            [
                "/etc/dconf/db/local.d/00": "[org/gnome/desktop/screensaver]\nlock-enabled=true\n",
                "/etc/dconf/db/local.d/locks/a": "/org/gnome/desktop/screensaver/lock-enabled\n",
            ], "on GNOME"
        ),
        (["/etc/dconf/db/local.d/00": "[org/gnome/desktop/screensaver]\nlock-enabled=true\n"], ""),
        (["/etc/dconf/db/local.d/00": "[org/gnome/desktop/lockdown]\nlock-enabled=false\n"], ""),
        (
            [
                "/usr/share/glib-2.0/schemas/10.gschema.override":
                    "[org.gnome.desktop.screensaver:ubuntu]\nlock-enabled = false\n"
            ], "off GNOME"
        ),
        (["/home/kusuri/.config/kscreenlockerrc": "[Daemon]\nAutolock=false\n"], "off kusuri"),
    ]) func `a screen's lock is told where it is written down for everybody`(
        files: [String: String], words: String
    ) {
        let found = settings(host(files), "host-screen-lock").map { "\($0.value) \($0.of ?? "")" }
        #expect(found.joined() == words)
    }
}
