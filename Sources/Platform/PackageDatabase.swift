import CSQLite

/// The database of rpm in the form of SQLite (rpm 4.16 and later): one header for each package.
///
/// It is opened to be read only and as one that nobody changes (sqlite.org/uri.html, `immutable`), so that no lock is
/// taken and no file is made beside it. What was written to its log (`-wal`) and not yet put into it is not seen.
package enum PackageDatabase {
    /// Where it lies on systems of this family.
    package static let paths = ["/usr/lib/sysimage/rpm/rpmdb.sqlite", "/var/lib/rpm/rpmdb.sqlite"]
    /// No system has more packages, and no package a longer header.
    private static let limits = (packages: 100_000, header: 1 << 26)

    /// Hands out the header of every package, in the order they were added.
    package static func headers(in path: String, _ body: ([UInt8]) -> Void) throws(FileError) {
        // What cannot be opened as a file gives its own reason.
        try HostFiles.probe(path)
        let database = try Database(path)
        let statement = try Statement("SELECT blob FROM Packages ORDER BY hnum", in: database)
        var count = 0
        while let header = try statement.next(limit: limits.header) {
            count += 1
            guard count <= limits.packages else { throw FileError(path: path, cause: .tooLarge) }
            body(header)
        }
    }

    /// Whether changes wait in the log beside it, which are not seen.
    package static func hasUnseenChanges(_ path: String) -> Bool {
        // Absence is the answer.
        ((try? HostFiles.facts(path + "-wal"))?.size ?? 0) > 0
    }
}

/// An open database; closes itself.
@safe private struct Database: ~Copyable {
    let path: String
    fileprivate let raw: OpaquePointer

    init(_ path: String) throws(FileError) {
        self.path = path
        var raw: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
        // SAFETY: the library copies the name; what it opens, also when it fails, is owned from here on.
        let code = unsafe sqlite3_open_v2("file:\(path)?immutable=1", &raw, flags, nil)
        guard code == SQLITE_OK, let raw = unsafe raw else {
            unsafe sqlite3_close(raw)
            throw FileError(path: path, cause: .damaged)
        }
        unsafe self.raw = unsafe raw
    }

    deinit {
        // SAFETY: owned and closed once; the statement on it is gone before.
        unsafe sqlite3_close(raw)
    }
}

/// A question to a database; ends itself. Lives no longer than the database it is of.
@safe private struct Statement: ~Copyable {
    private let path: String
    private let raw: OpaquePointer

    init(_ text: String, in database: borrowing Database) throws(FileError) {
        path = database.path
        var raw: OpaquePointer?
        // SAFETY: the database is open, and the library copies the text.
        let code = unsafe sqlite3_prepare_v2(database.raw, text, -1, &raw, nil)
        guard code == SQLITE_OK, let raw = unsafe raw else {
            throw FileError(path: path, cause: .damaged)
        }
        unsafe self.raw = unsafe raw
    }

    deinit {
        // SAFETY: owned and ended once.
        unsafe sqlite3_finalize(raw)
    }

    /// The octets in the first column of the next row; nil after the last one.
    borrowing func next(limit: Int) throws(FileError) -> [UInt8]? {
        // SAFETY: the statement is valid; its column lives until the next step, and is copied before.
        switch unsafe sqlite3_step(raw) {
        case SQLITE_DONE: return nil
        case SQLITE_ROW:
            let count = Int(unsafe sqlite3_column_bytes(raw, 0))
            guard count <= limit else { throw FileError(path: path, cause: .tooLarge) }
            guard let first = unsafe sqlite3_column_blob(raw, 0) else { return [] }
            return unsafe [UInt8](UnsafeRawBufferPointer(start: first, count: count))
        default: throw FileError(path: path, cause: .damaged)
        }
    }
}
