package import Addresses
package import Model

/// Everything a check may look at: what was found, what people wrote, what is known, and the day.
package struct Situation: Sendable {
    package var assets: [Asset]
    package var site: Site
    package var knowledge: Knowledge
    package var asOf: CivilDate
    /// Nil when no network was scanned.
    package var scope: Scope?
    /// How far the scan as a whole looked.
    package var siteCoverage: [Asset.Coverage]
    /// When traffic was listened to; nil when none was.
    package var listening: Listening?
    /// The site's local time in seconds east of UTC.
    package var utcOffset: Int
    /// How this scanner itself was received, by interface.
    package var admissions: [Cited<AdmissionFact>] = []
    /// The wireless networks that were heard, whoever they belong to.
    package var wireless: [HeardNetwork] = []
    /// The inside of hosts by asset, where it was worked out; see ``lookedInside``.
    var insides: [String: HostInside] = [:]

    /// A wireless network with the hardware address of its cell.
    package struct HeardNetwork: Hashable, Sendable {
        package var cell: MACAddress
        package var fact: WirelessFact
        package var observation: Int

        package init(cell: MACAddress, fact: WirelessFact, observation: Int) {
            self.cell = cell
            self.fact = fact
            self.observation = observation
        }
    }

    package init(
        assets: [Asset], site: Site, knowledge: Knowledge, asOf: CivilDate, scope: Scope?,
        siteCoverage: [Asset.Coverage], listening: Listening? = nil, utcOffset: Int = 0
    ) {
        self.listening = listening
        self.utcOffset = utcOffset
        self.assets = assets
        self.site = site
        self.knowledge = knowledge
        self.asOf = asOf
        self.scope = scope
        self.siteCoverage = siteCoverage
    }

    /// How long traffic was listened to.
    package struct Listening: Hashable, Sendable {
        package var seconds: Int
        /// Whether it was read from files rather than heard on the spot.
        package var isRecorded: Bool

        package init(seconds: Int, isRecorded: Bool) {
            self.seconds = seconds
            self.isRecorded = isRecorded
        }
    }
}

extension Situation {
    /// Whether anything was asked on a network.
    var isActive: Bool { (scope?.intensity.packetsPerSecond ?? 0) > 0 }

    /// The ledger's row that an asset was matched with.
    func row(of asset: Asset) -> LedgerRow? {
        asset.ledgerRow.flatMap { number in site.ledger.rows.first { $0.number == number } }
    }

    /// The asset that a person means by a management number, an address, a hardware address or a name.
    func means(_ words: String, _ asset: Asset) -> Bool { asset.isCalled(words, row: row(of: asset)) }

    /// What people call an asset: the ledger's computer name, else its own name, with its address.
    func name(of asset: Asset) -> String {
        let address = (asset.addresses.first { $0.v4 != nil } ?? asset.addresses.first)?.description
        guard let name = row(of: asset)?[.computerName] ?? asset.names.first?.value else {
            return address ?? asset.macs.first?.description ?? asset.id
        }
        return address.map { "\(name.printable) (\($0))" } ?? name.printable
    }
}
