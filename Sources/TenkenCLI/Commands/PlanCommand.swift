import Addresses
import ArgumentParser
import FoundationEssentials
import Model
import Platform
import Survey

/// What a scan would send. Needs no privilege and sends nothing.
struct PlanCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "plan",
            abstract: say(
                ja: "調べるときに何を、だれに、何回送るかを表示します（何も送りません）。",
                en: "Prints every kind of packet a scan would send; sends nothing."))
    }

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var scope: ScopeOptions

    @Option(help: help(ja: "見込みの機器の台数", en: "How many devices to reckon with."))
    var devices = 20

    func perform() throws -> ExitStatus {
        let (profiles, _, _) = try ProfileFolder.load(globals.profiles)
        let site = try SiteFolder.read(globals.site)
        let talk = Talking(language: globals.language, quiet: globals.quiet)
        let planned = try ScopeConsent(options: scope, site: site.site, profiles: profiles, talk: talk)
            .planned()
        let plan = Plan(planned, devices: max(0, min(devices, 4096)))
        guard !globals.json else {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            show(String(decoding: try encoder.encode(plan), as: UTF8.self))
            return .nothingToReport
        }
        show(PlanText(plan: plan, language: globals.language).text)
        return .nothingToReport
    }
}

/// A plan in words.
struct PlanText {
    var plan: Plan
    var language: Language

    var text: String {
        var lines = [title]
        for link in plan.scope.links {
            lines.append("  \(link.interface)  " + link.prefixes.map(\.description).joined(separator: ", "))
        }
        lines += ["", Text(ja: "送るもの", en: "What is sent")(language)]
        lines += plan.lines.map(line)
        if plan.lines.isEmpty { lines.append("  " + Text(ja: "何も送りません。", en: "Nothing.")(language)) }
        lines += ["", Text(ja: "けっして送らないもの", en: "What is never sent")(language)]
        lines += plan.never.map { "  - " + $0(language) }
        lines += ["", duration]
        return lines.joined(separator: "\n")
    }

    private var title: String {
        let intensity = plan.scope.intensity
        return Text(
            ja:
                "調べ方: \(intensity.name)（1秒に全体で\(intensity.packetsPerSecond)回、1台あたり\(intensity.packetsPerSecondPerDevice)回まで）",
            en: "\(intensity.name): at most \(intensity.packetsPerSecond) packets a second in all, "
                + "\(intensity.packetsPerSecondPerDevice) to one device")(language)
    }

    private func line(_ line: Plan.Line) -> String {
        let per =
            switch line.per {
            case .link: Text(ja: "全部で\(line.packets)回まで", en: "up to \(line.packets) in all")
            case .device: Text(ja: "1台に\(line.packets)回まで", en: "up to \(line.packets) per device")
            case .announcement: Text(ja: "1台に最大\(line.packets)回", en: "at most \(line.packets) per device")
            case .openPort: Text(ja: "開いている口ごとに約\(line.packets)回", en: "about \(line.packets) per open port")
            }
        return
            "  - \(line.title(language)) [\(line.probe)]\n      → \(line.target(language))  \(per(language))"
    }

    private var duration: String {
        let minutes = max(1, Int((plan.duration.components.seconds + 59) / 60))
        return Text(
            ja: "かかる時間の目安: 機器が\(plan.assumedDevices)台なら約\(minutes)分",
            en: "Time: about \(minutes) min for \(plan.assumedDevices) devices")(language)
    }
}
