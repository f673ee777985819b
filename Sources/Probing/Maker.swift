import Model

/// A maker of devices, as devices name it themselves.
struct Maker: Equatable, Sendable {
    var name: String
    /// What this maker's talking devices nearly always are; a hint.
    var kind: Asset.Kind?

    private init(_ name: String, _ kind: Asset.Kind? = nil) {
        self.name = name
        self.kind = kind
    }

    /// The maker whose name begins a text, or is its first word of two: `RICOH IM C3000`, `EPSON PX-M7080FP`.
    init?(beginning text: String) {
        let folded = text.lowercased()
        guard
            let found = Self.words.first(where: { word, _ in
                folded.hasPrefix(word) && !(folded.dropFirst(word.count).first?.isLetter ?? false)
            })
        else { return nil }
        self = found.maker
    }

    /// The maker that holds this private enterprise number (IANA registry).
    init?(enterprise: UInt32) {
        guard let maker = Self.enterprises[enterprise] else { return nil }
        self = maker
    }

    /// The vendor, and the kind where the maker makes one kind, with the confidence of who says so.
    func claims(_ confidence: Confidence) -> [AttributeFact] {
        let vendor = AttributeFact(.vendor, name, confidence)
        guard let kind else { return [vendor] }
        return [vendor, AttributeFact(.kind, kind.rawValue, .hint)]
    }

    private static let words: [(word: String, maker: Maker)] = [
        ("yamaha", Maker("Yamaha")), ("nec", Maker("NEC")), ("buffalo", Maker("Buffalo")),
        ("elecom", Maker("ELECOM")), ("i-o data", Maker("I-O DATA")), ("iodata", Maker("I-O DATA")),
        ("century", Maker("Century Systems")), ("futurenet", Maker("Century Systems", .router)),
        ("furukawa", Maker("Furukawa")), ("fitelnet", Maker("Furukawa", .router)),
        ("allied telesis", Maker("Allied Telesis")), ("fortinet", Maker("Fortinet")),
        ("fortigate", Maker("Fortinet", .vpnGateway)), ("sonicwall", Maker("SonicWall", .vpnGateway)),
        ("cisco", Maker("Cisco")), ("ricoh", Maker("Ricoh", .printer)), ("canon", Maker("Canon", .printer)),
        ("kyocera", Maker("Kyocera", .printer)), ("epson", Maker("Epson", .printer)),
        ("brother", Maker("Brother", .printer)),
        ("fuji xerox", Maker("FUJIFILM Business Innovation", .printer)),
        ("fujifilm", Maker("FUJIFILM Business Innovation", .printer)),
        ("konica minolta", Maker("Konica Minolta", .printer)), ("sharp", Maker("Sharp")),
        ("oki", Maker("OKI", .printer)), ("toshiba tec", Maker("Toshiba TEC", .printer)),
        ("hp", Maker("HP")), ("hewlett-packard", Maker("HP")), ("star micronics", Maker("Star Micronics")),
        ("sato", Maker("SATO", .printer)), ("qnap", Maker("QNAP", .nas)),
        ("synology", Maker("Synology", .nas)),
        ("netgear", Maker("NETGEAR")), ("tp-link", Maker("TP-Link")), ("asustek", Maker("ASUS")),
        ("axis", Maker("Axis", .camera)), ("panasonic", Maker("Panasonic")),
        ("i-pro", Maker("i-PRO", .camera)),
        ("apple", Maker("Apple")), ("sony", Maker("Sony")), ("microsoft", Maker("Microsoft")),
    ]

    private static let enterprises: [UInt32: Maker] = [
        9: Maker("Cisco"), 11: Maker("HP"), 119: Maker("NEC"), 207: Maker("Allied Telesis"),
        246: Maker("Furukawa"), 297: Maker("FUJIFILM Business Innovation", .printer),
        367: Maker("Ricoh", .printer), 1182: Maker("Yamaha"), 1248: Maker("Epson", .printer),
        1347: Maker("Kyocera", .printer), 1602: Maker("Canon", .printer), 2435: Maker("Brother", .printer),
        2620: Maker("Check Point", .vpnGateway), 3097: Maker("WatchGuard", .vpnGateway),
        5227: Maker("Buffalo"), 6574: Maker("Synology", .nas), 8741: Maker("SonicWall", .vpnGateway),
        12356: Maker("Fortinet", .vpnGateway), 18334: Maker("Konica Minolta", .printer),
        20376: Maker("Century Systems"), 24681: Maker("QNAP", .nas),
    ]

    /// Whether a model's name is that of a receipt printer: Epson TM, Star TSP and mC-Print, Citizen CT-S.
    static func namesReceiptPrinter(_ model: String) -> Bool {
        let folded = model.uppercased()
        return ["TM-", "TSP", "MC-PRINT", "CT-S", "CT-E"].contains { mark in
            folded.hasPrefix(mark) || folded.contains(" " + mark)
        }
    }
}
