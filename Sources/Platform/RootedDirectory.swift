import CLinux
import Glibc

/// An open folder; every file in it is reached through it, by a name that cannot lead elsewhere.
///
/// What is made here is for its owner alone: folders 0700, files 0600. Symbolic links are not followed.
package struct RootedDirectory: ~Copyable {
    private let descriptor: FileDescriptor
    /// As the caller named it, for words to people.
    package let path: String

    private static let openFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC

    private init(_ descriptor: consuming FileDescriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Opens a folder that exists.
    package static func open(_ path: String) throws(FileError) -> RootedDirectory {
        // SAFETY: the path lives as long as the call.
        let raw = try named(path) { () throws(SystemError) in
            try syscall("open") { unsafe Glibc.open(path, Self.openFlags) }
        }
        return RootedDirectory(FileDescriptor(owning: raw), path: path)
    }

    /// Makes a folder and those above it that are missing; one that exists is opened.
    package static func make(_ path: String) throws(FileError) -> RootedDirectory {
        var sofar = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            sofar += part
            let step = sofar
            do {
                // SAFETY: the path lives as long as the call.
                _ = try syscall("mkdir") { unsafe mkdir(step, 0o700) }
            } catch {
                // Also EROFS and EACCES, which the kernel may answer for a folder that is there.
                guard error.isExistence || fileExists(step) else { throw FileError(path: path, error) }
            }
            sofar += "/"
        }
        return try open(path)
    }

    /// Opens a folder in this one, which is made when it is missing.
    package borrowing func directory(_ name: String) throws(FileError) -> RootedDirectory {
        let path = try place(name)
        let raw = descriptor.raw
        do {
            // SAFETY: the name lives as long as the call.
            _ = try syscall("mkdirat") { unsafe mkdirat(raw, name, 0o700) }
        } catch {
            guard error.isExistence else { throw FileError(path: path, error) }
        }
        return RootedDirectory(try open(name, Self.openFlags | O_NOFOLLOW), path: path)
    }

    /// Opens a folder in this one that exists.
    package borrowing func folder(_ name: String) throws(FileError) -> RootedDirectory {
        RootedDirectory(try open(name, Self.openFlags | O_NOFOLLOW), path: try place(name))
    }

    /// What is in the folder, ascending by name; throws where there are more than `limit` things.
    package borrowing func entries(limit: Int) throws(FileError) -> [Entry] {
        let names: [String]
        do throws(SystemError) {
            let copy = try HostFiles.open(".", flags: O_DIRECTORY, in: descriptor.raw)
            names = try FolderReader(FileDescriptor(owning: copy)).names(limit: limit)
        } catch {
            throw FileError(path: path, error)
        }
        return names.sorted().compactMap { entry($0) }
    }

    /// A thing in a folder.
    package struct Entry: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case file, folder, link
            /// A pipe, a device, a socket.
            case special
        }

        package var name: String
        package var kind: Kind
        /// In octets.
        package var size: Int
        /// The last change in microseconds since 1970.
        package var modified: Int64
    }

    /// Nil for what is gone by now.
    private borrowing func entry(_ name: String) -> Entry? {
        let raw = descriptor.raw
        var status = stat()
        // SAFETY: the name lives as long as the call, which fills a local variable.
        guard unsafe fstatat(raw, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        let kind: Entry.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .special
            }
        let modified = Int64(status.st_mtim.tv_sec).multipliedReportingOverflow(by: 1_000_000)
        return Entry(
            name: name, kind: kind, size: Int(status.st_size),
            modified: modified.overflow ? 0 : modified.partialValue)
    }

    /// Makes a file that must not exist yet, to be appended to.
    package borrowing func create(_ name: String) throws(FileError) -> RootedFile {
        let path = try place(name)
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        return RootedFile(try open(name, flags), path: path)
    }

    /// Puts a whole file in place at once: whoever looks sees the old octets or the new ones, also after a power cut.
    package borrowing func write(_ name: String, _ octets: [UInt8]) throws(FileError) {
        let path = try place(name)
        let draft = ".\(name).\(getpid()).part"
        _ = try place(draft)
        do {
            let file = try create(draft)
            try file.append(octets)
            try file.sync()
            try rename(draft, to: name)
        } catch {
            // The draft may not be there; the error is what matters.
            try? remove(draft)
            throw FileError(path: path, cause: error.cause)
        }
        try sync()
    }

    /// Reads a whole file of at most `limit` octets.
    package borrowing func read(_ name: String, limit: Int) throws(FileError) -> [UInt8] {
        let path = try place(name)
        // Not blocking keeps a pipe of this name from holding the program up.
        let file = try open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        var octets: [UInt8] = []
        while octets.count <= limit {
            var part: [UInt8]
            do {
                part = try file.read(limit: min(65_536, limit + 1 - octets.count)) ?? []
            } catch {
                throw FileError(path: path, error)
            }
            guard !part.isEmpty else { return octets }
            octets += part
        }
        throw FileError(path: path, cause: .tooLarge)
    }

    /// Renames within the folder; a file that has the new name is replaced.
    package borrowing func rename(_ name: String, to newName: String) throws(FileError) {
        let path = try place(newName)
        _ = try place(name)
        let raw = descriptor.raw
        try Self.named(path) { () throws(SystemError) in
            // SAFETY: both names live as long as the call.
            _ = try syscall("renameat") { unsafe renameat(raw, name, raw, newName) }
        }
    }

    /// Removes a file.
    package borrowing func remove(_ name: String) throws(FileError) {
        let path = try place(name)
        let raw = descriptor.raw
        try Self.named(path) { () throws(SystemError) in
            // SAFETY: the name lives as long as the call.
            _ = try syscall("unlinkat") { unsafe unlinkat(raw, name, 0) }
        }
    }

    /// Makes what was created and renamed here survive a power cut.
    package borrowing func sync() throws(FileError) {
        let raw = descriptor.raw
        try Self.named(path) { () throws(SystemError) in _ = try syscall("fsync") { fsync(raw) } }
    }

    private borrowing func open(_ name: String, _ flags: Int32) throws(FileError) -> FileDescriptor {
        let path = try place(name)
        let raw = descriptor.raw
        let opened = try Self.named(path) { () throws(SystemError) in
            // SAFETY: the name lives as long as the call.
            try syscall("openat") { unsafe openat(raw, name, flags, 0o600) }
        }
        return FileDescriptor(owning: opened)
    }

    /// The path of a name in this folder; throws when the name could mean anything else.
    private borrowing func place(_ name: String) throws(FileError) -> String {
        let path = "\(path)/\(name)"
        guard !name.isEmpty, name != ".", name != "..", name.utf8.count <= 255,
            !name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(0)
        else { throw FileError(path: path, cause: .badName) }
        return path
    }

    private static func named<Result>(
        _ path: String, _ body: () throws(SystemError) -> Result
    ) throws(FileError) -> Result {
        do {
            return try body()
        } catch {
            throw FileError(path: path, error)
        }
    }
}

/// A new file that is only appended to; closes itself.
package struct RootedFile: ~Copyable {
    private let descriptor: FileDescriptor
    package let path: String

    fileprivate init(_ descriptor: consuming FileDescriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Adds octets at the end. After an error a part of them may be there.
    package borrowing func append(_ octets: [UInt8]) throws(FileError) {
        do {
            try descriptor.writeAll(octets)
        } catch {
            throw FileError(path: path, error)
        }
    }

    /// Makes what was appended survive a power cut.
    package borrowing func sync() throws(FileError) {
        let raw = descriptor.raw
        do {
            _ = try syscall("fdatasync") { fdatasync(raw) }
        } catch {
            throw FileError(path: path, error)
        }
    }
}
