package import Addresses
package import Model
package import Wire

/// Everything that was read on a Linux host, before anybody thought about it.
package struct HostSnapshot: Sendable {
    /// `/etc/os-release` or `/usr/lib/os-release`
    package var osRelease: Reading<String> = .unread(.missing)
    /// `/proc/sys/kernel/osrelease`
    package var kernel: Reading<String> = .unread(.missing)
    /// `/proc/sys/kernel/hostname`
    package var hostname: Reading<String> = .unread(.missing)
    package var sockets: Reading<[Socket]> = .unread(.missing)
    package var processes: Reading<[Process]> = .unread(.missing)
    /// How many processes did not let their open files be seen.
    package var unreadableProcesses = 0
    /// `/etc/passwd`
    package var passwd: Reading<String> = .unread(.missing)
    /// By path of an executable, the name of the file in `/var/lib/dpkg/info` that lists it, without `.list`:
    /// `openssh-server`, `libc6:amd64`.
    package var fileOwners: Reading<[String: String]> = .unread(.missing)
    /// `/var/lib/dpkg/status`
    package var dpkgStatus: Reading<String> = .unread(.missing)
    /// apt's lists of what there is, of installed packages only.
    package var packageLists: Reading<[PackageList]> = .unread(.missing)
    /// Lists that are there and were not read, by name.
    package var unreadLists: [String: Unread] = [:]
    /// The packages in rpm's database.
    package var rpmPackages: Reading<[RPMPackage]> = .unread(.missing)
    /// Whether changes of that database wait beside it unseen, or entries of it had no known form.
    package var isRPMPartial = false
    /// What an administrator set up: `/etc/systemd/system`.
    package var localUnits: Reading<[UnitFolder]> = .unread(.missing)
    /// What packages brought: `/lib/systemd/system`, also where `/lib` leads to `/usr/lib`.
    package var vendorUnits: Reading<[UnitFolder]> = .unread(.missing)
    package var interfaces: Reading<[HostInterface]> = .unread(.missing)
    /// The kernel's numbers of interfaces, by name.
    package var interfaceNumbers: [String: UInt32] = [:]
    /// The rules of nf_tables; empty where the kernel has none.
    package var packetFilter: Reading<PacketFilter> = .unread(.missing)
    package var routes: Reading<[HostRoute]> = .unread(.missing)
    package var neighbours: Reading<[Neighbour]> = .unread(.missing)
    /// The wireless cards; empty where the kernel has none.
    package var wirelessCards: Reading<[WirelessCard]> = .unread(.missing)

    package var clockIsSynchronised: Reading<Bool> = .unread(.missing)
    package var blockDevices: Reading<[BlockDevice]> = .unread(.missing)

    /// What ``HostFile``s asked for, by path; a pattern whose folder could not be read stands there itself.
    package var files: [String: Reading<FoundFile>] = [:]

    /// What to look for because knowledge says what it means.
    package var traces = Traces()

    package init() {}

    /// Whether only some processes were shown, as a /proc mounted with `hidepid` (proc(5)) does without privilege:
    /// process 1 always runs, so a list without it is not whole. False where no list was read.
    var hidesProcesses: Bool {
        processes.value.map { !$0.contains { $0.pid == 1 } } ?? false
    }

    /// By what programs of remote maintenance are known.
    package struct Traces: Hashable, Sendable {
        /// Paths whose being there says that a program is or was there; the last part of each may end in `*`.
        package var files: [String]
        /// Lower-case names of programs, ending in `*` for any ending.
        package var processes: [String]

        package init(files: [String] = [], processes: [String] = []) {
            self.files = files
            self.processes = processes
        }
    }

    /// A socket that others can reach: TCP listening, or UDP bound without a peer.
    package struct Socket: Hashable, Sendable {
        package var port: Port
        package var address: IPAddress
        package var uid: UInt32
        package var inode: UInt64
        /// The interface it is bound to; nil for every interface.
        package var interface: String?

        package init(port: Port, address: IPAddress, uid: UInt32, inode: UInt64, interface: String? = nil) {
            self.port = port
            self.address = address
            self.uid = uid
            self.inode = inode
            self.interface = interface
        }
    }

    package struct Process: Hashable, Sendable {
        package var pid: Int
        /// As the kernel keeps it, cut after 15 octets.
        package var name: String
        package var executable: String?
        /// The text of `/proc/PID/cgroup`.
        package var cgroup: String?
        package var uid: UInt32?
        /// The inodes of its sockets.
        package var sockets: [UInt64]
        /// Libraries it still runs though their files were replaced or removed; nil where that may not be seen.
        package var replacedLibraries: [String]?

        package init(
            pid: Int, name: String, executable: String? = nil, cgroup: String? = nil, uid: UInt32? = nil,
            sockets: [UInt64] = [], replacedLibraries: [String]? = nil
        ) {
            self.pid = pid
            self.name = name
            self.executable = executable
            self.cgroup = cgroup
            self.uid = uid
            self.sockets = sockets
            self.replacedLibraries = replacedLibraries
        }
    }

    /// A folder of units or links to units.
    package struct UnitFolder: Hashable, Sendable {
        /// `multi-user.target.wants`; empty for the folder above all of these.
        package var name: String
        /// By name, what each symbolic link leads to; in the folder above all, only its links.
        package var links: [String: String]

        package init(name: String, links: [String: String]) {
            self.name = name
            self.links = links
        }
    }

    /// A disk, a part of one, or a disk made of others.
    package struct BlockDevice: Hashable, Sendable {
        /// `sda2`, `dm-0`
        package var name: String
        /// What the device mapper calls it: `cryptroot`.
        package var mapperName: String?
        /// `CRYPT-LUKS2-…` for an encrypted one.
        package var mapperUUID: String?
        /// The devices it is made of.
        package var parts: [String]

        package init(name: String, mapperName: String? = nil, mapperUUID: String? = nil, parts: [String] = [])
        {
            self.name = name
            self.mapperName = mapperName
            self.mapperUUID = mapperUUID
            self.parts = parts
        }
    }

    package struct Neighbour: Hashable, Sendable {
        package var address: IPAddress
        package var mac: MACAddress
        package var interface: String

        package init(address: IPAddress, mac: MACAddress, interface: String) {
            self.address = address
            self.mac = mac
            self.interface = interface
        }
    }

    /// A wireless interface and what the kernel kept of the networks it heard.
    package struct WirelessCard: Equatable, Sendable {
        /// `wlan0`
        package var interface: String
        package var cells: Reading<[Cell]>
        /// How many networks were given in a form that could not be read.
        package var unread: Int

        package init(interface: String, cells: Reading<[Cell]>, unread: Int = 0) {
            self.interface = interface
            self.cells = cells
            self.unread = unread
        }
    }

    /// A network's cell as a card heard it.
    package struct Cell: Hashable, Sendable {
        /// Its hardware address (BSSID).
        package var mac: MACAddress
        /// What its announcement says: the network, and perhaps its model.
        package var facts: [Fact]
        /// In MHz.
        package var frequency: Int?
        /// In hundredths of a decibel over a milliwatt.
        package var signal: Int?
        /// Milliseconds since it was last heard.
        package var age: Int?
        /// Whether this host is joined to it.
        package var isJoined: Bool
        /// The information elements of its announcement.
        package var elements: [UInt8]

        package init(
            mac: MACAddress, facts: [Fact], frequency: Int? = nil, signal: Int? = nil, age: Int? = nil,
            isJoined: Bool = false, elements: [UInt8] = []
        ) {
            self.mac = mac
            self.facts = facts
            self.frequency = frequency
            self.signal = signal
            self.age = age
            self.isJoined = isJoined
            self.elements = elements
        }
    }
}
