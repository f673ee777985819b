import Model

/// 3(2): backups that hosts start by themselves. What is copied elsewhere is not seen, so nothing here is more than a
/// remark.
let backupChecks: [Check] = [noBackupSeen, backupNotRecent]

/// A backup whose last success is older than so many days is asked about.
private let recentDays = 7

private let noBackupSeen = Check(
    id: "backup.none-seen", topic: .backup, severity: .information,
    title: Text(ja: "写し（バックアップ）を取る予定", en: "Backup jobs"),
    examples: [
        .init(
            .example(backupHost(.init(product: "restic", schedule: "cron.daily x"))), gives: "not-assessed"),
        .init(.example(backupHost()), gives: "not-assessed"), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.map { asset, details in
        let host = situation.name(of: asset)
        guard !details.backups.isEmpty else {
            return .init(
                .notAssessed(noneSeen(on: host, looked: schedules.contains { asset.looked(at: $0) })),
                on: asset)
        }
        let names = details.backups.map { cited in
            let backup = cited.value
            let target = backup.target.map { " → \($0.printable)" } ?? ""
            return "\(backup.product.printable) (\((backup.schedule ?? "?").printable))\(target)"
        }.joined(separator: ", ")
        return .init(
            .notAssessed(
                Text(
                    ja: "\(host) に、写し（バックアップ）を取る予定があります: \(names)。戻せるかどうかは、試さないとわかりません。",
                    en: "\(host) has backup jobs: \(names). Only a trial shows whether they can be restored.")
            ),
            on: asset, observations: details.backups.map(\.observation))
    }
}

/// Where jobs that start by themselves are written down, on Linux and on Windows.
private let schedules = ["backup jobs", "timed tasks", "scheduled tasks", "backups of Windows"]

private func noneSeen(on host: String, looked: Bool) -> Text {
    looked
        ? Text(
            ja: "\(host) に、写し（バックアップ）を取る予定は見つかりませんでした。ほかの機器で取っているかを、事業者に聞いてください。",
            en: "No backup job was found on \(host). Ask the vendor whether copies are made elsewhere.")
        : Text(
            ja: "\(host) に写し（バックアップ）を取る予定があるかは、読めませんでした。事業者に聞いてください。",
            en: "Whether \(host) has backup jobs could not be read. Ask the vendor.")
}

private let backupNotRecent = Check(
    id: "backup.not-recent", topic: .backup, severity: .low,
    title: Text(ja: "写し（バックアップ）の新しさ", en: "Age of backups"),
    advice: Text(
        ja: "バックアップが失敗していないかを、事業者に確かめてください。",
        en: "Ask the vendor whether the backup fails."),
    examples: [
        .init(.example(backupHost(.init(product: "a", lastSuccess: moment("2026-11-21")))), gives: "pass"),
        .init(.example(backupHost(.init(product: "a", lastSuccess: moment("2026-10-01")))), gives: "fail"),
        .init(.example(backupHost(.init(product: "a"))), gives: "not-assessed"),
        .init(.example(backupHost())), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.flatMap { asset, details in
        details.backups.map { cited in
            let host = situation.name(of: asset)
            let name = cited.value.product.printable
            guard let last = cited.value.lastSuccess?.date else {
                return .init(
                    .notAssessed(
                        Text(
                            ja: "\(host) の \(name) が最後に成功した日は、記録からは読めません。",
                            en:
                                "When \(name) on \(host) last succeeded is not recorded where it could be read."
                        )),
                    on: asset, observations: [cited.observation])
            }
            let reason = Text(
                ja: "\(host) の \(name) が最後に成功したのは\(last)です。",
                en: "\(name) on \(host) last succeeded on \(last).")
            let isOld = situation.asOf.days(since: last) > recentDays
            return .init(isOld ? .fail(reason) : .pass(reason), on: asset, observations: [cited.observation])
        }
    }
}

private func moment(_ day: String) -> Timestamp? { Timestamp("\(day)T03:00:00Z") }

private func backupHost(_ backups: HostBackup...) -> Asset { .host(with: backups.map { .backup($0) }) }
