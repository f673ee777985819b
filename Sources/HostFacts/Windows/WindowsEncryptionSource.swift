import Model

extension WindowsSource {
    /// Which drives are encrypted: `manage-bde -status`.
    static let encryption = WindowsSource(id: "windows-encryption") { snapshot in
        let volumes = BitLockerVolume.all(in: snapshot.lines("bitlocker.txt"))
        let known = volumes.compactMap(\.setting)
        return zip(known, volumes.filter { $0.setting != nil }).map { setting, volume in
            HostSighting(.setting(setting), grounds: volume.rows.joined(separator: "\n"))
        } + [
            .coverage(
                "disk encryption", snapshot.text("bitlocker.txt"),
                known.isEmpty ? .language : known.count < volumes.count ? .cut : nil,
                Text(ja: "ディスクの暗号化の状態（BitLocker）", en: "The state of disk encryption (BitLocker)"))
        ]
    }
}

/// One drive; its rows stand in one order in every language:
///
///     Volume C: [Windows]
///     [OS Volume]
///
///         Size:                 237.23 GB
///         BitLocker Version:    2.0
///         Conversion Status:    Used Space Only Encrypted
///         Percentage Encrypted: 100.0%
///         Encryption Method:    XTS-AES 128
///         Protection Status:    Protection On
private struct BitLockerVolume {
    /// `C:`
    var drive: String
    /// Its rows as they are, without white space around them.
    var rows: [String] = []

    static func all(in lines: [Substring]) -> [BitLockerVolume] {
        var volumes: [BitLockerVolume] = []
        for line in lines {
            if let drive = line.drive {
                volumes.append(BitLockerVolume(drive: drive))
            } else if line.hasPrefix("    "), line.labelled != nil, !volumes.isEmpty {
                volumes[volumes.count - 1].rows.append(String(line.trimmingSpaces))
            }
        }
        return volumes
    }

    /// A drive that is wholly encrypted, but whose protection is off, keeps its key in the clear.
    var setting: HostSetting? {
        guard rows.count >= 6, let share = rows[3][...].labelled?.value, share.hasSuffix("%"),
            let percent = Int(share.prefix { $0.isASCII && $0.isNumber })
        else { return nil }
        if percent == 0 { return HostSetting(.diskEncryption, "off", of: drive) }
        guard let isProtected = Self.isProtected(rows[5][...].labelled?.value ?? "") else { return nil }
        let value = percent == 100 && isProtected ? "on" : "partly"
        return HostSetting(.diskEncryption, value, of: drive)
    }

    private static func isProtected(_ words: Substring) -> Bool? {
        switch words.lowercased() {
        case "protection on", "保護はオンです", "保護オン", "オン": true
        case "protection off", "保護はオフです", "保護オフ", "オフ": false
        default: nil
        }
    }
}

extension Substring {
    /// The drive of a line that begins a volume: `C:` of `Volume C: [Windows]`, with nothing indented.
    fileprivate var drive: String? {
        guard let first, first != " ", first != "[" else { return nil }
        return split(separator: " ").first { word in
            word.utf8.count == 2 && word.hasSuffix(":") && word.first?.isLetter == true
        }.map { String($0) }
    }
}
