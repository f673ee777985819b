extension JournalEntry {
    private enum Name: String, CodingKey {
        case begin, observation, packets, note, end
    }

    package init(from decoder: any Decoder) throws {
        let (name, container) = try decoder.onlyName(of: Name.self)
        switch name {
        case .begin: self = .begin(try container.decode(ScanBeginning.self, forKey: name))
        case .observation: self = .observation(try container.decode(Observation.self, forKey: name))
        case .packets: self = .packets(try container.decode([PacketCount].self, forKey: name))
        case .note: self = .note(try container.decode(JournalNote.self, forKey: name))
        case .end: self = .end(try container.decode(ScanEnding.self, forKey: name))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .begin(let beginning): try encoder.encode(beginning, named: Name.begin)
        case .observation(let observation): try encoder.encode(observation, named: Name.observation)
        case .packets(let counts): try encoder.encode(counts, named: Name.packets)
        case .note(let note): try encoder.encode(note, named: Name.note)
        case .end(let ending): try encoder.encode(ending, named: Name.end)
        }
    }
}

extension ScanEnding.Reason {
    private enum Name: String, CodingKey {
        case completed, interrupted, failed
    }

    package init(from decoder: any Decoder) throws {
        if let word = decoder.bareWord {
            switch word {
            case Name.completed.rawValue: self = .completed
            case Name.interrupted.rawValue: self = .interrupted
            default: throw decoder.unknownName(word)
            }
            return
        }
        let (name, container) = try decoder.onlyName(of: Name.self)
        switch name {
        case .completed: self = .completed
        case .interrupted: self = .interrupted
        case .failed: self = .failed(try container.decode(Text.self, forKey: name))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .completed: try encoder.encodeWord(Name.completed)
        case .interrupted: try encoder.encodeWord(Name.interrupted)
        case .failed(let why): try encoder.encode(why, named: Name.failed)
        }
    }
}
