/// By what a way in for remote maintenance is known inside a host, beside its processes and services.
package struct HostSigns: Hashable, Sendable, Codable {
    /// Names of Debian and RPM packages, compared exactly; a trailing `*` stands for any ending.
    package var packages: [String]
    /// Names under which Windows lists it among the installed programs. The listed name must begin with all of the
    /// words of one of these: `anydesk` fits `AnyDesk 9.0`, never `AnyDeskTop`.
    package var programs: [String]
    /// Words of listed names that are something else of the same maker: `viewer`.
    package var otherPrograms: [String]
    /// The first words of makers as Windows lists them, where a name says little: the maker must be one of these.
    package var publishers: [String]
    /// Names of scheduled tasks, compared as programs are.
    package var tasks: [String]
    /// Absolute paths of files and folders that it leaves on Linux.
    package var files: [String]
    /// Ports that show it where a process that many services share holds them: `svchost` at tcp/3389.
    package var sharedPorts: [Port]
    /// A setting of the host that opens it when it says yes.
    package var setting: HostSetting.Key?
    /// Whether somebody outside can come in while nobody sits there.
    package var isUnattended: Bool
    /// Whether it is a part of the system: its being there, or its service's running, does not open it.
    package var isBuiltIn: Bool
    /// Whether it is a family of products, left out where one of them was found by the same port: VNC.
    package var isGeneric: Bool

    package init(
        packages: [String] = [], programs: [String] = [], otherPrograms: [String] = [],
        publishers: [String] = [], tasks: [String] = [], files: [String] = [], sharedPorts: [Port] = [],
        setting: HostSetting.Key? = nil,
        isUnattended: Bool = true, isBuiltIn: Bool = false, isGeneric: Bool = false
    ) {
        self.packages = packages
        self.programs = programs
        self.otherPrograms = otherPrograms
        self.publishers = publishers
        self.tasks = tasks
        self.files = files
        self.sharedPorts = sharedPorts
        self.setting = setting
        self.isUnattended = isUnattended
        self.isBuiltIn = isBuiltIn
        self.isGeneric = isGeneric
    }
}
