import Addresses
import FoundationEssentials
import Model

extension HostSource {
    /// Ports that containers of Docker publish to the network without a program that waits for them: the kernel leads
    /// what comes to them elsewhere. Podman keeps its ports in a database, which is not read.
    static let containers = HostSource(id: "host-containers", files: [PublishedPort.file]) { snapshot in
        let waiting = Set((snapshot.sockets.value ?? []).map(\.port))
        let hidden = PublishedPort.all(in: snapshot).filter { !waiting.contains($0.port) }
        return hidden.map { published in
            HostSighting(
                .listener(
                    HostListener(
                        port: published.port, address: published.address, process: "dockerd",
                        container: published.container)), grounds: published.grounds)
        } + [HostSighting(.coverage(CoverageFact("containers", PublishedPort.outcome(of: snapshot))))]
    }
}

/// A port of the host behind which a container answers.
struct PublishedPort: Hashable {
    var port: Port
    var address: IPAddress
    /// `web (nginx:1.25)`
    var container: String
    var grounds: String

    static let file = HostFile("/var/lib/docker/containers/*/config.v2.json")

    /// Those of running containers, each once, by port and address.
    static func all(in snapshot: HostSnapshot) -> [PublishedPort] {
        let ports = snapshot.files(in: "/var/lib/docker/containers").flatMap { path, file in
            // Absence is the answer: what has no known form publishes nothing that could be told.
            (try? JSONDecoder().decode(Description.self, from: Data(file.octets)))?.ports(from: path) ?? []
        }
        return Set(ports).sorted { ($0.port, $0.address, $0.grounds) < ($1.port, $1.address, $1.grounds) }
    }

    /// A host without Docker was looked at; a folder that may not be read, or a form that is not known, was not.
    static func outcome(of snapshot: HostSnapshot) -> CoverageFact.Outcome {
        let what = Text(ja: "コンテナの一覧（Docker）", en: "The containers of Docker")
        let files = snapshot.files.filter { $0.key.hasPrefix("/var/lib/docker/containers/") }
        let strange = files.values.contains { reading in
            reading.value.map { (try? JSONDecoder().decode(Description.self, from: Data($0.octets))) == nil }
                ?? false
        }
        if strange { return .couldNot(Unread.failed("config.v2.json").text(what)) }
        if let reason = files.values.compactMap(\.reason).first(where: { $0 != .missing }) {
            return .couldNot(reason.text(what))
        }
        return files.isEmpty ? .couldNot(Unread.missing.text(what)) : .looked
    }

    /// The parts of config.v2.json that matter:
    /// `{"Name":"/web","Config":{"Image":"nginx:1.25"},"State":{"Running":true},
    /// "NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}],"443/tcp":null}}}`
    private struct Description: Decodable {
        struct Settings: Decodable {
            var image: String?
            private enum CodingKeys: String, CodingKey { case image = "Image" }
        }
        struct Condition: Decodable {
            var isRunning: Bool?
            private enum CodingKeys: String, CodingKey { case isRunning = "Running" }
        }
        struct Binding: Decodable {
            var address: String?
            var port: String?
            private enum CodingKeys: String, CodingKey { case address = "HostIp", port = "HostPort" }
        }
        struct Network: Decodable {
            var ports: [String: [Binding]?]?
            private enum CodingKeys: String, CodingKey { case ports = "Ports" }
        }

        var name: String?
        var settings: Settings?
        var condition: Condition?
        var network: Network?

        private enum CodingKeys: String, CodingKey {
            case name = "Name", settings = "Config", condition = "State", network = "NetworkSettings"
        }

        func ports(from path: String) -> [PublishedPort] {
            guard condition?.isRunning == true else { return [] }
            let name = String((name ?? "?").drop { $0 == "/" })
            return (network?.ports ?? [:]).flatMap { inner, bindings in
                (bindings ?? []).compactMap { binding in
                    let transport: Transport = inner.hasSuffix("/udp") ? .udp : .tcp
                    let address = binding.address.flatMap { IPAddress($0.isEmpty ? "0.0.0.0" : $0) }
                    guard let number = binding.port.flatMap({ UInt16($0) }), number > 0, let address
                    else {
                        return nil
                    }
                    return PublishedPort(
                        port: Port(transport, number), address: address,
                        container: "\(name) (\(settings?.image ?? "?"))", grounds: "\(path) \(inner)")
                }
            }
        }
    }
}
