import Foundation
import Model
import Policy
import Testing

@Suite struct RecognitionRuleTests {
    @Test func `every rule agrees with its own examples`() throws {
        let rules = try shippedProfiles.get().knowledge.recognition
        #expect(!rules.isEmpty)
        for rule in rules {
            for example in rule.examples {
                for field in rule.condition.fields {
                    let text = SelfDescription(
                        field: field, value: example.text, proto: rule.condition.proto)
                    #expect(rule.conclude(from: text) == example.gives, "\(rule.id): \(example.text)")
                }
            }
        }
    }

    /// What devices were always understood to say, whichever rule understands it.
    @Test(
        arguments: [
            (
                "snmp.sysDescr", "RICOH IM C2500 1.12",
                [.vendor: "Ricoh", .firmware: "1.12", .kind: "printer"]
            ),
            (
                "snmp.sysDescr", "Linux NAS 4.4.59+ #25556 SMP x86_64 GNU/Linux synology_x",
                [.vendor: "Synology"]
            ),
            ("snmp.sysDescr", "Brother NC-8300h, Firmware Ver.1.01 ,MID 84E-505,FID 2", [.vendor: "Brother"]),
            ("snmp.sysObjectID", "1.3.6.1.4.1.12356.1", [.vendor: "Fortinet"]),
            ("http.realm", "AirStation", [.vendor: "Buffalo"]),
            ("http.server", "Microsoft-HTTPAPI/2.0", [.os: "Windows"]),
            ("tls.subject", "CN=FGT60F0000000000,OU=FortiGate,O=Fortinet", [.serial: "FGT60F0000000000"]),
            (
                "mdns.txt", "_pdl-datastream._tcp ty=EPSON TM-m30II",
                [.vendor: "Epson", .kind: "receipt-printer"]
            ),
            ("mdns.txt", "_ipp._tcp ty=Brother HL-L2375DW series", [.vendor: "Brother", .kind: "printer"]),
            ("upnp.manufacturer", "Yamaha Corporation", [.vendor: "Yamaha"]),
            ("ssdp.user-agent", "Google Chrome/120.0.6099.71 Windows", [.os: "Windows"]),
            ("ssdp.server", "Linux/3.10 UPnP/1.0 MiniUPnPd/1.9", [.os: "Linux 3.10"]),
            ("wsd.types", "Device NetworkVideoTransmitter", [.kind: "camera"]),
            ("wsd.types", "Computer Device", [.os: "Windows"]),
            ("dhcp.vendor-class", "android-dhcp-13", [.os: "Android 13"]),
            ("dhcp.vendor-class", "MSFT 5.0", [.os: "Windows"]),
            ("dhcp.vendor-class", "PXEClient:Arch:00000", [:]),
            ("banner", "RTX", [:]), ("snmp.sysDescr", "Rev. Rev.", [:]),
        ] as [(String, String, [AttributeFact.Key: String])])
    func `devices are understood by their own words`(
        field: String, text: String, expected: [AttributeFact.Key: String]
    ) throws {
        let said = SelfDescription(field: field, value: text)
        var found: [AttributeFact.Key: (value: String, confidence: Confidence)] = [:]
        for rule in try shippedProfiles.get().knowledge.recognition where rule.others.isEmpty {
            for case (.device(let key), let value) in rule.conclude(from: said) ?? [:]
            where found[key].map({ $0.confidence < rule.confidence }) ?? true {
                found[key] = (value, rule.confidence)
            }
        }
        for (key, value) in expected { #expect(found[key]?.value == value) }
        if expected.isEmpty { #expect(found.isEmpty) }
    }

    @Test func `every maker has one spelling`() throws {
        var spellings: [String: Set<String>] = [:]
        for rule in try shippedProfiles.get().knowledge.recognition {
            for conclusion in rule.conclusions where conclusion.subject == .device(.vendor) {
                let letters = conclusion.template.lowercased().filter { $0.isLetter || $0.isNumber }
                spellings[letters, default: []].insert(conclusion.template)
            }
        }
        #expect(spellings.values.filter { $0.count > 1 }.isEmpty)
    }

    @Test func `rules that are equally sure never take one text for two makers or two kinds`() throws {
        let rules = try shippedProfiles.get().knowledge.recognition.filter(\.others.isEmpty)
        var byField: [String: [RecognitionRule]] = [:]
        for rule in rules {
            for field in rule.condition.fields { byField[field, default: []].append(rule) }
        }
        for rule in rules {
            for example in rule.examples {
                let field = rule.condition.fields[0]
                let text = SelfDescription(field: field, value: example.text, proto: rule.condition.proto)
                let readings = (byField[field] ?? []).compactMap { other in
                    other.conclude(from: text).map { (other.confidence, $0) }
                }
                for key in [AttributeFact.Key.vendor, .kind] {
                    let said = readings.compactMap { reading in
                        reading.1[.device(key)].map { (reading.0, $0) }
                    }
                    let best = said.map(\.0).max()
                    let values = Set(said.filter { $0.0 == best }.map(\.1))
                    #expect(values.count <= 1, "\(rule.id): \(example.text): \(values.sorted())")
                }
            }
        }
    }

    @Test func `every release of a system that a rule names has its dates`() throws {
        let knowledge = try shippedProfiles.get().knowledge
        for rule in knowledge.recognition where rule.confidence > .hint {
            for conclusion in rule.conclusions where conclusion.subject == .device(.os) {
                let words = conclusion.template.split(separator: " ").map { $0.lowercased() }
                guard words.count == 2, ["debian", "ubuntu", "freebsd"].contains(words[0]),
                    words[1].first?.isNumber == true
                else { continue }
                #expect(
                    knowledge.releases.contains { $0.product == words[0] && $0.version == words[1] },
                    "\(rule.id): \(conclusion.template)")
            }
        }
    }

    @Test(arguments: [
        ("field: banner", "field: baner", 4),
        ("version: \"{version}\"", "version: \"{versio}\"", 6),
        ("text: SSH-x_1", "txt: SSH-x_1", 9),
        ("matches: \"SSH-x_{version}\"", "matches: \"SSH-x_{version\"", 5),
    ]) func `a mistake in a rule is named with its line`(right: String, wrong: String, line: Int) throws {
        let text = """
            source: test
            as-of: 2026-11-23
            rules:
              - field: banner
                matches: "SSH-x_{version}"
                gives: {product: X, version: "{version}"}
                confidence: likely
                id: x
                examples: [{text: SSH-x_1, product: X, version: "1"}]
            """
        _ = try Profiles(files: ["recognition/x.yaml": text])
        let error = #expect(throws: PolicyError.self) {
            let mistaken = text.replacingOccurrences(of: right, with: wrong)
            _ = try Profiles(files: ["recognition/x.yaml": mistaken])
        }
        #expect(error?.line == line)
    }
}
