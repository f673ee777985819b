extension String {
    /// Octets as a person can read them: printable ASCII and valid UTF-8 as they are, line ends and tabs as spaces,
    /// everything else as `\xNN`. At most `limit` octets are looked at.
    package init(printable octets: some Collection<UInt8>, limit: Int = 200) {
        let kept = octets.prefix(limit)
        if let text = String(validating: kept, as: UTF8.self), text.unicodeScalars.allSatisfy(isReadable) {
            self = trimmed(spaced(text))
            return
        }
        var text = ""
        for octet in kept {
            switch octet {
            case 0x20...0x7e: text.unicodeScalars.append(Unicode.Scalar(octet))
            case 0x09, 0x0a, 0x0d: text += " "
            default: text += "\\x" + (octet < 16 ? "0" : "") + String(octet, radix: 16)
            }
        }
        self = trimmed(text)
    }

    /// Text in UTF-8, or the ASCII part of text in another encoding with each run of other characters shown as one
    /// U+FFFD.
    ///
    /// Shift_JIS characters may end in an ASCII octet: a lead octet takes the next octet with it.
    package init(lossy octets: some Collection<UInt8>) {
        if let text = String(validating: octets, as: UTF8.self) {
            self = trimmed(spaced(text))
            return
        }
        var text = ""
        var isTrail = false
        var isInRun = false
        for octet in octets {
            if octet < 0x80 && !(isTrail && octet >= 0x40) {
                text.unicodeScalars.append(Unicode.Scalar(octet))
                (isTrail, isInRun) = (false, false)
                continue
            }
            if !isInRun { text += "\u{FFFD}" }
            isInRun = true
            isTrail = !isTrail && ((0x81...0x9f).contains(octet) || (0xe0...0xfc).contains(octet))
        }
        self = trimmed(spaced(text))
    }
}

/// Neither a control nor a formatting character that changes how its neighbours are shown; line ends and tabs pass.
private func isReadable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar == "\n" || scalar == "\r" || scalar == "\t"
    case .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
}

/// Runs of white space and controls as one space.
private func spaced(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var wasSpace = false
    for scalar in text.unicodeScalars {
        let isSpace = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        if !isSpace {
            result.append(scalar)
        } else if !wasSpace {
            result.append(" ")
        }
        wasSpace = isSpace
    }
    return String(result)
}

private func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars.drop { $0 == " " }
    guard let last = scalars.lastIndex(where: { $0 != " " }) else { return "" }
    return String(scalars[...last])
}
