extension Asset {
    /// What was read inside this asset, when it is a host that was inspected.
    package struct HostDetails: Hashable, Sendable, Codable {
        package var system: HostSystem?
        package var listeners: [Cited<HostListener>] = []
        package var units: [Cited<HostUnit>] = []
        package var processes: [Cited<HostProcess>] = []
        package var interfaces: [HostInterface] = []
        package var routes: [HostRoute] = []
        package var programs: [Cited<HostProgram>] = []
        package var accounts: [Cited<HostAccount>] = []
        package var updates: Cited<HostUpdates>?
        package var settings: [Cited<HostSetting>] = []
        package var logs: [Cited<HostLog>] = []
        package var shares: [Cited<HostShare>] = []
        package var tasks: [Cited<HostTask>] = []
        package var backups: [Cited<HostBackup>] = []
        package var traces: [Cited<HostTrace>] = []

        package init(
            system: HostSystem? = nil, listeners: [Cited<HostListener>] = [],
            units: [Cited<HostUnit>] = [], interfaces: [HostInterface] = [], routes: [HostRoute] = []
        ) {
            self.system = system
            self.listeners = listeners
            self.units = units
            self.interfaces = interfaces
            self.routes = routes
        }

        /// Assessments made before a kind of fact was known have none of it.
        package init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            func all<Value: Decodable>(_ key: CodingKeys) throws -> [Value] {
                try values.decodeIfPresent([Value].self, forKey: key) ?? []
            }
            self.init()
            system = try values.decodeIfPresent(HostSystem.self, forKey: .system)
            updates = try values.decodeIfPresent(Cited<HostUpdates>.self, forKey: .updates)
            listeners = try all(.listeners)
            units = try all(.units)
            processes = try all(.processes)
            interfaces = try all(.interfaces)
            routes = try all(.routes)
            programs = try all(.programs)
            accounts = try all(.accounts)
            settings = try all(.settings)
            logs = try all(.logs)
            shares = try all(.shares)
            tasks = try all(.tasks)
            backups = try all(.backups)
            traces = try all(.traces)
        }

        /// Adds what one observation says of the host's inside; other facts are left out.
        package mutating func add(_ fact: Fact, observation: Int) {
            switch fact {
            case .listener(let value): listeners.append(Cited(value, observation: observation))
            case .unit(let value): units.append(Cited(value, observation: observation))
            case .process(let value): processes.append(Cited(value, observation: observation))
            case .system(let value): system = system ?? value
            case .interface(let value): if !interfaces.contains(value) { interfaces.append(value) }
            case .route(let value): if !routes.contains(value) { routes.append(value) }
            case .program(let value): programs.append(Cited(value, observation: observation))
            case .account(let value): accounts.append(Cited(value, observation: observation))
            case .updates(let value): updates = Cited(value, observation: observation)
            case .setting(let value): settings.append(Cited(value, observation: observation))
            case .log(let value): logs.append(Cited(value, observation: observation))
            case .share(let value): shares.append(Cited(value, observation: observation))
            case .task(let value): tasks.append(Cited(value, observation: observation))
            case .backup(let value): backups.append(Cited(value, observation: observation))
            case .trace(let value): traces.append(Cited(value, observation: observation))
            default: break
            }
        }

        /// The values of one setting with what each is about.
        package func values(of key: HostSetting.Key) -> [Cited<HostSetting>] {
            settings.filter { $0.value.key == key }
        }
    }
}

extension Fact {
    /// Whether it is read inside a host only.
    package var isInside: Bool {
        switch self {
        case .listener, .unit, .process, .system, .interface, .route, .program, .account, .updates, .setting,
            .log, .share, .task, .backup, .trace:
            true
        default: false
        }
    }
}
