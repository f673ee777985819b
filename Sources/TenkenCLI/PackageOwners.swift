import HostFacts
import Platform

/// Which Debian package a program's file belongs to, by the lists that dpkg keeps in `/var/lib/dpkg/info`:
/// ```
/// /.
/// /usr
/// /usr/sbin
/// /usr/sbin/sshd
/// ```
enum PackageOwners {
    private static let folder = "/var/lib/dpkg/info"

    /// By program, the name of the list that has it, without `.list`; programs that no package lists are left out.
    ///
    /// Reads list after list until every program was found. Throws when one is left that may be in a list which
    /// could not be read: it would seem to come from no package.
    static func find(_ programs: Set<String>) throws(FileError) -> [String: String] {
        var owners: [String: String] = [:]
        var wanted = WantedLines(programs)
        var failure: FileError?
        for name in try HostFiles.names(in: folder) where name.hasSuffix(".list") {
            guard !wanted.isEmpty else { break }
            do throws(FileError) {
                let octets = try HostFiles.octets("\(folder)/\(name)", limit: 1 << 24)
                for program in wanted.take(from: octets) { owners[program] = String(name.dropLast(5)) }
            } catch {
                // Packages come and go while they are read.
                if error.cause != .missing { failure = error }
            }
        }
        if let failure, !wanted.isEmpty { throw failure }
        return owners
    }
}

/// The lines looked for in lists. A line's length rules out nearly all of them before its octets are compared.
struct WantedLines {
    private var programs: [ArraySlice<UInt8>: String] = [:]
    private var lengths: Set<Int> = []

    init(_ programs: Set<String>) {
        // A path may have been merged into another's place; the program sorted first keeps it.
        for program in programs.sorted() {
            for path in listedPaths(of: program) {
                let line = Array(path.utf8)[...]
                self.programs[line] = self.programs[line] ?? program
                lengths.insert(line.count)
            }
        }
    }

    var isEmpty: Bool { programs.isEmpty }

    /// The programs that are among the lines; they are not looked for again.
    mutating func take(from octets: [UInt8]) -> [String] {
        var found: [String] = []
        var start = 0
        while start < octets.count {
            let end = octets[start...].firstIndex(of: UInt8(ascii: "\n")) ?? octets.count
            if lengths.contains(end - start), let program = programs[octets[start..<end]] {
                found.append(program)
                programs = programs.filter { $0.value != program }
            }
            start = end + 1
        }
        return found
    }
}
