import Model

extension HostSource {
    /// Whether what is stored on this host can be read by somebody who takes its disk.
    static let diskEncryption = HostSource(
        id: "host-disk-encryption", files: [HostFile("/proc/mounts"), HostFile("/etc/crypttab")]
    ) { snapshot in
        var sightings = DiskReading(snapshot).sightings
        sightings.append(
            .coverage(
                "disks", snapshot.text("/proc/mounts"), Text(ja: "ディスクの一覧", en: "The list of disks")))
        if let reason = snapshot.blockDevices.reason {
            let what = Text(ja: "ディスクのつながり", en: "How disks are built")
            sightings.append(
                HostSighting(.coverage(CoverageFact("encryption of disks", .couldNot(reason.text(what))))))
        }
        return sightings
    }
}

/// Mounted disks down to what they are made of: `/dev/mapper/data` on `dm-1`, on `dm-0` with a UUID `CRYPT-LUKS2-…`, on
/// `sda2`.
private struct DiskReading {
    private let mounts: [(device: String, place: String, line: String)]
    private let devices: [String: HostSnapshot.BlockDevice]

    init(_ snapshot: HostSnapshot) {
        devices = Dictionary(
            (snapshot.blockDevices.value ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }
        )
        mounts = (snapshot.text("/proc/mounts").value ?? "").split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 3, words[0].hasPrefix("/dev/"), !words[0].hasPrefix("/dev/loop") else {
                return nil
            }
            return (String(words[0].dropFirst(5)), String(words[1]), String(line))
        }
    }

    /// One setting for each place that keeps data; places that start the machine hold none.
    var sightings: [HostSighting] {
        var known: Set<String> = []
        return mounts.compactMap { mount in
            guard !mount.place.hasPrefix("/boot"), !mount.place.hasPrefix("/snap/"),
                known.insert(mount.device).inserted,
                let isEncrypted = isEncrypted(name(of: mount.device), depth: 0)
            else { return nil }
            return HostSighting(
                .setting(HostSetting(.diskEncryption, isEncrypted ? "on" : "off", of: mount.place)),
                grounds: mount.line)
        }
    }

    /// `/dev/mapper/data` is the block device whose name to the mapper is `data`.
    private func name(of device: String) -> String {
        guard device.hasPrefix("mapper/") else { return device }
        let name = device.dropFirst("mapper/".count)
        return devices.values.first { $0.mapperName == String(name) }?.name ?? device
    }

    /// Whether everything below lies on dm-crypt; nil for a device that is not among those read.
    private func isEncrypted(_ name: String, depth: Int) -> Bool? {
        guard let device = devices[name], depth < 8 else { return nil }
        if device.mapperUUID?.hasPrefix("CRYPT-") == true { return true }
        guard !device.parts.isEmpty else { return false }
        let below = device.parts.map { isEncrypted($0, depth: depth + 1) }
        return below.contains(false) ? false : below.contains(nil) ? nil : true
    }
}
