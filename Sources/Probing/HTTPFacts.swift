import Model
import Wire

extension HTTPResponse {
    /// The longest text of one header field that is kept.
    private static let fieldLimit = 256

    /// The service, what it says of its device, and the protocols it shows inside HTTP.
    func facts(port: UInt16, octets: [UInt8]) -> [ConversationFact] {
        let title = HTMLTitle(in: content(limit: HTMLTitle.searchLimit))?.text
        let (product, number) = Self.product(of: self["server"] ?? "")
        var facts: [ServiceKey: String] = [.httpStatus: String(status)]
        facts[.httpTitle] = title
        facts[.httpRealm] = kept(realm)
        facts[.httpLocation] = kept(self["location"])
        facts[.clock] = self["date"].flatMap { Timestamp(httpDate: $0) }?.description
        facts[.httpMark] = HTMLMarks(in: content(limit: HTMLTitle.searchLimit))?.text
        if !authenticationSchemes.isEmpty { facts[.methods] = authenticationSchemes.joined(separator: ",") }
        let proto = version.hasPrefix("RTSP") ? "rtsp" : "http"
        facts[proto == "rtsp" ? .rtspServer : .httpServer] = kept(self["server"])
        if proto == "rtsp", let methods = self["public"] {
            facts[.methods] = kept(methods.split(separator: ",").map(trimmed).joined(separator: ","))
        }
        let service = ConversationFact.service(
            port, proto, product: kept(product), version: kept(number), facts, from: octets)
        let layers = layers(port: port, title: title).map {
            ConversationFact.service(port, $0, from: octets)
        }
        return [service] + layers + [clock(port: port, octets: octets)].compactMap(\.self)
    }

    /// `Apache/2.4.57 (Debian)` is Apache and 2.4.57; a field of another shape is all product (RFC 9110, 10.2.4).
    private static func product(of server: String) -> (String?, String?) {
        // FortiGate masks its own name so.
        guard !server.isEmpty, server != "xxxxxxxx-xxxxx" else { return (nil, nil) }
        let first = server.prefix { $0 != " " && $0 != "(" }
        guard let slash = first.firstIndex(of: "/"), slash > first.startIndex else { return (server, nil) }
        let version = first[first.index(after: slash)...]
        return (String(first[..<slash]), version.isEmpty ? nil : String(version))
    }

    /// When the server wrote its answer, by its own clock; not what a cache kept (RFC 9110, 6.6.1; RFC 9111, 5.1).
    private func clock(port: UInt16, octets: [UInt8]) -> ConversationFact? {
        guard self["age"] == nil else { return nil }
        return .clock(
            port, self["date"].flatMap { Timestamp(httpDate: $0) }, resolution: 1_000_000, read: .first,
            from: octets)
    }

    /// What speaks through HTTP at its registered port, or says so itself.
    private func layers(port: UInt16, title: String?) -> [String] {
        guard version.hasPrefix("HTTP") else { return [] }
        let server = self["server"] ?? ""
        var layers: [String] = []
        if port == 5985 || port == 5986, server.hasPrefix("Microsoft-HTTPAPI") { layers.append("winrm") }
        if port == 631, server.contains("CUPS") || server.contains("IPP") { layers.append("ipp") }
        if port == 7547 || [server, realm ?? ""].contains(where: namesLineManagement) {
            layers.append("cwmp")
        }
        if (5800...5809).contains(port), isViewer(title: title) { layers.append("vnc-viewer") }
        let isNamed = [server, realm ?? "", title ?? ""].contains(where: namesSoftEther)
        if isNamed || isUnnamedSoftEther {
            layers.append("softether")
        }
        return layers
    }

    /// SoftEther's own web server says its name to nobody, but separates these values as no other does: HTTP has a
    /// comma there (RFC 2068, 19.7.1.1).
    var isUnnamedSoftEther: Bool {
        self["server"] == nil && (self["keep-alive"] ?? "").hasPrefix("timeout=15; max=")
    }

    /// The page with which VNC servers hand out a viewer: an applet, or a script that plays its part.
    private func isViewer(title: String?) -> Bool {
        let page = String(lossy: content(limit: HTMLTitle.searchLimit)).lowercased()
        return title?.lowercased().contains("vnc") == true || page.contains("vncviewer")
    }

    private func kept(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : String(printable: $0.utf8, limit: Self.fieldLimit) }
    }
}

private func namesSoftEther(_ text: String) -> Bool {
    text.contains("SoftEther") || text.contains("PacketiX")
}

private func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " })
}

/// The words by which routers mark the door that the line's operator manages them through (TR-069, 3.2.2).
private func namesLineManagement(_ text: String) -> Bool {
    let text = text.lowercased()
    return ["cwmp", "tr-069", "tr069", "connectionrequest"].contains { text.contains($0) }
}
