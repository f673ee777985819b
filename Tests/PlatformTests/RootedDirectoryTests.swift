import Glibc
import Platform
import Testing

@Suite struct RootedDirectoryTests {
    let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    @Test func `makes folders for their owner alone`() throws {
        let folder = try RootedDirectory.make("\(scratch.path)/a/b")
        _ = try folder.directory("c")
        _ = try folder.directory("c")
        for path in ["a", "a/b", "a/b/c"] {
            var status = stat()
            #expect(stat("\(scratch.path)/\(path)", &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
        }
    }

    @Test func `appends to a new file and reads it back`() throws {
        let folder = try RootedDirectory.open(scratch.path)
        let file = try folder.create("journal.jsonl")
        try file.append(Array("one\n".utf8))
        try file.append(Array("two\n".utf8))
        try file.sync()
        #expect(try folder.read("journal.jsonl", limit: 8) == Array("one\ntwo\n".utf8))
    }

    @Test func `creates no file twice`() throws {
        let folder = try RootedDirectory.open(scratch.path)
        _ = try folder.create("x")
        #expect(failure { _ = try folder.create("x") } == .alreadyExists)
    }

    @Test func `replaces a file at once and leaves no draft`() throws {
        let folder = try RootedDirectory.open(scratch.path)
        try folder.write("answers.yaml", [1, 2, 3])
        try folder.write("answers.yaml", [4])
        #expect(try folder.read("answers.yaml", limit: 10) == [4])
        try folder.remove("answers.yaml")
        #expect(rmdir(scratch.path) == 0)
        #expect(mkdir(scratch.path, 0o700) == 0)
    }

    @Test(arguments: [
        "", ".", "..", "a/b", "../x", "/etc/passwd", "a\0b", String(repeating: "x", count: 256),
    ])
    func `refuses a name that leads elsewhere`(name: String) throws {
        let folder = try RootedDirectory.open(scratch.path)
        #expect(failure { _ = try folder.create(name) } == .badName)
        #expect(failure { try folder.write(name, []) } == .badName)
        #expect(failure { _ = try folder.read(name, limit: 1) } == .badName)
        #expect(failure { _ = try folder.directory(name) } == .badName)
        #expect(failure { try folder.rename("x", to: name) } == .badName)
    }

    @Test func `follows no symbolic link`() throws {
        try scratch.write("target", [1])
        #expect(symlink("target", "\(scratch.path)/link") == 0)
        let folder = try RootedDirectory.open(scratch.path)
        #expect(failure { _ = try folder.read("link", limit: 10) } == .symbolicLink)
        #expect(failure { _ = try folder.create("link") } == .alreadyExists)
        try folder.write("link", [2])
        #expect(try folder.read("target", limit: 10) == [1])
    }

    @Test func `says when a file is missing or larger than allowed`() throws {
        let folder = try RootedDirectory.open(scratch.path)
        #expect(failure { _ = try folder.read("nothing", limit: 10) } == .missing)
        try scratch.write("big", Array(repeating: 0, count: 11))
        #expect(failure { _ = try folder.read("big", limit: 10) } == .tooLarge)
        #expect(try folder.read("big", limit: 11).count == 11)
    }

    @Test(
        arguments: [
            (ENOSPC, .diskFull), (EDQUOT, .diskFull), (EACCES, .notPermitted), (ENOTDIR, .missing),
            (EIO, .other(SystemError(call: "write", code: EIO))),
        ] as [(Int32, FileError.Cause)])
    func `tells a full disk from other failures`(code: Int32, cause: FileError.Cause) {
        #expect(FileError(path: "x", SystemError(call: "write", code: code)).cause == cause)
    }

    private func failure(_ body: () throws -> Void) -> FileError.Cause? {
        do {
            try body()
            return nil
        } catch {
            return (error as? FileError)?.cause
        }
    }
}
