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
        var package: String?
        var isInstalled = false
        // Lines of octets: a paragraph has thirty of them, and tens of thousands are passed over.
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.isEmpty {
                package = nil
                isInstalled = false
            } else if let name = line.value(of: "Package: ") {
                package = names.contains(name) ? name : nil
            } else if package != nil, let status = line.value(of: "Status: ") {
                isInstalled = status.hasSuffix(" installed")
            } else if let package, isInstalled, let version = line.value(of: "Version: ") {
                versions[package] = version
            }
        }
    }

    subscript(package: String) -> String? { versions[package] }
}

extension Substring.UTF8View {
    fileprivate func value(of field: String) -> String? {
        let field = field.utf8
        return first == field.first && starts(with: field) ? String(Substring(dropFirst(field.count))) : nil
    }
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
