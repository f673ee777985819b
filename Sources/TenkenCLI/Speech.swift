import ArgumentParser
import Model
import Platform

/// The language of this run: `--lang`, else the locale, Japanese when unsure.
///
/// Help texts are made before options are parsed, so the arguments are looked at directly.
func spokenLanguage(_ arguments: [String]) -> Language {
    var named = arguments.compactMap { argument in
        argument.hasPrefix("--lang=") ? String(argument.dropFirst("--lang=".count)) : nil
    }
    if let index = arguments.firstIndex(of: "--lang"), index + 1 < arguments.count {
        named.append(arguments[index + 1])
    }
    return named.first.flatMap { Language(rawValue: $0) } ?? Language(rawValue: Terminal.languageCode())
        ?? .japanese
}

/// A sentence in the language of this run.
func say(ja: String, en: String) -> String {
    Text(ja: ja, en: en)(spokenLanguage(CommandLine.arguments))
}

/// A help text in the language of this run.
func help(ja: String, en: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: say(ja: ja, en: en))
}
