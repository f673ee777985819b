import Model

/// What `net accounts` prints: nine lines in one order in every language, then a sentence.
///
///     Force user logoff how long after time expires?:       Never
///     Minimum password age (days):                          0
///     Maximum password age (days):                          42
///     Minimum password length:                              0
///     Length of password history maintained:                None
///     Lockout threshold:                                    Never
///     Lockout duration (minutes):                           30
///     Lockout observation window (minutes):                 30
///     Computer role:                                        WORKSTATION
///     The command completed successfully.
struct NetAccounts {
    private(set) var sightings: [HostSighting] = []
    private(set) var shortfall: Shortfall?

    init(_ lines: [Substring]) {
        let written = lines.filter { !$0.isEmpty }
        let rows = written.prefix { $0.contains(where: Self.isColon) }
        guard rows.count == 9, written.count > 9 else {
            shortfall = rows.isEmpty || written.count > rows.count ? .language : .cut
            return
        }
        add(.passwordMaximumAge, rows[2])
        add(.passwordMinimumLength, rows[3])
        add(.passwordLockout, rows[5])
    }

    /// That several kinds of characters are asked for is a setting of its own, which this command does not print.
    static let complexity = HostSighting(
        .coverage(
            CoverageFact(
                "password complexity",
                .couldNot(
                    Text(
                        ja: "パスワードに文字の種類をまぜる決まりがあるかは、この集め方では分かりません。"
                            + "「ローカル セキュリティ ポリシー」で確かめてください。",
                        en:
                            "Whether passwords must mix kinds of characters is not told by what was collected. See "
                            + "the local security policy.")))))

    private static func isColon(_ character: Character) -> Bool { character == ":" || character == "：" }

    /// A word instead of a number means never.
    private mutating func add(_ key: HostSetting.Key, _ row: Substring) {
        guard let colon = row.lastIndex(where: Self.isColon) else { return }
        let value = row[row.index(after: colon)...].trimmingSpaces
        guard !value.isEmpty else { return }
        let number = Int(value)
        guard number != nil || !value.contains(where: \.isNumber) else { return }
        sightings.append(
            HostSighting(.setting(HostSetting(key, "\(number ?? 0)")), grounds: String(row.trimmingSpaces)))
    }
}
