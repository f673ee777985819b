// How the flow's choices look in JSON: a case without a payload is its name, a case with one is an object whose only
// key is the name. So `journal.jsonl` reads `"fact":{"port":{"port":{"number":22,"transport":"tcp"},"state":"open"}}`
// and `"fact":"neighbour"`.

extension Fact {
    private enum Name: String, CodingKey {
        case neighbour, name, port, service, attribute, coverage, listener, unit, process, system, interface,
            route
        case trait, talk, mapping, wireless, clock, admission
        case program, account, updates, setting, log, share, task, backup, trace
    }

    package init(from decoder: any Decoder) throws {
        if let word = decoder.bareWord {
            guard word == Name.neighbour.rawValue else { throw decoder.unknownName(word) }
            self = .neighbour
            return
        }
        let (name, container) = try decoder.onlyName(of: Name.self)
        switch name {
        case .neighbour: self = .neighbour
        case .name: self = .name(try container.decode(NameFact.self, forKey: name))
        case .port: self = .port(try container.decode(PortFact.self, forKey: name))
        case .service: self = .service(try container.decode(ServiceFact.self, forKey: name))
        case .attribute: self = .attribute(try container.decode(AttributeFact.self, forKey: name))
        case .trait: self = .trait(try container.decode(TraitFact.self, forKey: name))
        case .talk: self = .talk(try container.decode(TalkFact.self, forKey: name))
        case .mapping: self = .mapping(try container.decode(PortMappingFact.self, forKey: name))
        case .wireless: self = .wireless(try container.decode(WirelessFact.self, forKey: name))
        case .clock: self = .clock(try container.decode(ClockFact.self, forKey: name))
        case .admission: self = .admission(try container.decode(AdmissionFact.self, forKey: name))
        case .program: self = .program(try container.decode(HostProgram.self, forKey: name))
        case .account: self = .account(try container.decode(HostAccount.self, forKey: name))
        case .updates: self = .updates(try container.decode(HostUpdates.self, forKey: name))
        case .setting: self = .setting(try container.decode(HostSetting.self, forKey: name))
        case .log: self = .log(try container.decode(HostLog.self, forKey: name))
        case .share: self = .share(try container.decode(HostShare.self, forKey: name))
        case .task: self = .task(try container.decode(HostTask.self, forKey: name))
        case .backup: self = .backup(try container.decode(HostBackup.self, forKey: name))
        case .trace: self = .trace(try container.decode(HostTrace.self, forKey: name))
        case .coverage: self = .coverage(try container.decode(CoverageFact.self, forKey: name))
        case .listener: self = .listener(try container.decode(HostListener.self, forKey: name))
        case .unit: self = .unit(try container.decode(HostUnit.self, forKey: name))
        case .process: self = .process(try container.decode(HostProcess.self, forKey: name))
        case .system: self = .system(try container.decode(HostSystem.self, forKey: name))
        case .interface: self = .interface(try container.decode(HostInterface.self, forKey: name))
        case .route: self = .route(try container.decode(HostRoute.self, forKey: name))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .neighbour: try encoder.encodeWord(Name.neighbour)
        case .name(let fact): try encoder.encode(fact, named: Name.name)
        case .port(let fact): try encoder.encode(fact, named: Name.port)
        case .service(let fact): try encoder.encode(fact, named: Name.service)
        case .attribute(let fact): try encoder.encode(fact, named: Name.attribute)
        case .trait(let fact): try encoder.encode(fact, named: Name.trait)
        case .talk(let fact): try encoder.encode(fact, named: Name.talk)
        case .mapping(let fact): try encoder.encode(fact, named: Name.mapping)
        case .wireless(let fact): try encoder.encode(fact, named: Name.wireless)
        case .clock(let fact): try encoder.encode(fact, named: Name.clock)
        case .admission(let fact): try encoder.encode(fact, named: Name.admission)
        case .program(let fact): try encoder.encode(fact, named: Name.program)
        case .account(let fact): try encoder.encode(fact, named: Name.account)
        case .updates(let fact): try encoder.encode(fact, named: Name.updates)
        case .setting(let fact): try encoder.encode(fact, named: Name.setting)
        case .log(let fact): try encoder.encode(fact, named: Name.log)
        case .share(let fact): try encoder.encode(fact, named: Name.share)
        case .task(let fact): try encoder.encode(fact, named: Name.task)
        case .backup(let fact): try encoder.encode(fact, named: Name.backup)
        case .trace(let fact): try encoder.encode(fact, named: Name.trace)
        case .coverage(let fact): try encoder.encode(fact, named: Name.coverage)
        case .listener(let fact): try encoder.encode(fact, named: Name.listener)
        case .unit(let fact): try encoder.encode(fact, named: Name.unit)
        case .process(let fact): try encoder.encode(fact, named: Name.process)
        case .system(let fact): try encoder.encode(fact, named: Name.system)
        case .interface(let fact): try encoder.encode(fact, named: Name.interface)
        case .route(let fact): try encoder.encode(fact, named: Name.route)
        }
    }
}

extension CoverageFact.Outcome {
    private enum Name: String, CodingKey {
        case looked, couldNot
    }

    package init(from decoder: any Decoder) throws {
        if let word = decoder.bareWord {
            guard word == Name.looked.rawValue else { throw decoder.unknownName(word) }
            self = .looked
            return
        }
        let (name, container) = try decoder.onlyName(of: Name.self)
        switch name {
        case .looked: self = .looked
        case .couldNot: self = .couldNot(try container.decode(Text.self, forKey: name))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .looked: try encoder.encodeWord(Name.looked)
        case .couldNot(let why): try encoder.encode(why, named: Name.couldNot)
        }
    }
}

extension Decoder {
    /// The value as a plain string; nil when it is anything else.
    var bareWord: String? {
        // Absence is the answer: an object is the other form a choice can have.
        try? singleValueContainer().decode(String.self)
    }

    /// The one key of an object, which must be one of `Name`'s.
    func onlyName<Name: CodingKey>(
        of names: Name.Type
    ) throws -> (name: Name, container: KeyedDecodingContainer<Name>) {
        let container = try container(keyedBy: names)
        guard let name = container.allKeys.first, container.allKeys.count == 1 else {
            throw unknownName("object")
        }
        return (name, container)
    }

    func unknownName(_ word: String) -> DecodingError {
        DecodingError.dataCorrupted(
            .init(codingPath: codingPath, debugDescription: "no such choice: \(word)"))
    }
}

extension Encoder {
    func encodeWord(_ name: some CodingKey) throws {
        var container = singleValueContainer()
        try container.encode(name.stringValue)
    }

    func encode<Name: CodingKey>(_ value: some Encodable, named name: Name) throws {
        var container = container(keyedBy: Name.self)
        try container.encode(value, forKey: name)
    }
}
