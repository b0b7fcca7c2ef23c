import FoundationEssentials
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A program as a child, which does not outlive us.
///
/// Between us and it stands a shell whose input is a pipe that we hold open: when we end, however we do, the pipe closes
/// and the shell ends the program, by force where it hangs; Janus does when it is asked something while it ends. The
/// kernel's own signal for that comes when the thread ends that started the child, and threads of a pool come and go.
/// What the program writes is for its owner only, its sockets too.
final class GuardedProcess: Sendable {
    /// What could not be done, with the reason of the system.
    struct Failure: Error, Hashable {
        var sentence: String
    }

    private let output: Int32
    private let pid: pid_t
    private let lifeline: Int32
    private let status = Mutex<Int32?>(nil)
    /// Whether nothing of it writes any more: the program has ended, and the shell ends or has ended too.
    private let isOver = Mutex(false)

    private static let shell = """
        umask 077
        exec 3<&0 </dev/null
        "$@" 3<&- & j=$!
        ( cat <&3; kill -TERM "$j"; sleep 3; kill -KILL "$j" ) >/dev/null 2>&1 & g=$!
        exec 3<&-
        trap 'kill -TERM "$j" 2>/dev/null' TERM INT
        while :; do wait "$j"; rc=$?; kill -0 "$j" 2>/dev/null || break; done
        kill "$g" 2>/dev/null; exit "$rc"
        """

    /// What the shell calls itself: by this name our own children are known among others.
    static let guardName = "greenroom-media"

    /// Starts it. The files that it reads must stand.
    init(program: String, arguments programArguments: [String]) throws(Failure) {
        let input = try Self.pipe(), output = try Self.pipe()
        defer { for end in [input.read, output.write] { close(end) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.read, 0)
        posix_spawn_file_actions_adddup2(&actions, output.write, 1)
        posix_spawn_file_actions_adddup2(&actions, output.write, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t(), none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        // A group of its own: neither `^C` at our terminal reaches it, nor is anything left when it is killed.
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        Self.keepDescriptors()
        let words = ["/bin/sh", "-c", Self.shell, Self.guardName, program] + programArguments
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for word in arguments { free(word) } }
        var started: pid_t = 0
        let code = posix_spawn(&started, "/bin/sh", &actions, &attributes, &arguments, environ)
        guard code == 0 else {
            for end in [input.write, output.read] { close(end) }
            throw Failure(sentence: "\(program) cannot be started: \(String(cString: strerror(code))).")
        }
        (pid, lifeline, self.output) = (started, input.write, output.read)
    }

    /// Ends it where it still runs, and sees its end: the system keeps what is left of a child until somebody does.
    deinit {
        close(lifeline)
        guard exitStatus() == nil else { return }
        let pid = pid
        NIOThreadPool.singleton.submit { _ in _ = Self.end(of: pid) }
    }

    /// Waits for a child's end; its status.
    private static func end(of pid: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// Hands on each line that it writes, and answers with its status once it has ended. To be called once.
    func run(_ line: @Sendable (String) -> Void) async throws -> Int32 {
        let channel = try await NIOPipeBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .takingOwnershipOfDescriptor(input: output) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, Never>(wrappingChannelSynchronously: channel)
                }
            }
        try await channel.executeThenClose { inbound in
            var rest: [UInt8] = []
            for try await part in inbound {
                rest += part.readableBytesView
                let lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                for bytes in lines.dropLast() where !bytes.isEmpty { line(String(decoding: bytes, as: UTF8.self)) }
                rest = Array((lines.last ?? []).suffix(Self.longestLine))
            }
        }
        isOver.withLock { $0 = true }
        return try await NIOThreadPool.singleton.runIfActive { self.waitForEnd() }
    }

    private static let longestLine = 4096

    /// Nothing writes to its output any more: the shell ends within moments.
    private func waitForEnd() -> Int32 {
        status.withLock { status in
            if let status { return status }
            let found = Self.end(of: pid)
            status = found
            return found
        }
    }

    /// The number of the program itself, which is the shell's first child; nil when it has ended.
    var program: pid_t? { exitStatus() == nil ? ProcessLoad.children(of: pid).first : nil }

    /// Asks it to end. Janus takes a third of a second.
    func terminate() {
        if exitStatus() == nil { _ = Glibc.kill(pid, SIGTERM) } else { signalGroup(SIGTERM) }
    }

    /// Ends it and its shell.
    func kill() { signalGroup(SIGKILL) }

    /// Also when the shell has gone, which a signal may have ended before it could end its program. Not afterwards: the
    /// group's number may be another's.
    private func signalGroup(_ number: Int32) {
        if !isOver.withLock(\.self) { _ = Glibc.kill(-pid, number) }
    }

    /// Its status once it has ended; nil while it runs.
    func exitStatus() -> Int32? {
        status.withLock { status in
            if status != nil { return status }
            var found: Int32 = 0
            if waitpid(pid, &found, WNOHANG) == pid { status = found }
            return status
        }
    }

    /// No child gets what we have open: one that holds our listening socket keeps the next server from its port.
    private static func keepDescriptors() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for number in names.compactMap({ Int32($0) }) where number > 2 { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
    }

    private static func pipe() throws(Failure) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else {
            throw Failure(sentence: "No pipe can be made: \(String(cString: strerror(errno))).")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
