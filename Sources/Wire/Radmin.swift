/// The first exchange of Radmin 2 and 3 on port 4899; the protocol is not published, these are its known first octets.
package enum Radmin {
    /// The client's opening, which asks how log-in works.
    package static let question: [UInt8] = [1, 0, 0, 0, 1, 0, 0, 0, 8, 8]
    private static let answer: [UInt8] = [1, 0, 0, 0, 0x25]

    /// Whether the octets begin as Radmin's answer does; nil while too few are there to say.
    package static func isAnswer(_ octets: ArraySlice<UInt8>) -> Bool? {
        if octets.starts(with: answer) { return true }
        return answer.starts(with: octets) ? nil : false
    }
}
