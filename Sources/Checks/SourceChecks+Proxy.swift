import Model

extension Situation {
    /// What is to be said of a device that answers ARP for stations behind it.
    func proxyResult(_ asset: Asset) -> Check.Result {
        let name = name(of: asset)
        let addresses = asset.proxyARPClaims.prefix(5).map(\.value.printable).joined(separator: ", ")
        let more = asset.proxyARPClaims.count > 5
        let observations = asset.proxyARPClaims.flatMap(\.observations).sorted()
        let reason = Text(
            ja: "\(name) が、\(addresses)\(more ? " など" : "") の身代わりに答えています（代理ARP）。"
                + "その機器は、このネットワークではなく \(name) の先にあります。",
            en: "\(name) answers ARP for \(addresses)\(more ? " and others" : ""), which are behind it.")
        // A known router may be set to do so, for a second line or a VPN: to be asked, no ground for a no.
        return .init(
            isKnownRouter(asset) ? .notAssessed(reason) : .fail(reason), on: asset, observations: observations
        )
    }
}

extension [Asset.Claim] {
    /// That a device answers ARP for 192.0.2.77.
    static var example: [Asset.Claim] {
        [Asset.Claim(value: "192.0.2.77", source: "example", confidence: .likely, observations: [1])]
    }
}
