import ArgumentParser
import Model

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
    static let defaultSite = "tenken-site"

    @Option(
        help: help(
            ja: "薬局のフォルダ（台帳や設定を置く場所）。指定がなければ ./tenken-site",
            en: "The site folder. ./tenken-site unless given."))
    var site = GlobalOptions.defaultSite

    @Option(help: help(ja: "表示のことば: ja か en", en: "Language: ja or en"))
    var lang: Language?

    @Option(help: help(ja: "知識（プロファイル）のフォルダ", en: "The folder of profiles."))
    var profiles: String?

    @Flag(help: help(ja: "結果を JSON で出します", en: "Print the result as JSON."))
    var json = false

    @Flag(help: help(ja: "途中経過を表示しません", en: "No progress and no talk."))
    var quiet = false

    @Flag(name: .shortAndLong, help: help(ja: "くわしく表示します", en: "Say more."))
    var verbose = false

    var language: Language {
        lang ?? spokenLanguage(CommandLine.arguments)
    }
}

extension Language: ExpressibleByArgument {}

/// Options of the commands that look at a network.
struct ScopeOptions: ParsableArguments {
    @Option(
        help: help(
            ja: "使うネットワークの口（eth0 など。何度でも指定できます）",
            en: "Interface to use; may be given several times."))
    var interface: [String] = []

    @Option(
        help: help(
            ja: "調べる範囲（例 192.168.1.0/24）。直接つながっている範囲だけ",
            en: "Narrow the scope to this on-link block."))
    var network: [NetworkArgument] = []

    @Option(
        help: help(ja: "何も送らない住所や範囲", en: "An address or block that nothing is sent to."))
    var exclude: [NetworkArgument] = []

    @Option(
        help: help(
            ja: "調べ方の強さ: passive（聞くだけ）、gentle（ふだん）、technician（保守の人向け）",
            en: "passive (listen only), gentle (default) or technician."))
    var intensity = "gentle"

    @Option(
        name: .customLong("listen-for"),
        help: help(ja: "聞く時間（例 30s、5m）", en: "How long to listen, such as 30s or 5m."))
    var listenFor: SpanArgument?

    @Flag(
        name: .customLong("allow-large"),
        help: help(ja: "/20 より広い範囲も調べます", en: "Allow blocks larger than /20."))
    var allowLarge = false

    @Flag(help: help(ja: "確認の質問をせずに始めます", en: "Start without asking for confirmation."))
    var yes = false
}
