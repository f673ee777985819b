import Addresses
import Foundation
import Model

extension LabScan {
    /// Every kind of fact of this scan against the truth.
    func measures() throws -> [Measure] {
        let intensity = try intensity()
        return [
            hosts, macs,
            ports("open TCP ports", .tcp) { intensity.tcpPorts.contains($0) },
            ports("UDP services", .udp) { intensity.udpPorts.contains($0) },
            remoteEndpoints {
                $0 == .tcp ? intensity.tcpPorts.contains($1) : intensity.udpPorts.contains($1)
            },
            names,
            products { $0 == .tcp ? intensity.tcpPorts.contains($1) : intensity.udpPorts.contains($1) },
            roles, systems, identities,
            claims("gateways", expected: \.leadsOut, found: \.routerClaims, leadingOut: true),
            claims(
                "DHCP servers", expected: { $0.givesAddresses ? ["dhcp"] : [] }, found: \.dhcpServerClaims),
            proxies, mappings, talks,
        ]
    }

    /// Every asset but this machine, with the device it is; nil for an invented one.
    private var seen: [(asset: Asset, device: LabTruth.Device?)] {
        assessment.assets.filter { $0.host == nil }.map { asset in
            (asset, truth.devices.first { device in asset.macs.contains { $0.description == device.mac } })
        }
    }

    /// What of the assets counts, each with the device's name, or the asset's where there is no such device.
    private func found(_ facts: (Asset, LabTruth.Device?) -> [String]) -> Set<String> {
        Set(
            seen.flatMap { asset, device in
                facts(asset, device).map { "\(device?.name ?? asset.id) \($0)" }
            })
    }

    /// The same of the truth.
    private func known(_ facts: (LabTruth.Device) -> [String]) -> Set<String> {
        Set(truth.devices.flatMap { device in facts(device).map { "\(device.name) \($0)" } })
    }

    private var hosts: Measure {
        Measure(
            "hosts", expected: Set(truth.devices.map(\.name)), found: Set(seen.map { $1?.name ?? $0.id }))
    }

    private var macs: Measure {
        Measure(
            "MACs", expected: known { [$0.mac] }, found: found { asset, _ in asset.macs.map(\.description) })
    }

    private func ports(_ kind: String, _ transport: Transport, _ looked: (UInt16) -> Bool) -> Measure {
        func named(_ services: [LabTruth.Service]) -> [String] {
            services.filter { $0.transport == transport.rawValue }.map(\.name)
        }
        return Measure(
            kind,
            expected: known {
                $0.handsOff
                    ? [] : named($0.services.filter { looked($0.port) && ($0.answers || transport == .tcp) })
            },
            allowed: known { named($0.services) },
            found: found { asset, _ in
                asset.services.filter { $0.transport == transport }.map { "\(transport)/\($0.port)" }
            })
    }

    /// What was proven to be a way in for remote maintenance; a mere port number is no proof.
    private func remoteEndpoints(_ looked: (Transport, UInt16) -> Bool) -> Measure {
        let proven = assessment.findings.filter {
            $0.check == "remote.undeclared" && $0.verdict == "fail" || $0.check == "remote.declared"
        }
        return Measure(
            "remote-maintenance endpoints",
            expected: known { device in
                device.services.filter {
                    $0.remote != nil && $0.answers && !device.handsOff && looked($0.carrier, $0.port)
                }.map(\.name)
            },
            allowed: known { $0.services.filter { $0.remote != nil }.map(\.name) },
            found: found { asset, _ in
                proven.filter { $0.asset == asset.id }.compactMap { $0.port?.description }
            })
    }

    private var names: Measure {
        Measure(
            "names", expected: known { $0.names.map { "\($0.kind) \($0.value.firstLabel)" } },
            found: found { asset, _ in asset.names.map { "\($0.kind.rawValue) \($0.value.firstLabel)" } })
    }

    private var proxies: Measure {
        Measure(
            "proxy ARP", expected: known { $0.proxied.isEmpty ? [] : ["answers for others"] },
            found: found { asset, _ in asset.proxyARPClaims.isEmpty ? [] : ["answers for others"] })
    }

    private var mappings: Measure {
        Measure(
            "port mappings",
            expected: known { $0.mappings.map { "\($0.outside) \($0.client):\($0.inside)" } },
            found: found { asset, _ in
                asset.mappings.map { "\($0.value.outside.number) \($0.value.client):\($0.value.clientPort)" }
            })
    }

    private var talks: Measure {
        Measure(
            "relay talk", expected: known { $0.talks },
            found: found { asset, _ in asset.talks.map(\.value.product) })
    }
}

extension LabScan {
    /// What a service said of its software, and what a rule read out of it.
    private func products(_ looked: (Transport, UInt16) -> Bool) -> Measure {
        Measure(
            "products",
            expected: known { device in
                device.handsOff
                    ? []
                    : device.services.filter { looked($0.carrier, $0.port) }.compactMap { service in
                        guard let software = service.software, software.tells else { return nil }
                        return "\(service.name) \(software.told)"
                    }
            },
            allowed: known { device in
                device.services.flatMap { service in
                    service.software.map { ["\(service.name) \($0.told)", "\(service.name) \($0.name)"] }
                        ?? []
                }
            },
            found: found { asset, device in
                asset.services.flatMap { service -> [String] in
                    let port = "\(service.transport)/\(service.port)"
                    let truth = device?.services.first { $0.name == port }?.software
                    return service.statedProducts.map { "\(port) \(truth?.agreeing(with: $0) ?? $0)" }
                }
            })
    }

    private var roles: Measure {
        Measure(
            "roles", expected: known { $0.kindShows ? ["role"] : [] },
            allowed: known { $0.kinds.isEmpty ? [] : ["role"] },
            found: found { asset, device in
                guard asset.kind != .unknown else { return [] }
                return [device?.kinds.contains(asset.kind.rawValue) == true ? "role" : asset.kind.rawValue]
            })
    }

    /// What is at least likely; what a hint says is no claim.
    private var systems: Measure {
        Measure(
            "systems", expected: known { $0.system.map { [$0] } ?? [] },
            found: found { asset, device in
                let likely = asset.os.filter { $0.confidence >= .likely }.map(\.value)
                return likely.compactMap { claim in
                    if let system = device?.system, claim.hasPrefix(system) { return system }
                    // Less than could be told, but true: every machine here is a Debian 12, whatever it plays.
                    let real = [device?.system, "Debian 12", "Linux"].compactMap { $0 }
                    return real.contains { $0.hasPrefix(claim) } ? nil : claim
                }
            })
    }

    /// Maker, model, serial number and firmware; of a maker only the expected ones count, as every card has one.
    private var identities: Measure {
        Measure(
            "identities", expected: known { $0.tells.map { "\($0.property) \($0.value)" } },
            found: found { asset, device in
                let vendors = asset.vendor.map(\.value).filter { value in
                    device?.tells.contains { $0.property == "vendor" && $0.value == value } == true
                }
                let rest = [("model", asset.model), ("serial", asset.serial), ("firmware", asset.firmware)]
                return vendors.map { "vendor \($0)" }
                    + rest.flatMap { key, claims in
                        claims.map { "\(key) \(device?.truth(of: key, in: $0.value) ?? $0.value)" }
                    }
            })
    }

    /// Signs of one kind; of a device that leads out, any sign of it is true.
    private func claims(
        _ kind: String, expected: (LabTruth.Device) -> [String], found claims: KeyPath<Asset, [Asset.Claim]>,
        leadingOut: Bool = false
    ) -> Measure {
        let found = found { asset, _ in
            asset[keyPath: claims].filter { $0.confidence >= .likely }.map(\.value)
        }
        let expected = known(expected)
        let real = Set(truth.devices.filter { !$0.leadsOut.isEmpty }.map(\.name))
        let allowed = found.filter { real.contains(String($0.prefix { $0 != " " })) }
        return Measure(kind, expected: expected, allowed: leadingOut ? allowed : [], found: found)
    }
}
