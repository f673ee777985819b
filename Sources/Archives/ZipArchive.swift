import CZip
import Glibc

/// A ZIP archive (APPNOTE.TXT 6.3) that is read entry by entry; nothing of it is ever written to a disk. Closes
/// itself.
@safe package final class ZipArchive {
    private let raw: OpaquePointer
    /// In the order of the archive's directory.
    package let entries: [Entry]

    /// One entry of an archive.
    package struct Entry: Hashable, Sendable {
        package var index: Int
        /// The path as its octets are; nothing says for sure in which encoding.
        package var name: [UInt8]
        /// The octets it claims to hold when unpacked.
        package var size: Int
        package var isEncrypted: Bool
        /// Whether it stands for a symbolic link.
        package var isLink: Bool
        /// The last change in seconds since 1970, read as of this machine's time zone; nil for none.
        package var modified: Int64?
    }

    /// The most octets of an archive, and the most entries.
    package static let (sizeLimit, entryLimit) = (2 << 30, 50_000)

    /// Opens an archive and reads its directory.
    package init(path: String) throws(ArchiveError) {
        let descriptor = try Self.open(path)
        do throws(ArchiveError) {
            try Self.refuseLargeDirectory(descriptor)
        } catch {
            _ = close(descriptor)
            throw error
        }
        var code: Int32 = 0
        // SAFETY: the library takes the descriptor over when it succeeds; the code is a local variable.
        guard let opened = unsafe zip_fdopen(descriptor, ZIP_RDONLY, &code) else {
            _ = close(descriptor)
            throw code == ZIP_ER_NOZIP ? .notAnArchive : ArchiveError(code)
        }
        unsafe raw = unsafe opened
        entries = unsafe Self.directory(of: opened)
    }

    deinit {
        // SAFETY: opened in the initialiser and closed only here; discarding writes nothing.
        unsafe zip_discard(raw)
    }

    /// The octets of an entry, unpacked as far as `limit` allows.
    ///
    /// - Throws: `tooLarge` as soon as there are more, whatever size the archive claims.
    package func read(_ entry: Entry, limit: Int) throws(ArchiveError) -> [UInt8] {
        if entry.isEncrypted { throw .encrypted }
        guard entry.size <= limit else { throw .tooLarge }
        // SAFETY: the archive is open; the file is closed before this returns.
        guard let file = unsafe zip_fopen_index(raw, UInt64(entry.index), 0) else { throw failure }
        defer { _ = unsafe zip_fclose(file) }
        var octets: [UInt8] = []
        octets.reserveCapacity(entry.size)
        while true {
            let wanted = min(1 << 18, limit + 1 - octets.count)
            var count: Int64 = 0
            // SAFETY: the library writes at most the capacity it is told, and only what it reports is kept.
            let part = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
                guard let base = buffer.baseAddress else { return }
                count = unsafe zip_fread(file, base, UInt64(wanted))
                initialized = Int(max(0, count))
            }
            // SAFETY: the file is open.
            guard count >= 0 else { throw unsafe ArchiveError(zip_error_code_zip(zip_file_get_error(file))) }
            guard count > 0 else { return octets }
            octets += part
            guard octets.count <= limit else { throw .tooLarge }
        }
    }

    /// What went wrong last.
    private var failure: ArchiveError {
        // SAFETY: the error belongs to the open archive and is read at once.
        unsafe ArchiveError(zip_error_code_zip(zip_get_error(raw)))
    }

    private static func open(_ path: String) throws(ArchiveError) -> Int32 {
        // SAFETY: the path lives as long as the call. Not blocking keeps a pipe from holding the program up.
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw errno == EACCES || errno == EPERM ? .notPermitted : .missing }
        var status = stat()
        // SAFETY: the call fills a local variable.
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            _ = close(descriptor)
            throw .notAFile
        }
        guard status.st_size <= sizeLimit else {
            _ = close(descriptor)
            throw .tooLarge
        }
        return descriptor
    }

    private static func directory(of archive: OpaquePointer) -> [Entry] {
        // SAFETY: the archive is open.
        let count = unsafe zip_get_num_entries(archive, 0)
        return (0..<max(0, count)).compactMap { unsafe entry(Int($0), of: archive) }
    }

    /// Nil for an entry the directory tells nothing of.
    private static func entry(_ index: Int, of archive: OpaquePointer) -> Entry? {
        // SAFETY: the archive is open; the name is copied before the next call, everything else is a local variable.
        var facts = unsafe zip_stat_t()
        guard unsafe zip_stat_index(archive, UInt64(index), 0, &facts) == 0,
            let name = unsafe zip_get_name(archive, UInt64(index), ZIP_FL_ENC_RAW)
        else { return nil }
        var (system, attributes): (UInt8, UInt32) = (0, 0)
        _ = unsafe zip_file_get_external_attributes(archive, UInt64(index), 0, &system, &attributes)
        // The upper half holds the mode of the file (stat(2)) where a Unix made the archive.
        let isLink = attributes >> 16 & UInt32(S_IFMT) == UInt32(S_IFLNK)
        return unsafe Entry(
            index: index,
            name: octets(of: name), size: Int(clamping: facts.size),
            isEncrypted: facts.encryption_method != UInt16(ZIP_EM_NONE),
            isLink: isLink, modified: facts.mtime == 0 ? nil : Int64(facts.mtime))
    }

    /// The octets up to the closing nought.
    private static func octets(of name: UnsafePointer<CChar>) -> [UInt8] {
        // SAFETY: the library ends every name with a nought.
        unsafe UnsafeBufferPointer(start: name, count: strlen(name)).map { UInt8(bitPattern: $0) }
    }
}

extension ArchiveError {
    /// What a code of the library means.
    fileprivate init(_ code: Int32) {
        switch code {
        case ZIP_ER_ENCRNOTSUPP, ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD: self = .encrypted
        case ZIP_ER_COMPNOTSUPP, ZIP_ER_MULTIDISK, ZIP_ER_OPNOTSUPP: self = .unsupported
        default: self = .damaged(Self.words(code))
        }
    }

    private static func words(_ code: Int32) -> String {
        // SAFETY: the error is a local variable that is made, read and freed here; its text is copied.
        var error = unsafe zip_error_t()
        unsafe zip_error_init_with_code(&error, code)
        defer { unsafe zip_error_fini(&error) }
        guard let text = unsafe zip_error_strerror(&error) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
