import Model

/// What `net user NAME` prints of one account. Blank lines part it into five blocks whose lines stand in one order in
/// every language, so only its yes and no are words to know:
///
///     User name                    hoshu
///     …
///     Account active               Yes
///     Account expires              Never
///
///     Password last set            4/23/2021 1:38:08 PM
///     Password expires             Never
///     Password changeable          4/23/2021 1:38:08 PM
///     Password required            Yes
///     User may change password     Yes
///
///     Workstations allowed         All
///     …
///     Last logon                   11/20/2026 9:03:12 AM
///
///     Logon hours allowed          All
///
///     Local Group Memberships      *Administrators       *Users
///     Global Group memberships     *None
///     The command completed successfully.
struct NetUser {
    var name: String
    var isActive: Bool
    var isPasswordRequired: Bool?
    var passwordSet: Substring
    var passwordExpires: Substring
    var lastLogon: Substring
    var groups: [String]

    /// Everything that may hold a day.
    var days: [Substring] { [passwordSet, passwordExpires, lastLogon] }

    /// - Parameters:
    ///   - name: As the collector asked for it.
    ///   - lines: What came back.
    /// - Throws: ``Gap`` where it breaks off or has another form.
    init(name: String, lines: ArraySlice<Substring>) throws(Gap) {
        let blocks = lines.split(whereSeparator: \.isEmpty)
        guard blocks.count >= 5 else { throw Gap(.cut) }
        guard (6...8).contains(blocks[0].count), blocks[1].count == 5, blocks[2].count == 5 else {
            throw Gap(.language)
        }
        // Behind the groups stands a sentence: without it some groups may be missing.
        guard let last = blocks[4].last, last.first != " ", !last.contains("*") else { throw Gap(.cut) }
        guard let isActive = Self.isActive(blocks[0]) else { throw Gap(.language) }
        self.name = name
        self.isActive = isActive
        passwordSet = Self.value(blocks[1], 0)
        passwordExpires = Self.value(blocks[1], 1)
        isPasswordRequired = Self.value(blocks[1], 3).yesOrNo
        lastLogon = Self.value(blocks[2], 4)
        groups = blocks[4].flatMap { line in
            line.split(separator: "*", omittingEmptySubsequences: false).dropFirst()
                .map { String($0.trimmingSpaces) }
        }
    }

    /// Why a page was not read.
    struct Gap: Error {
        var shortfall: Shortfall

        init(_ shortfall: Shortfall) { self.shortfall = shortfall }
    }

    private static func value(_ block: ArraySlice<Substring>, _ index: Int) -> Substring {
        block[block.startIndex + index].behindLabel
    }

    /// The line before the last; an account that wrong passwords locked is still somebody's.
    private static func isActive(_ block: ArraySlice<Substring>) -> Bool? {
        let value = value(block, block.count - 2)
        return ["locked", "ロック"].contains(value.lowercased()) ? true : value.yesOrNo
    }
}

/// The members that `net localgroup Administrators` lists below a line of dashes, before its last sentence.
struct LocalAdministrators {
    private(set) var names: Set<String> = []
    /// Accounts and groups of a domain: `EXAMPLE\Domain Admins`.
    private(set) var ofDomains: [String] = []
    private(set) var shortfall: Shortfall?

    private static let ends: [Substring] = [
        "コマンドは正常に終了しました", "The command completed successfully",
    ]

    init(_ lines: [Substring]) {
        let written = lines.filter { !$0.isEmpty }
        guard let dashes = written.firstIndex(where: \.isRuled) else {
            shortfall = .language
            return
        }
        var members = written[(dashes + 1)...]
        // In another language the last line cannot be told from a member.
        if let last = members.last, Self.ends.appear(in: last) {
            members.removeLast()
        } else {
            shortfall = .cut
        }
        names = Set(members.map { $0.lowercased() })
        ofDomains = members.filter { $0.contains("\\") }.map { String($0) }
    }

    func contains(_ name: String) -> Bool { names.contains(name.lowercased()) }
}

extension Substring {
    /// Whether it is a line of dashes, below which `net` puts its list.
    var isRuled: Bool { utf8.count >= 20 && allSatisfy { $0 == "-" } }
}
