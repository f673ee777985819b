/// The text of `/proc/PID/maps` (proc_pid_maps(5)), of which only libraries that were replaced are kept:
/// ```
/// 7f12a000-7f12b000 r-xp 00000000 08:01 1234    /usr/lib/x86_64-linux-gnu/libcrypto.so.3 (deleted)
/// ```
struct MemoryMaps {
    /// The paths, each once, in the order of their places.
    private(set) var replacedLibraries: [String] = []
    /// The beginning of a line whose end has not come.
    private var rest: [UInt8] = []

    private static let mark = Array(" (deleted)".utf8)

    /// Takes the next octets, wherever they were cut.
    mutating func feed(_ octets: [UInt8]) {
        let buffer = rest + octets
        var start = 0
        for index in rest.count..<buffer.count where buffer[index] == 0x0a {
            take(buffer[start..<index])
            start = index + 1
        }
        // No line of the kernel's is longer than a path with its numbers.
        rest = buffer.count - start < 1 << 13 ? Array(buffer[start...]) : []
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        guard line.suffix(Self.mark.count).elementsEqual(Self.mark),
            let slash = line.firstIndex(of: UInt8(ascii: "/"))
        else { return }
        let path = String(decoding: line[slash...].dropLast(Self.mark.count), as: UTF8.self)
        let folders = ["/usr/", "/lib", "/opt/"]
        guard folders.contains(where: path.hasPrefix), let name = path.split(separator: "/").last,
            name.hasSuffix(".so") || name.contains(".so."), !replacedLibraries.contains(path)
        else { return }
        replacedLibraries.append(path)
    }
}
