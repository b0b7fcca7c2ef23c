import Meetings
import MeetingsStore

/// Tells a command of the operator's what becomes of alarms: one JSON object on its standard input for each step, one
/// run after the other. Nothing that a stranger named is ever on its command line.
struct AlarmHook: Sendable {
    private let steps: AsyncStream<[UInt8]>.Continuation

    /// How long one run may take.
    private static let deadline = Duration.seconds(10)

    /// The command is the shell's to read. `report` gets a sentence when it fails for the first time.
    init(command: String, report: @escaping @Sendable (String) -> Void) {
        // What piles up behind a slow command is of the past: the newest count.
        let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(100))
        steps = continuation
        Task.detached {
            var hasFailed = false
            for await line in stream {
                let feeder = Clipboard(routes: [], deadline: Self.deadline)
                let text = String(decoding: line, as: UTF8.self)
                let worked = await feeder.feed(text, to: ["/bin/sh", "-c", command])
                if !worked, !hasFailed {
                    hasFailed = true
                    report("the alarm hook failed, or took longer than 10 s: `\(command.scrubbed(limit: 60))`")
                }
            }
        }
    }

    /// Hands one step on, without waiting.
    func tell(_ step: AlarmTransition, room: String) { steps.yield(AlarmStepJSON.line(step, room: room)) }
}
