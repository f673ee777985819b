import Addresses
import Model
import Platform
import Policy
import Survey

/// Decides what may be scanned: the request, the interfaces of this host, and a person's word.
struct ScopeConsent {
    var options: ScopeOptions
    var site: Site
    var profiles: Profiles
    var talk: Talking

    /// The agreed scope. Without a terminal and without `--yes`, nothing is sent and that is said.
    func scope(language: Language) throws -> Scope {
        let scope = try planned()
        guard scope.intensity.packetsPerSecond > 0 else { return scope }
        guard Privilege.canCapture else {
            return passive(scope, because: "passive: no privilege")
        }
        if options.yes { return scope }
        guard Terminal.canAsk else {
            talk.say(
                Text(
                    ja: "画面で確認できないため、何も送らずに聞くだけにします。送って調べるには --yes を付けてください。",
                    en: "Nobody can confirm here, so nothing is sent. Say --yes to send."))
            return passive(scope, because: "passive: nobody confirmed")
        }
        return try confirmed(scope, language: language)
    }

    /// The scope as requested, before anybody is asked: what `tenken plan` shows.
    func planned() throws -> Scope {
        guard var intensity = profiles.intensities[options.intensity] else {
            let known = profiles.intensities.keys.sorted().joined(separator: ", ")
            throw Failure(
                .usage, ja: "--intensity には \(known) のどれかを指定してください。",
                en: "--intensity is one of \(known).")
        }
        if let listenFor = options.listenFor { intensity.listenSeconds = listenFor.seconds }
        var request = ScopeRequest(intensity: intensity, authorisation: options.yes ? "--yes" : "")
        request.interfaces = options.interface
        request.networks = options.network.map(\.prefix)
        request.excluded = options.exclude.map(\.prefix)
        request.allowsLarge = options.allowLarge
        return try Scope.planned(
            request, candidates: try InterfaceTable.candidates(), site: site,
            makers: profiles.knowledge.handsOffMakers)
    }

    private func passive(_ scope: Scope, because reason: String) -> Scope {
        var scope = scope
        scope.intensity = profiles.intensities["passive"] ?? scope.intensity
        scope.intensity.packetsPerSecond = 0
        if let listenFor = options.listenFor { scope.intensity.listenSeconds = listenFor.seconds }
        if !Privilege.canCapture { scope.intensity.listenSeconds = 0 }
        scope.authorisation = reason
        return scope
    }

    private func confirmed(_ scope: Scope, language: Language) throws -> Scope {
        var scope = scope
        for link in scope.links {
            let blocks = link.prefixes.map(\.description).joined(separator: ", ")
            talk.say(
                Text(ja: "調べる範囲: \(link.interface)  \(blocks)", en: "Scope: \(link.interface)  \(blocks)"))
        }
        talk.say(
            Text(
                ja:
                    "1秒に全体で\(scope.intensity.packetsPerSecond)回、1台あたり\(scope.intensity.packetsPerSecondPerDevice)回までの合図を送ります。IDやパスワードは試しません。",
                en: "At most \(scope.intensity.packetsPerSecond) packets a second in all and "
                    + "\(scope.intensity.packetsPerSecondPerDevice) to one device. No login is tried."))
        Terminal.write(
            Text(ja: "始めてよいですか？ [y/N] ", en: "Start? [y/N] ")(language), to: .error)
        let answer = Terminal.readLine()?.lowercased() ?? ""
        guard ["y", "yes", "はい", "ｙ"].contains(answer) else {
            throw Failure(.nothingToScan, ja: "中止しました。何も送っていません。", en: "Stopped. Nothing was sent.")
        }
        scope.authorisation = "confirmed on the terminal"
        return scope
    }
}

extension InterfaceTable {
    /// The interfaces as a scope is planned from them.
    static func candidates() throws -> [LinkCandidate] {
        try read().interfaces.map { interface in
            LinkCandidate(
                name: interface.name, index: interface.index, mac: interface.isEthernet ? interface.mac : nil,
                addresses: interface.addresses.compactMap { own in
                    own.prefix.map { InterfaceAddress(address: own.address, prefix: $0) }
                },
                isUp: interface.isUp && interface.isRunning, isLoopback: interface.isLoopback,
                addressing: interface.addressing)
        }
    }
}

extension InterfaceTable.Interface {
    /// How this host came by its addresses here, as far as the kernel tells: an IPv4 address that ends is a lease; one
    /// that does not was typed in, or set by a client that tells the kernel no end.
    fileprivate var addressing: AdmissionFact.Addressing {
        let given = addresses.filter { !$0.isSelfMade }
        if given.contains(where: { $0.address.v4 != nil && $0.hasLifetime }) { return .dhcp }
        return given.isEmpty && !addresses.isEmpty ? .automatic : .unknown
    }
}
