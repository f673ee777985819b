/// Why an archive, or something in it, could not be read.
package enum ArchiveError: Error, Hashable, Sendable {
    case missing
    case notPermitted
    /// A folder, a pipe, or another thing that is no plain file.
    case notAFile
    case notAnArchive
    /// More octets than are read.
    case tooLarge
    case tooManyEntries(limit: Int)
    /// It can be opened only with a password.
    case encrypted
    /// Packed in a way that this system's library does not know.
    case unsupported
    /// It breaks off, or its octets do not agree with their checksum. The library's own words.
    case damaged(String)
}
