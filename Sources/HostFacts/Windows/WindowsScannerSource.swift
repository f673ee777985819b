import Model

extension WindowsSource {
    /// Malware scanners by their services: servers have no list of scanners, and not every product enters one.
    ///
    /// A service that is there and not switched off says that a product is there, not that it guards: of signatures
    /// and of guarding it says nothing.
    static let scanners = WindowsSource(id: "windows-scanners") { snapshot in
        guard let export = snapshot.registry("services.reg").value else { return [] }
        let states = ServiceStates(snapshot.lines("services.txt"))
        let build = snapshot.build
        var known: Set<String> = []
        return export.subkeys(of: WindowsSnapshot.servicesKey).compactMap { name in
            guard let product = MalwareScanner.product(of: name, build: build),
                let start = snapshot.service(name)["start"]?.number, start != 4,
                states.isRunning(name) != false, known.insert(product).inserted
            else { return nil }
            let state = states.isRunning(name) == true ? "\nsc query \(name): RUNNING" : ""
            return HostSighting(
                .setting(HostSetting(.malwareScanner, product)),
                grounds: snapshot.service(name).grounds("Services\\\(name)", ["DisplayName", "Start"])
                    .map { $0 + state })
        }
    }
}

extension WindowsSnapshot {
    /// The build, `19045`; nil where it was not read.
    var build: Int? { RegistryQuery(lines("os.txt")).number("CurrentBuild") }
}

/// Products by the services they set up, as their makers name them in their own documents.
private enum MalwareScanner {
    static func product(of service: String, build: Int?) -> String? {
        let name = service.lowercased()
        if name == "windefend" {
            // In Windows 7 it is no virus scanner.
            return build.map { $0 >= 9200 } == true ? "Windows Defender" : nil
        }
        // `AVP21.3`, `AVP.KES.21.9`
        if name.hasPrefix("avp"), name.dropFirst(3).first.map({ $0 == "." || $0.isNumber }) ?? true {
            return "Kaspersky"
        }
        return products[name]
    }

    private static let products: [String: String] = {
        let services: [String: [String]] = [
            "ESET": ["ekrn"],
            "Trend Micro": ["ntrtscan", "tmlisten", "ds_agent", "amsp", "tmccsf"],
            "Symantec Endpoint Protection": ["sepmasterservice"],
            "Norton": ["nortonsecurity"],
            "McAfee / Trellix": ["mcshield", "mfemms"],
            "Sophos": ["savservice", "sophos endpoint defense service"],
            "CrowdStrike Falcon": ["csfalconservice"],
            "SentinelOne": ["sentinelagent"],
            "WithSecure / F-Secure": ["fsma", "fshoster", "fsulhoster"],
            "CylancePROTECT": ["cylancesvc"],
            "Bitdefender": ["vsserv", "epsecurityservice"],
            "Avast": ["avast! antivirus"],
            "AVG": ["avg antivirus"],
            "Malwarebytes": ["mbamservice"],
            "Webroot": ["wrsvc"],
            "K7 / ウイルスセキュリティ": ["k7rtscan"],
            "Cybereason": ["cybereasonactiveprobe"],
            "Microsoft Security Essentials": ["msmpsvc"],
        ]
        let pairs = services.flatMap { product, names in names.map { ($0, product) } }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }()
}
