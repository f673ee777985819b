package import Addresses

/// A listening socket of an inspected host, with its owner as far as it could be read.
package struct HostListener: Hashable, Sendable, Codable {
    package var port: Port
    /// The bound address; `0.0.0.0` or `::` for every address.
    package var address: IPAddress
    package var process: String?
    package var pid: Int?
    package var user: String?
    /// The systemd unit, `ssh.service`; on Windows the names of the services in its process, between commas.
    package var unit: String?
    /// The package that owns the executable, with its version: `openssh-server 1:9.2p1-2`.
    package var owningPackage: String?
    /// Whether the host's own packet filter lets neighbours in; nil where that is not known.
    package var passesFirewall: Bool?
    /// The container that answers behind it: `web (nginx:1.25)`.
    package var container: String?

    package init(
        port: Port, address: IPAddress, process: String? = nil, pid: Int? = nil, user: String? = nil,
        unit: String? = nil, package: String? = nil, passesFirewall: Bool? = nil,
        container: String? = nil
    ) {
        self.port = port
        self.address = address
        self.process = process
        self.pid = pid
        self.user = user
        self.unit = unit
        self.owningPackage = package
        self.passesFirewall = passesFirewall
        self.container = container
    }

    private enum CodingKeys: String, CodingKey {
        case port, address, process, pid, user, unit, passesFirewall, container
        case owningPackage = "package"
    }

    /// Whether only this host itself can reach it.
    package var isLocalOnly: Bool { address.isLoopback }
}

/// A background program a host starts by itself.
package struct HostUnit: Hashable, Sendable, Codable {
    package var name: String
    /// `enabled`, `disabled`, `masked`, `static`; `unlisted` for one that runs though no start-up link names it. On
    /// Windows `automatic`, `delayed`, `trigger`, `manual` or `disabled`.
    package var state: String
    /// Whether it runs now; nil when that was not read.
    package var isRunning: Bool?
    /// What Windows shows people instead of the name.
    package var displayName: String?
    /// The command line of its program (Windows).
    package var path: String?
    /// The account it runs as (Windows): `LocalSystem`, `.\\hoshu`.
    package var account: String?

    package init(name: String, state: String, isRunning: Bool? = nil) {
        self.name = name
        self.state = state
        self.isRunning = isRunning
    }
}

/// A program that runs on an inspected host, whether or not it waits for connections.
package struct HostProcess: Hashable, Sendable, Codable {
    /// The program's file: `AnyDesk.exe`.
    package var name: String
    /// The lowest number of those that run it.
    package var pid: Int?
    /// The names of the services that run in it.
    package var services: [String]
    /// How many run it.
    package var count: Int

    package init(name: String, pid: Int? = nil, services: [String] = [], count: Int = 1) {
        self.name = name
        self.pid = pid
        self.services = services
        self.count = count
    }
}

/// The operating system of an inspected host.
package struct HostSystem: Hashable, Sendable, Codable {
    package var hostname: String?
    /// os-release ID: `debian`, or `windows`.
    package var id: String
    /// os-release VERSION_ID, or the Windows build.
    package var version: String?
    /// As the system calls itself.
    package var prettyName: String?
    package var kernel: String?
    /// The EditionID of Windows: `Professional`, `IoTEnterpriseS`.
    package var edition: String?
    /// The revision of the Windows build (UBR), which every update raises.
    package var revision: Int?
    /// The day this version was installed; an upgrade counts anew.
    package var installed: CivilDate?

    package init(
        hostname: String? = nil, id: String, version: String? = nil, prettyName: String? = nil,
        kernel: String? = nil, edition: String? = nil, revision: Int? = nil, installed: CivilDate? = nil
    ) {
        self.edition = edition
        self.revision = revision
        self.installed = installed
        self.hostname = hostname
        self.id = id
        self.version = version
        self.prettyName = prettyName
        self.kernel = kernel
    }
}

/// A network interface of an inspected host.
package struct HostInterface: Hashable, Sendable, Codable {
    package var name: String
    package var mac: MACAddress?
    package var addresses: [InterfaceAddress]
    package var isUp: Bool
    package var isWireless: Bool

    package init(
        name: String, mac: MACAddress?, addresses: [InterfaceAddress], isUp: Bool, isWireless: Bool = false
    ) {
        self.name = name
        self.mac = mac
        self.addresses = addresses
        self.isUp = isUp
        self.isWireless = isWireless
    }
}

/// An address of an interface with its on-link block.
package struct InterfaceAddress: Hashable, Sendable, Codable {
    package var address: IPAddress
    package var prefix: Prefix

    package init(address: IPAddress, prefix: Prefix) {
        self.address = address
        self.prefix = prefix
    }
}

/// A route of an inspected host.
package struct HostRoute: Hashable, Sendable, Codable {
    package var destination: Prefix
    /// Nil for a directly connected block.
    package var gateway: IPAddress?
    package var interface: String

    package init(destination: Prefix, gateway: IPAddress?, interface: String) {
        self.destination = destination
        self.gateway = gateway
        self.interface = interface
    }
}
