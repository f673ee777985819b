import Model

/// A way in for remote maintenance that was seen on a device.
struct RemoteSighting {
    var asset: Asset
    var product: RemoteMaintenanceProduct
    var port: Port
    var observations: [Int]
    /// False when only the port's number speaks for it.
    var isProven: Bool
}

extension Situation {
    /// Every remote-maintenance service seen, by asset and port: what its protocol proves, else what its number hints.
    var remoteSightings: [RemoteSighting] {
        assets.flatMap { asset in asset.services.compactMap { sighting(of: $0, on: asset) } }
    }

    func sighting(of service: Service, on asset: Asset) -> RemoteSighting? {
        let port = Port(service.transport, service.port)
        let spoken = Set([service.proto].compactMap { $0 } + service.layers)
        let proven = knowledge.remoteMaintenance.first { !spoken.isDisjoint(with: $0.protocols) }
        // A port that told another protocol is what it told; only silence leaves room for its number.
        let silent = spoken.subtracting(["unknown", "tls"]).isEmpty
        let hinted = silent ? knowledge.remoteMaintenance.first { $0.ports.contains(port) } : nil
        guard let product = proven ?? hinted else { return nil }
        return RemoteSighting(
            asset: asset, product: product, port: port, observations: service.seenBy, isProven: proven != nil)
    }

    /// Whether talk of a declared product was heard.
    func hears(_ declared: DeclaredRemoteMaintenance) -> Bool {
        let products = Set(knowledge.remoteMaintenance.filter { $0.isCalled(declared.product) }.map(\.id))
        return assets.contains { asset in
            (declared.device.map { means($0, asset) } ?? true)
                && asset.talks.contains { products.contains($0.value.product) }
        }
    }

    /// The vendor that declared this product for this device.
    func declarer(of product: RemoteMaintenanceProduct, on asset: Asset) -> Vendor? {
        site.vendors.first { vendor in
            vendor.remoteMaintenance.contains { declared in
                product.isCalled(declared.product)
                    && (declared.device.map { means($0, asset) } ?? true)
            }
        }
    }
}

extension RemoteMaintenanceProduct {
    /// Whether a vendor means this product by `word`: its id or its name.
    func isCalled(_ word: String) -> Bool {
        let word = word.lowercased()
        return [id, name.ja, name.en].contains { $0.lowercased() == word }
    }

    /// Whether a host's program is this product's.
    func runs(asProgram program: String) -> Bool {
        let program = program.lowercased()
        // The kernel keeps fifteen octets of a process's name.
        return processes.contains {
            program.fits($0) || (program.utf8.count == 15 && $0.hasPrefix(program))
        }
    }

    /// Whether a host's unit or Windows service is this product's; of `wg-quick@wg0` the part before the mark counts,
    /// too.
    func runs(asService name: String) -> Bool {
        let whole = UnitName(name, on: nil)?.whole ?? name.lowercased()
        let unit = String(whole.prefix { $0 != "@" })
        return services.contains { unit.fits($0) || whole.fits($0) }
    }
}

extension HostListener {
    /// The unit; on Windows every service that runs in its process.
    var units: [String] { (unit ?? "").split(separator: ",").map(String.init) }
}

extension String {
    /// Whether this is a name, or begins with one that ends in `*`.
    func fits(_ pattern: String) -> Bool {
        pattern.hasSuffix("*") ? hasPrefix(pattern.dropLast()) : self == pattern
    }
}
