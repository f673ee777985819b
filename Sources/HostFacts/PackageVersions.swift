/// The versions of installed packages, from the text of `/var/lib/dpkg/status`:
/// ```
/// Package: openssh-server
/// Status: install ok installed
/// Architecture: amd64
/// Version: 1:9.2p1-2+deb12u3
/// ```
struct PackageVersions: Equatable {
    private var versions: [String: String] = [:]

    /// Reads only the paragraphs of the packages in `names`.
    init(_ text: String, of names: Set<String>) {
        guard !names.isEmpty else { return }
        for package in PackageReader.read(text, of: names) where package.isInstalled {
            versions[package.name] = package.version
        }
    }

    subscript(package: String) -> String? { versions[package] }
}

/// The paths under which a package may list an executable: systems that merged `/bin`, `/sbin` and `/lib` into
/// `/usr` still have packages that list the old place.
package func listedPaths(of executable: String) -> [String] {
    let path = withoutDeletion(executable)
    let merged = ["bin/", "sbin/", "lib/", "lib32/", "lib64/", "libx32/"]
    if path.hasPrefix("/usr/"), merged.contains(where: path.dropFirst(5).hasPrefix) {
        return [path, String(path.dropFirst(4))]
    }
    if merged.contains(where: path.dropFirst().hasPrefix) { return [path, "/usr" + path] }
    return [path]
}

/// The path of a program; the kernel adds ` (deleted)` once its file was replaced, as updates do.
func withoutDeletion(_ executable: String) -> String {
    executable.hasSuffix(" (deleted)") ? String(executable.dropLast(10)) : executable
}
