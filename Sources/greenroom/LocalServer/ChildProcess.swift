import FoundationEssentials
import Glibc

/// A process of ours, started without a shell.
struct ChildProcess: Sendable {
    let pid: Int32

    /// Where the child's standard output and error go.
    enum Output {
        case nowhere
        case appending(to: String)
        /// Standard output goes to a descriptor of ours, standard error nowhere.
        case descriptor(Int32)
    }

    /// Starts `executable`, looked for in `PATH` when it has no slash.
    ///
    /// `arguments` begin with the name that the process is to have. `input` is a descriptor of ours, nil for an empty
    /// input. With `hasOwnSession` the child keeps no tie to the terminal: neither `^C` nor a closed window reaches it.
    /// Throws one sentence when it cannot be started.
    init(
        executable: String, arguments: [String], input: Int32? = nil, output: Output = .nowhere,
        hasOwnSession: Bool = false
    ) throws(CommandFailure) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        switch output {
        case .nowhere: posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        case .appending(let path):
            posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
        }
        if case .descriptor = output {
            posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }

        var attributes = ChildProcess.attributes(hasOwnSession: hasOwnSession)
        defer { posix_spawnattr_destroy(&attributes) }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var started: pid_t = 0
        let code = posix_spawnp(&started, executable, &actions, &attributes, &words, environ)
        guard code == 0 else { throw CommandFailure("\(executable) cannot be started: \(systemError(code)).") }
        pid = started
    }

    /// Signals as a fresh process expects them: a dashboard ignores some and its children must not.
    private static func attributes(hasOwnSession: Bool) -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // POSIX_SPAWN_SETSID is behind _GNU_SOURCE, which Swift's Glibc module does not define.
        let setsid: Int32 = hasOwnSession ? 0x80 : 0
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | setsid))
        return attributes
    }

    /// True once the child has ended; from then on it must not be asked again.
    func hasEnded() -> Bool { exitStatus() != nil }

    /// The child's status once it has ended, collected once: 0 for success.
    func exitStatus() -> Int32? {
        var status: Int32 = 0
        let found = waitpid(pid, &status, WNOHANG)
        if found == pid { return status }
        return found < 0 && errno == ECHILD ? -1 : nil
    }

    /// The file of this very program. After an upgrade replaced it on disk, the kernel's own handle to it.
    static var ownExecutable: String {
        let link = "/proc/self/exe"
        guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
            access(path, X_OK) == 0
        else { return link }
        return path
    }
}
