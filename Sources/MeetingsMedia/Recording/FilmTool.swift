import Meetings
import Synchronization

/// Runs the programs that make a film, one at a time, in the background of everything else.
struct FilmTool: Sendable {
    /// Where their files are.
    let folder: String
    let clock: any WallClock

    /// Why one did not do its work.
    enum Failure: Error, Hashable {
        case notStarted(String)
        /// It ended by itself and said so.
        case failed(program: String, text: String)
        /// It did not end in time.
        case late(program: String)
        /// Somebody ended it.
        case killed(program: String)
    }

    /// Runs one and returns what it wrote. Ends it when it takes longer than `limit` or the task is cancelled.
    @discardableResult
    func run(_ command: FilmCommand, within limit: Duration) async throws -> String {
        let program = command.words.first ?? ""
        let shell = "cd \"$1\" && shift && exec nice -n 15 \"$@\""
        let process: GuardedProcess
        do {
            process = try GuardedProcess(
                program: "/bin/sh", arguments: ["-c", shell, "greenroom-film", folder] + command.words)
        } catch {
            throw Failure.notStarted(error.sentence)
        }
        let watch = Watch()
        let alarm = Task { [clock] in
            guard (try? await clock.sleep(until: clock.now + limit)) != nil else { return }
            watch.isLate.withLock { $0 = true }
            process.kill()
        }
        defer { alarm.cancel() }
        // Not a child task of one that may be cancelled: its end has to be seen.
        let end = Task.detached { try await process.run { watch.hear($0) } }
        let status = try await withTaskCancellationHandler {
            try await end.value
        } onCancel: {
            process.kill()
        }
        try Task.checkCancellation()
        let said = watch.text.withLock { $0 }
        if status == 0 { return said }
        if watch.isLate.withLock({ $0 }) { throw Failure.late(program: program) }
        // Of a shell: 128 and the signal's number.
        let code = status >> 8 & 0xFF
        if status & 0x7F != 0 || code > 128 { throw Failure.killed(program: program) }
        throw Failure.failed(program: program, text: said)
    }

    /// What is learned of one run.
    private final class Watch: Sendable {
        let text = Mutex("")
        let isLate = Mutex(false)

        func hear(_ line: String) {
            text.withLock { text in
                if text.utf8.count < Self.longestText { text += line + "\n" }
            }
        }

        private static let longestText = 16_384
    }
}

extension FilmTool.Failure {
    /// For the log and the operator.
    var sentence: String {
        switch self {
        case .notStarted(let text): text
        case .failed(let program, let text):
            "\(program) says: \((text.split(separator: "\n").last.map(String.init) ?? "nothing").scrubbed())."
        case .late(let program): "\(program) took too long and was ended."
        case .killed(let program): "\(program) was ended from outside."
        }
    }
}
