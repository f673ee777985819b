import Model
import Wire

/// What `sysDescr` and `sysObjectID` of SNMP tell of a device.
struct SystemDescription {
    private(set) var attributes: [AttributeFact] = []

    init(_ text: String, object: ObjectIdentifier?) {
        readYamaha(text)
        readUnivergeIX(text)
        readAlliedTelesis(text)
        readWindows(text)
        readLinux(text)
        readPrinter(text)
        readMaker(text, object)
    }

    private mutating func claim(
        _ key: AttributeFact.Key, _ value: some StringProtocol, _ confidence: Confidence = .likely
    ) {
        // The first reader of a property is the most particular one.
        guard !attributes.contains(where: { $0.key == key }), let value = bounded(String(value)) else {
            return
        }
        attributes.append(AttributeFact(key, value, confidence))
    }

    private mutating func kind(_ kind: Asset.Kind, _ confidence: Confidence = .likely) {
        claim(.kind, kind.rawValue, confidence)
    }

    /// `RTX1220 Rev.15.04.03 (Thu Sep  1 10:00:00 2022)`
    private mutating func readYamaha(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count >= 2, words[1].hasPrefix("Rev."),
            let family = ["RTX", "NVR", "FWX", "RT", "SRT", "SWX", "WLX", "SWR", "SWP", "vRX"]
                .first(where: { words[0].hasPrefix($0) })
        else { return }
        claim(.vendor, "Yamaha")
        claim(.model, words[0])
        claim(.firmware, words[1].dropFirst(4).prefix { $0.isNumber || $0 == "." })
        switch family {
        case "SWX", "SWR", "SWP": kind(.networkSwitch)
        case "WLX": kind(.wirelessAccessPoint)
        default: kind(.router)
        }
    }

    /// `NEC Portable Internetwork Core Operating System Software, IX Series IX2215 (magellan-sec) Software, Version
    /// 10.2.20, RELEASE SOFTWARE`
    private mutating func readUnivergeIX(_ text: String) {
        guard let series = text.firstRange(of: "IX Series ") else { return }
        let words = text[series.upperBound...].split { $0.isWhitespace }
        guard let model = words.first, model.hasPrefix("IX") else { return }
        claim(.vendor, "NEC")
        claim(.model, model)
        if let mark = words.firstIndex(of: "Version"), mark + 1 < words.count {
            claim(.firmware, words[mark + 1].prefix { $0 != "," })
        }
        kind(.router)
    }

    /// `Allied Telesis router/switch, Software (AlliedWare Plus) Version 5.5.1-0.1`
    private mutating func readAlliedTelesis(_ text: String) {
        guard text.hasPrefix("Allied Telesis") else { return }
        claim(.vendor, "Allied Telesis")
        if let mark = text.firstRange(of: "Version ") {
            claim(.firmware, text[mark.upperBound...].prefix { !$0.isWhitespace && $0 != "," })
        }
    }

    /// `Hardware: Intel64 Family 6 … - Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)`
    ///
    /// From Windows 10 on the version number in this text stays 6.3; the build is right.
    private mutating func readWindows(_ text: String) {
        guard let software = text.firstRange(of: "Software: Windows ") else { return }
        claim(.os, "Windows")
        guard let mark = text.firstRange(of: "Version "), let build = text.firstRange(of: "(Build "),
            let number = Int(text[build.upperBound...].prefix { $0.isNumber }),
            software.lowerBound < mark.lowerBound
        else { return }
        let version = text[mark.upperBound...].prefix { $0.isNumber || $0 == "." }
        claim(.osBuild, (number >= 10_240 ? "10.0" : String(version)) + ".\(number)")
    }

    /// `Linux gate 5.10.0-28-amd64 #1 SMP Debian 5.10.209-2 (2024-01-31) x86_64`
    private mutating func readLinux(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count >= 3, words[0] == "Linux" else { return }
        claim(.os, "Linux \(words[2])", .hint)
        if text.contains("synology") {
            claim(.vendor, "Synology")
            kind(.nas)
        } else if text.contains("-qnap") {
            claim(.vendor, "QNAP")
            kind(.nas)
        }
    }

    /// `RICOH IM C3000 1.11 / RICOH Network Printer C model / …`,
    /// `Brother NC-8300h, Firmware Ver.1.01 ,MID 84E-505`
    private mutating func readPrinter(_ text: String) {
        guard let maker = Maker(beginning: text), maker.kind == .printer else { return }
        claim(.vendor, maker.name)
        if text.hasPrefix("RICOH ") {
            let words = text.split(separator: " ").dropFirst().prefix { $0 != "/" }
            if let version = words.last, version.first?.isNumber == true, version.contains(".") {
                claim(.firmware, version)
                claim(.model, words.dropLast().joined(separator: " "))
            } else {
                claim(.model, words.joined(separator: " "))
            }
        } else if let mark = text.firstRange(of: "Firmware Ver.") {
            claim(.firmware, text[mark.upperBound...].prefix { !$0.isWhitespace && $0 != "," })
        }
        kind(.printer)
    }

    private mutating func readMaker(_ text: String, _ object: ObjectIdentifier?) {
        guard let enterprise = object?.enterprise else {
            Maker(beginning: text)?.claims(.hint).forEach { claim($0.key, $0.value, $0.confidence) }
            return
        }
        switch enterprise {
        // Net-SNMP, which runs on anything, and Microsoft's agent name systems, not makers of devices.
        case 8072: break
        case 311: claim(.os, "Windows")
        default:
            Maker(enterprise: enterprise)?.claims(.likely).forEach { claim($0.key, $0.value, $0.confidence) }
        }
    }
}
