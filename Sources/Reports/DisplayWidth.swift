import Model

// Columns of a terminal, without the locale: East Asian wide and full-width characters take two (Unicode Standard
// Annex 11), marks take none; ambiguous ones take one, as in terminals that run UTF-8.

extension Character {
    /// The columns this grapheme takes.
    var columns: Int {
        var base = 0
        var sound = 0
        for scalar in unicodeScalars {
            switch scalar.value {
            // Half-width voicing marks extend the grapheme but stand in a column of their own.
            case 0xff9e, 0xff9f: sound += 1
            // An emoji presentation selector makes what is before it wide.
            case 0xfe0f: base = 2
            default: base = max(base, scalar.columns)
            }
        }
        return base + sound
    }
}

extension Unicode.Scalar {
    fileprivate var columns: Int {
        if value < 0x300 { return isDisguise ? 0 : 1 }
        if isWide { return 2 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .format, .lineSeparator, .paragraphSeparator: return 0
        default: return 1
        }
    }

    private var isWide: Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = WideCharacters.ranges.count
        while low < high {
            let middle = (low + high) / 2
            if WideCharacters.ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < WideCharacters.ranges.count && WideCharacters.ranges[low].contains(value)
    }
}

extension StringProtocol {
    /// The columns a terminal needs for this text.
    package var columns: Int {
        let isPlain = utf8.allSatisfy { (0x20..<0x7f).contains($0) }
        return isPlain ? utf8.count : reduce(0) { $0 + $1.columns }
    }

    /// The text with spaces up to `width` columns; longer texts stay whole.
    package func padded(toColumns width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - columns))
    }

    /// Lines of at most `width` columns. Latin words stay whole where they fit a line; closing marks never begin a
    /// line (JIS X 4051, 行頭禁則) unless a line has no other place to break.
    package func wrapped(toColumns width: Int) -> [String] {
        let limit = Swift.max(2, width)
        var lines: [String] = []
        var line = ""
        for piece in pieces {
            if !line.isEmpty, line.columns + piece.columns > limit {
                lines.append(line.trimmingSpaces)
                line = piece == " " ? "" : piece
            } else {
                line += piece
            }
            while line.columns > limit {
                let head = line.head(columns: limit)
                lines.append(head)
                line = String(line.dropFirst(head.count))
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line.trimmingSpaces) }
        return lines
    }

    /// The parts no line break goes through, in order.
    private var pieces: [String] {
        var result: [String] = []
        var joinsNext = false
        for character in self {
            let isWord = character.columns == 1 && character != " "
            let isClosing = "、。，．・：；？！）」』】〕］｝〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ".contains(character)
            let lastIsWord = result.last?.last.map { $0.columns == 1 && $0 != " " } ?? false
            if let last = result.last, joinsNext || isClosing || (isWord && lastIsWord) {
                result[result.count - 1] = last + String(character)
            } else {
                result.append(String(character))
            }
            joinsNext = "（「『【〔［｛〈《".contains(character)
        }
        return result
    }

    private func head(columns limit: Int) -> String {
        var result = ""
        var used = 0
        for character in self {
            used += character.columns
            guard used <= limit || result.isEmpty else { break }
            result.append(character)
        }
        return result
    }

    private var trimmingSpaces: String {
        var text = String(self)
        while text.last == " " { text.removeLast() }
        return text
    }
}

private enum WideCharacters {
    /// Wide and full-width characters, ascending.
    static let ranges: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x231a...0x231b, 0x2329...0x232a, 0x23e9...0x23ec, 0x23f0...0x23f0, 0x23f3...0x23f3,
        0x25fd...0x25fe, 0x2614...0x2615, 0x2648...0x2653, 0x267f...0x267f, 0x2693...0x2693, 0x26a1...0x26a1,
        0x26aa...0x26ab, 0x26bd...0x26be, 0x26c4...0x26c5, 0x26ce...0x26ce, 0x26d4...0x26d4, 0x26ea...0x26ea,
        0x26f2...0x26f3, 0x26f5...0x26f5, 0x26fa...0x26fa, 0x26fd...0x26fd, 0x2705...0x2705, 0x270a...0x270b,
        0x2728...0x2728, 0x274c...0x274c, 0x274e...0x274e, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
        0x27b0...0x27b0, 0x27bf...0x27bf, 0x2b1b...0x2b1c, 0x2b50...0x2b50, 0x2b55...0x2b55, 0x2e80...0x303e,
        0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19,
        0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18dff, 0x1aff0...0x1b2ff,
        0x1f004...0x1f004, 0x1f0cf...0x1f0cf, 0x1f18e...0x1f18e, 0x1f191...0x1f19a, 0x1f200...0x1f320,
        0x1f32d...0x1f335, 0x1f337...0x1f37c, 0x1f37e...0x1f393, 0x1f3a0...0x1f3ca, 0x1f3cf...0x1f3d3,
        0x1f3e0...0x1f3f0, 0x1f3f4...0x1f3f4, 0x1f3f8...0x1f43e, 0x1f440...0x1f440, 0x1f442...0x1f4fc,
        0x1f4ff...0x1f53d, 0x1f54b...0x1f54e, 0x1f550...0x1f567, 0x1f57a...0x1f57a, 0x1f595...0x1f596,
        0x1f5a4...0x1f5a4, 0x1f5fb...0x1f64f, 0x1f680...0x1f6c5, 0x1f6cc...0x1f6cc, 0x1f6d0...0x1f6d2,
        0x1f6d5...0x1f6d7, 0x1f6dc...0x1f6df, 0x1f6eb...0x1f6ec, 0x1f6f4...0x1f6fc, 0x1f7e0...0x1f7eb,
        0x1f7f0...0x1f7f0, 0x1f90c...0x1f93a, 0x1f93c...0x1f945, 0x1f947...0x1f9ff, 0x1fa70...0x1faff,
        0x20000...0x2fffd, 0x30000...0x3fffd,
    ]
}
