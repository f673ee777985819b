import CLinux
import Glibc
import Platform

/// Something the demonstration could not do, in words for the person who started it.
package struct DemoError: Error, Equatable {
    package var ja: String
    package var en: String
    /// Whether the system refused a right, rather than lacked a thing.
    package var lacksPrivilege = false
}

/// Runs `ip` with these words and waits for it.
///
/// It is iproute2's own tool that builds links: the only program the demonstration needs besides itself.
func ip(_ words: String) throws(DemoError) {
    let program: String? = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"].first { path in
        // SAFETY: the path lives as long as the call.
        unsafe path.withCString { unsafe access($0, X_OK) } == 0
    }
    guard let program else {
        throw DemoError(
            ja: "ip コマンドがありません。apt-get install iproute2 で入れてください。",
            en: "There is no ip command. Install it with apt-get install iproute2.")
    }
    let child = try start(
        program, ["ip"] + words.split(separator: " ").map(String.init), input: -1, output: -1)
    var status: Int32 = 0
    // SAFETY: the status is a local variable.
    guard unsafe waitpid(child, &status, 0) == child, status == 0 else {
        throw DemoError(
            ja: "デモ用のネットワークを作れませんでした（ip \(words)）。sudo を付けて、もう一度実行してください。",
            en: "The demonstration's network could not be built (ip \(words)). Run it again with sudo.")
    }
}

/// Starts a program; `input` and `output` become its standard streams, -1 leaves them.
func start(
    _ program: String, _ arguments: [String], input: Int32, output: Int32
) throws(DemoError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    // SAFETY: the actions and the argument strings live until posix_spawn returns and are freed below.
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if input >= 0 { unsafe posix_spawn_file_actions_adddup2(&actions, input, 0) }
    if output >= 0 { unsafe posix_spawn_file_actions_adddup2(&actions, output, 1) }
    var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, program, &actions, nil, &words, environ)
    guard code == 0 else {
        throw DemoError(
            ja: "\(program) を始められません（\(code)）。", en: "\(program) cannot be started (error \(code)).")
    }
    return child
}

/// Writes a short text to a file of the kernel; false when it may not.
@discardableResult
func setting(_ path: String, _ text: String) -> Bool {
    // SAFETY: path and text live as long as the calls.
    let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return unsafe write(file, text, text.utf8.count) == text.utf8.count
}
