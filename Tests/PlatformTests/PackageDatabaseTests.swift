import CSQLite
import Foundation
import Platform
import Testing

struct PackageDatabaseTests {
    /// Makes a database and runs statements in it.
    private func database(_ statements: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "tenken-\(UUID()).sqlite").path
        var raw: OpaquePointer?
        #expect(sqlite3_open(path, &raw) == SQLITE_OK)
        #expect(sqlite3_exec(raw, statements, nil, nil, nil) == SQLITE_OK)
        sqlite3_close(raw)
        return path
    }

    private func headers(_ path: String) throws -> [[UInt8]] {
        defer { try? FileManager.default.removeItem(atPath: path) }
        var found: [[UInt8]] = []
        try PackageDatabase.headers(in: path) { found.append($0) }
        return found
    }

    private let table = "CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL);"

    @Test func `every header is handed out as it is, and nothing is written`() throws {
        let path = try database(table + "INSERT INTO Packages(blob) VALUES (x'010203'), (x''), (x'ff00');")
        let before = try HostFiles.facts(path).modified
        var found: [[UInt8]] = []
        try PackageDatabase.headers(in: path) { found.append($0) }
        #expect(try HostFiles.facts(path).modified == before)
        #expect(!FileManager.default.fileExists(atPath: path + "-shm"))
        #expect(!PackageDatabase.hasUnseenChanges(path))
        #expect(try headers(path) == [[1, 2, 3], [], [0xff, 0]])
    }

    @Test func `what is no such database is an error`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "tenken-\(UUID()).sqlite").path
        #expect(throws: FileError(path: path, cause: .missing)) { try headers(path) }
        try Data("no database, however long it is".utf8).write(to: URL(filePath: path))
        #expect(throws: FileError(path: path, cause: .damaged)) { try headers(path) }
        let other = try database("CREATE TABLE Names (x);")
        #expect(throws: FileError(path: other, cause: .damaged)) { try headers(other) }
    }
}
