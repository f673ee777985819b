import Model

/// What still runs as it was before an update: the kernel, and programs with libraries that were replaced.
struct RestartOwed {
    private let snapshot: HostSnapshot
    private let installed: [PackageParagraph]
    private let rpm: [RPMPackage]

    init(_ snapshot: HostSnapshot, installed: [PackageParagraph] = [], rpm: [RPMPackage] = []) {
        self.snapshot = snapshot
        self.installed = installed
        self.rpm = rpm
    }

    /// In words of package and program names, the kernel first.
    var names: [String] {
        var known: Set<String> = []
        return (kernel + rpmKernel + requested + programs).filter { known.insert($0).inserted }
    }

    /// What packages asked for themselves (`/run/reboot-required`, which Debian and Ubuntu write).
    private var requested: [String] {
        guard snapshot.file("/run/reboot-required").value != nil else { return [] }
        let names = (snapshot.text("/run/reboot-required.pkgs").value ?? "").split(separator: "\n")
        return names.isEmpty ? ["/run/reboot-required"] : names.map(String.init)
    }

    /// A newer kernel than the running one is installed: one of another name and the same flavour, or one of the same
    /// name in a newer version, which Debian's kernel states in `/proc/sys/kernel/version`.
    private var kernel: [String] {
        guard let running = snapshot.kernel.value?.split(whereSeparator: \.isWhitespace).first else {
            return []
        }
        let images = installed.compactMap { package -> (release: Substring, package: PackageParagraph)? in
            for prefix in ["linux-image-unsigned-", "linux-image-"] where package.name.hasPrefix(prefix) {
                let release = package.name.dropFirst(prefix.count)
                return release.first?.isNumber == true ? (release, package) : nil
            }
            return nil
        }
        let newest = images.filter { $0.release.flavour == running.flavour }
            .max { DebianVersion($0.release) < DebianVersion($1.release) }
        if let newest, DebianVersion(newest.release) > DebianVersion(running) { return [newest.package.name] }
        guard let image = images.first(where: { $0.release == running }),
            let built = snapshot.text("/proc/sys/kernel/version").value?.debianBuild,
            DebianVersion(image.package.version) > DebianVersion(built)
        else { return [] }
        return ["\(image.package.name) \(image.package.version)"]
    }

    /// The newest package of the kernel that runs, where it is another one. The kernel calls itself by version, release
    /// and processor: `5.14.0-427.13.1.el9_4.x86_64`.
    private var rpmKernel: [String] {
        let kernels = rpm.filter { $0.name.hasPrefix("kernel") && $0.name.hasSuffix("-core") }
        guard let running = snapshot.kernel.value?.split(whereSeparator: \.isWhitespace).first,
            let current = kernels.first(where: { "\($0.version).\($0.architecture ?? "")" == running }),
            let newest = kernels.filter({ $0.name == current.name }).max(by: { $0.version < $1.version }),
            newest.version > current.version
        else { return [] }
        return ["\(newest.name) \(newest.version)"]
    }

    /// By program: `sshd (libcrypto.so.3)`.
    private var programs: [String] {
        var libraries: [String: Set<String>] = [:]
        for process in snapshot.processes.value ?? [] {
            guard let replaced = process.replacedLibraries, !replaced.isEmpty else { continue }
            libraries[process.name, default: []].formUnion(
                replaced.map { String($0.split(separator: "/").last ?? "") })
        }
        return libraries.sorted { $0.key < $1.key }.map { name, files in
            "\(name) (\(files.sorted().prefix(3).joined(separator: ", ")))"
        }
    }
}

extension Substring {
    /// What a kernel is built for, after its numbers: `cloud-amd64` of `6.1.0-41-cloud-amd64`.
    fileprivate var flavour: String {
        split(separator: "-").drop { $0.first?.isNumber == true }.joined(separator: "-")
    }
}

extension String {
    /// `6.1.76-1` of `#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)`.
    fileprivate var debianBuild: Substring? {
        let words = split(whereSeparator: \.isWhitespace)
        guard let index = words.firstIndex(of: "Debian"), index + 1 < words.count else { return nil }
        return words[index + 1]
    }
}
