import FoundationEssentials
import Glibc
import Meetings

/// The server that the dashboard starts for whoever names none. There is one per state folder, and it outlives the
/// dashboard.
struct LocalServer: Sendable {
    let folders: Folders

    /// Where it listens unless something else does already.
    static let usualAddress = ListenAddress(host: "127.0.0.1", port: 7480)

    private var lock: FileLock { FileLock(path: folders.serverLock) }

    /// How to reach it, or nil when none runs or the one that starts is not ready yet.
    var running: Connection? {
        guard let holder = lock.holder, let state = LocalServerState.read(folders.serverState),
            state.pid == holder || holder == 0
        else { return nil }
        return Connection(
            server: state.url, applicationID: state.applicationID, privateKeyPath: state.privateKeyPath,
            environment: "local")
    }

    /// Ends it and returns once it is gone; the process that was ended, or nil when none ran.
    func stop(within limit: Duration = .seconds(20)) throws(CommandFailure) -> Int32? {
        guard let pid = lock.holder else { return nil }
        guard pid > 0, kill(pid, SIGTERM) == 0 || errno == ESRCH else {
            throw CommandFailure(
                "A local server runs, but this user cannot end it (\(folders.serverLock)). Stop it where it was started."
            )
        }
        let deadline = ContinuousClock.now + limit
        while lock.holder == pid {
            guard ContinuousClock.now < deadline else {
                throw CommandFailure(
                    "The local server (process \(pid)) was told to end but still runs after \(limit.components.seconds) "
                        + "seconds. Its log is \(folders.serverLog).")
            }
            usleep(20_000)
        }
        return pid
    }

    /// The running server, after starting one if there is none. `report` is handed what is being waited for, in words.
    /// Throws one sentence, with the end of the server's log, when it does not come up.
    func connect(report: @Sendable (String) -> Void) async throws -> Connection {
        if let running { return running }
        try PrivateFolder.make(folders.state)
        report("Starting a local server…")
        let child = try startProcess()
        var hasEnded = false
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            if let running {
                report("A local server runs now: \(running.server)")
                return running
            }
            // Another dashboard's server may have won: then ours ends, and theirs holds the lock.
            if hasEnded, lock.holder == nil { throw CommandFailure("No local server: \(lastLogLine)") }
            hasEnded = hasEnded || child.hasEnded()
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CommandFailure("The local server is not ready after 20 seconds: \(lastLogLine)")
    }

    private func startProcess() throws(CommandFailure) -> ChildProcess {
        keepLogShort()
        return try ChildProcess(
            executable: ChildProcess.ownExecutable, arguments: ["greenroom", "serve", "--local"],
            output: .appending(to: folders.serverLog), hasOwnSession: true)
    }

    /// Sets a log of more than a megabyte aside, so that years of starts do not fill the disk.
    private func keepLogShort() {
        var status = stat()
        guard stat(folders.serverLog, &status) == 0, status.st_size > 1_000_000 else { return }
        rename(folders.serverLog, folders.serverLog + ".1")
    }

    /// The end of the log's last line, and where to read the rest.
    private var lastLogLine: String {
        let log = FileManager.default.contents(atPath: folders.serverLog) ?? Data()
        let text = String(decoding: log.suffix(4096), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it wrote nothing."
        let reason = line.hasPrefix("greenroom: ") ? String(line.dropFirst("greenroom: ".count)) : line
        return reason.scrubbed(limit: 300) + " (log: \(folders.serverLog))"
    }
}
