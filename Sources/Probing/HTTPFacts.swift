import Model
import Wire

extension HTTPResponse {
    /// The longest text of one header field that is kept.
    private static let fieldLimit = 256

    /// The service, what it says of its device, and the protocols it shows inside HTTP.
    func facts(port: UInt16, octets: [UInt8]) -> [ConversationFact] {
        let title = HTMLTitle(in: content(limit: HTMLTitle.searchLimit))?.text
        let identity = HTTPIdentity(response: self, title: title)
        var facts: [ServiceKey: String] = [.httpStatus: String(status)]
        facts[.httpServer] = kept(self["server"])
        facts[.httpTitle] = title
        facts[.httpRealm] = kept(realm)
        facts[.httpLocation] = kept(self["location"])
        facts[.clock] = self["date"].flatMap { Timestamp(httpDate: $0) }?.description
        if !authenticationSchemes.isEmpty { facts[.methods] = authenticationSchemes.joined(separator: ",") }
        let proto = version.hasPrefix("RTSP") ? "rtsp" : "http"
        if proto == "rtsp", let methods = self["public"] {
            facts[.methods] = kept(methods.split(separator: ",").map(trimmed).joined(separator: ","))
        }
        let service = ConversationFact.service(
            port, proto, product: kept(identity.product), version: kept(identity.version), facts, from: octets
        )
        let layers = layers(port: port, title: title).map {
            ConversationFact.service(port, $0, from: octets)
        }
        let attributes = identity.attributes.map {
            ConversationFact(.attribute($0), grounds: Observation.Grounds(octets: octets))
        }
        return [service] + layers + attributes
    }

    /// What speaks through HTTP at its registered port, or says so itself.
    private func layers(port: UInt16, title: String?) -> [String] {
        guard version.hasPrefix("HTTP") else { return [] }
        let server = self["server"] ?? ""
        var layers: [String] = []
        if port == 5985 || port == 5986, server.hasPrefix("Microsoft-HTTPAPI") { layers.append("winrm") }
        if port == 631, server.contains("CUPS") || server.contains("IPP") { layers.append("ipp") }
        if port == 7547 { layers.append("cwmp") }
        if [server, realm ?? "", title ?? ""].contains(where: HTTPIdentity.namesSoftEther) {
            layers.append("softether")
        }
        return layers
    }

    private func kept(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : String(printable: $0.utf8, limit: Self.fieldLimit) }
    }
}

private func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " })
}
