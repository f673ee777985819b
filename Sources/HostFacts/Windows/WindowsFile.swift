package import Model

/// One of the files that the collector leaves, by a closed list: whatever else lies beside them is not read.
package struct WindowsFile: Hashable, Sendable {
    /// `services.reg`, in lower case; one `*` stands for the identifier of a user.
    package var name: String
    /// What it tells, for people.
    package var what: Text
    /// Whether the collector writes it on some computers only: for each user, or where another tool is missing.
    package var isConditional: Bool

    /// Whether it is a registry export; all others are texts.
    package var isRegistry: Bool { name.hasSuffix(".reg") }

    /// Whether a file's name is this one, in whatever case.
    func fits(_ name: String) -> Bool {
        let name = name.lowercased()
        guard let star = self.name.firstIndex(of: "*") else { return name == self.name }
        let (head, tail) = (self.name[..<star], self.name[self.name.index(after: star)...])
        return name.utf8.count > head.utf8.count + tail.utf8.count && name.utf8.count <= 200
            && name.hasPrefix(head) && name.hasSuffix(tail)
    }

    /// The file of the list that a name means; nil where it means none.
    package static func named(_ name: String) -> WindowsFile? { all.first { $0.fits(name) } }

    /// What the collection says of itself.
    package static let collection = "tenken-collect.txt"
    /// What the collection says of each file.
    package static let status = "status.txt"

    private init(_ name: String, ja: String, en: String, isConditional: Bool = false) {
        self.name = name
        self.isConditional = isConditional || name.contains("*")
        what = Text(ja: ja, en: en)
    }

    /// Every file with observations in it, in the order in which they are read.
    package static let all: [WindowsFile] = registries + machine + network + people
}

extension WindowsFile {
    private static let registries: [WindowsFile] = [
        .init("uninstall-machine.reg", ja: "入っているソフトウェアの一覧", en: "the installed programs"),
        .init(
            "uninstall-machine32.reg", ja: "入っているソフトウェア（32ビット）の一覧",
            en: "the installed 32-bit programs"),
        .init(
            "uninstall-user.reg", ja: "調べた利用者が入れたソフトウェアの一覧",
            en: "the programs of the user who collected"),
        .init(
            "uninstall-user-*.reg", ja: "ほかの利用者が入れたソフトウェアの一覧", en: "the programs of another user"),
        .init("services.reg", ja: "自動で動くプログラム（サービス）の設定", en: "the settings of services"),
        .init("run-machine.reg", ja: "サインインのときに動くプログラム", en: "what starts at sign-in"),
        .init(
            "run-machine32.reg", ja: "サインインのときに動くプログラム（32ビット）",
            en: "what starts at sign-in (32 bit)"),
        .init(
            "run-user.reg", ja: "調べた利用者のサインインのときに動くプログラム",
            en: "what starts when the user who collected signs in"),
        .init(
            "run-user-*.reg", ja: "ほかの利用者のサインインのときに動くプログラム",
            en: "what starts when another user signs in"),
        .init("terminal-server.reg", ja: "リモート デスクトップの設定", en: "the settings of Remote Desktop"),
        .init("lsa.reg", ja: "サインインの守りの設定", en: "the settings that protect sign-in"),
        .init("policies.reg", ja: "組織で決めた設定", en: "the policies"),
        .init("policies-system.reg", ja: "操作の確認（UAC）の設定", en: "the settings of user account control"),
        .init("winrm.reg", ja: "遠隔管理（WinRM）の設定", en: "the settings of remote management (WinRM)"),
        .init("windows-update.reg", ja: "Windows Update の設定", en: "the settings of Windows Update"),
        .init("defender.reg", ja: "ウイルス対策（Defender）の設定", en: "the settings of Defender"),
        .init(
            "security-center.reg", ja: "ウイルス対策ソフトの控え", en: "the record of malware scanners",
            isConditional: true),
        .init("desktop-user.reg", ja: "画面のロックの設定", en: "the settings of the screen lock"),
        .init("desktop-user-*.reg", ja: "ほかの利用者の画面のロックの設定", en: "the screen lock of another user"),
        .init("profile-list.reg", ja: "利用者のフォルダの一覧", en: "the list of user profiles"),
    ]

    private static let machine: [WindowsFile] = [
        .init("os.txt", ja: "Windows の種類と版", en: "the edition and build of Windows"),
        .init("qfe.txt", ja: "入っている更新プログラムの一覧", en: "the installed updates", isConditional: true),
        .init("systeminfo.txt", ja: "コンピュータの概要", en: "the summary of the computer", isConditional: true),
        .init("antivirus.txt", ja: "ウイルス対策ソフトの状態", en: "the state of the malware scanner"),
        .init("bitlocker.txt", ja: "ディスクの暗号化の状態", en: "the state of disk encryption"),
        .init("services.txt", ja: "自動で動くプログラム（サービス）の状態", en: "the state of services"),
        .init("tasklist.txt", ja: "動いているプログラムの一覧", en: "the running programs"),
        .init("tasks.csv", ja: "決まった時刻に動くもの（タスク）の一覧", en: "the scheduled tasks"),
        .init("eventlog.txt", ja: "記録（イベント ログ）の設定", en: "the settings of the event logs"),
        .init("w32tm.txt", ja: "時計合わせの状態", en: "the state of time synchronisation"),
        .init("backup.txt", ja: "バックアップの一覧", en: "the backups"),
        .init("shadows.txt", ja: "自動の控え（シャドウ コピー）の一覧", en: "the shadow copies"),
    ]

    private static let network: [WindowsFile] = [
        .init("ipconfig.txt", ja: "ネットワークの設定", en: "the network settings"),
        .init("getmac.txt", ja: "ネットワークの口の番号（MACアドレス）", en: "the hardware addresses"),
        .init("netstat.txt", ja: "通信を待っているプログラムの一覧", en: "the listening programs"),
        .init("firewall.txt", ja: "ファイアウォールの状態", en: "the state of the firewall"),
        .init("dns-cache.txt", ja: "最近つないだ先の名前の控え", en: "the cache of names"),
        .init("arp.txt", ja: "近くの機器の控え", en: "the table of neighbours"),
        .init("shares.txt", ja: "共有フォルダの一覧", en: "the shared folders"),
        .init("shares-detail.txt", ja: "共有フォルダを使える人", en: "who may use the shared folders"),
    ]

    private static let people: [WindowsFile] = [
        .init("users.txt", ja: "利用者の一覧", en: "the accounts"),
        .init("users-detail.txt", ja: "利用者ごとの設定", en: "the settings of each account"),
        .init("administrators.txt", ja: "管理者の一覧", en: "the administrators"),
        .init("accounts.txt", ja: "パスワードの決まり", en: "the password rules"),
        .init("winlogon.txt", ja: "自動サインインの設定", en: "the settings of automatic sign-in"),
    ]
}
