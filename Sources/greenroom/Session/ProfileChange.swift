import FoundationEssentials
import Glibc

/// The dashboard started anew for another profile: by the same process, so that shell, tmux and the terminal see no
/// other program.
struct ProfileChange: Hashable, Sendable {
    /// The words of the command line, the program's name first.
    let arguments: [String]
    let environment: [String: String]

    /// `flags` are those that go on to count. Variables that name a server would win over any profile: they are left
    /// out.
    init(to profile: String, flags: [String], program: String, environment: [String: String]) {
        arguments = [program, "dashboard", "--profile", profile] + flags
        let named = Set(
            ConfigurationSchema.fields.filter { $0.path.first == .name("profiles") }.compactMap(\.path.last)
                .map { "GREENROOM_\($0.label.uppercased())" })
        // Who wants no changes anywhere says so of every server.
        let dropped = named.union(["GREENROOM_PROFILE"]).subtracting(["GREENROOM_READ_ONLY"])
        self.environment = environment.filter { !dropped.contains($0.key) }
    }

    /// Puts the new dashboard in place of this process. Returns only to say that it could not.
    func make() throws(CommandFailure) -> Never {
        Self.closeAllAtExec()
        var words = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        // The kernel's own handle to this program, which also holds after an upgrade replaced the file.
        execve("/proc/self/exe", &words, &variables)
        throw CommandFailure("The dashboard cannot start anew: \(systemError()).")
    }

    /// Connections of this dashboard are none of the next one's.
    private static func closeAllAtExec() {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in open.compactMap(Int32.init) where descriptor > STDERR_FILENO {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }
}
