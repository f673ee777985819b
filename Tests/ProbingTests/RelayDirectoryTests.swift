import Addresses
import Model
import Probing
import Testing

/// A small table of invented products.
func relayProducts() -> [RemoteMaintenanceProduct] {
    func product(
        _ id: String, ports: [Port] = [], domains: [String] = [], alpn: [String] = [],
        signatures: [WireSignature] = []
    ) -> RemoteMaintenanceProduct {
        RemoteMaintenanceProduct(
            id: id, name: Text(verbatim: id), visibility: [.relay], ports: ports, protocols: [],
            processes: [], domains: domains, applicationProtocols: alpn, signatures: signatures,
            severity: .high, source: "example", asOf: CivilDate(daysSinceEpoch: 20_000))
    }
    return [
        product(
            "alpha", ports: [Port(.tcp, 5938), Port(.udp, 5938)],
            domains: ["*.alpha.example", "relay*.exact.example", "exact.example"],
            signatures: [
                WireSignature(transport: .tcp, octets: [0x17, 0x24]),
                WireSignature(transport: .udp, offset: 11, octets: [0x17, 0x24]),
            ]),
        product("beta", domains: ["*.deep.alpha.example", "rs-*.b*.example"], alpn: ["beta/*", "b"]),
        product(
            "gamma", ports: [Port(.udp, 51820)],
            signatures: [
                WireSignature(transport: .udp, octets: [1, 0, 0, 0], length: 148, onAnyPort: true)
            ]),
    ]
}

@Suite struct RelayDirectoryTests {
    private let directory = RelayDirectory(relayProducts())

    @Test(
        arguments: [
            ("a.alpha.example", "alpha"), ("a.b.c.alpha.example", "alpha"), ("alpha.example", nil),
            ("notalpha.example", nil), ("a.alpha.example.evil.test", nil), ("x.deep.alpha.example", "beta"),
            ("deep.alpha.example", "alpha"), ("exact.example", "alpha"), ("www.exact.example", nil),
            ("relay7.exact.example", "alpha"), ("relay.exact.example", "alpha"), ("rela.exact.example", nil),
            ("rs-ny.b7.example", "beta"), ("rs-b.example", nil), ("rs-.b.example", "beta"), ("", nil),
        ] as [(String, String?)])
    func `a name belongs to the product that is nearest to it`(name: String, product: String?) {
        #expect(directory.product(named: name) == product)
    }

    @Test(
        arguments: [("beta/6.2.0/linux", "beta"), ("beta/", "beta"), ("b", "beta"), ("bb", nil), ("h2", nil)]
            as [(String, String?)])
    func `a protocol belongs to the product that alone speaks it`(name: String, product: String?) {
        #expect(directory.product(speaking: name) == product)
    }

    @Test func `few octets count only with the product's own port, on either side`() {
        let payload: [UInt8] = [0x17, 0x24, 1, 2, 3]
        for (ports, isKnown) in [((50_000, 5938), true), ((5938, 50_000), true), ((50_000, 443), false)]
            as [((UInt16, UInt16), Bool)]
        {
            let found = directory.product(shaping: payload[...], over: .tcp, between: ports)
            #expect(found?.product == (isKnown ? "alpha" : nil))
            #expect(found.map { Array($0.octets) } == (isKnown ? [0x17, 0x24] : nil))
        }
        #expect(directory.product(shaping: payload[...], over: .udp, between: (50_000, 5938)) == nil)
    }

    @Test(arguments: [(147, false), (148, true), (149, false), (4, false)])
    func `a signature's length is exact`(length: Int, isKnown: Bool) {
        let payload = [1, 0, 0, 0] + [UInt8](repeating: 7, count: length - 4)
        let found = directory.product(shaping: payload[...], over: .udp, between: (40_000, 41_000))
        #expect((found != nil) == isKnown)
    }

    @Test func `an offset beyond the payload finds nothing`() {
        for length in 0..<13 {
            let payload = [UInt8](repeating: 0x17, count: length)
            #expect(directory.product(shaping: payload[...], over: .udp, between: (1, 5938)) == nil)
        }
        let payload = [UInt8](repeating: 0, count: 11) + [0x17, 0x24]
        #expect(directory.product(shaping: payload[...], over: .udp, between: (1, 5938))?.product == "alpha")
    }
}
