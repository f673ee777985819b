/// The names of users by number, from the text of `/etc/passwd`:
/// ```
/// sshd:x:101:65534::/run/sshd:/usr/sbin/nologin
/// ```
struct UserNames: Equatable {
    private var names: [UInt32: String] = [:]
    /// The first line that is no entry; 1 for the first.
    private(set) var strangeLine: Int?

    init(_ text: String) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            // Lines that begin with + or - take in names from a directory on the network (passwd(5), compat mode).
            guard !line.isEmpty, !["#", "+", "-"].contains(line.first) else { continue }
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count == 7, let number = UInt32(fields[2]), !fields[0].isEmpty else {
                strangeLine = strangeLine ?? index + 1
                continue
            }
            names[number] = names[number] ?? String(fields[0])
        }
    }

    /// The name, or the number where there is none.
    func name(of number: UInt32) -> String { names[number] ?? String(number) }
}
