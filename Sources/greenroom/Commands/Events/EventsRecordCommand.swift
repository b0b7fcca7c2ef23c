import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsWire

/// `greenroom events record FILE`.
struct EventsRecordCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Write the event log to a file, and go on as events happen.",
        discussion: """
            One line for each event, exactly as `events --json` prints it. A file that exists is continued after its \
            last whole line, so that the command may be stopped and started again. `greenroom open FILE` shows it.
            """)

    @OptionGroup var connection: ConnectionOptions
    @Argument(help: "The file. It is made for its owner alone.") var file: String
    @Option(help: ArgumentHelp("Begin a new file after the event of this number.", valueName: "n")) var after: Int64?
    @Flag(help: "End when all that is there now is written.") var once = false

    func perform() async throws {
        let recorder = try EventRecorder(path: file)
        let start = recorder.last ?? after ?? 0
        if recorder.last != nil, after != nil, after != recorder.last {
            throw CommandFailure("\(file) ends with event \(start): leave out --after, or name another file.", .usage)
        }
        let connection = try connection.connection()
        try await connection.withClient { client in
            let newest = try await client.answer(to: .events(last: 1)).events.last?.sequence ?? 0
            guard newest >= recorder.last ?? 0 else {
                throw CommandFailure(
                    "\(file) ends with event \(start), but the log of \(client.server) with \(newest): the file was "
                        + "recorded from another server. Name another file.")
            }
            if recorder.last != nil { StandardStream.error.write("Going on after event \(start).\n") }
            if once {
                try await client.eachEvent(after: start, until: nil) { try recorder.write($0) }
            } else {
                try await untilSignal {
                    try await EventFollower(client: client, after: start, last: 0) { event in
                        (try? recorder.write(event)) ?? false
                    }.run()
                }
            }
            try recorder.finish()
            StandardStream.error.write("\(counted(recorder.written, "event", "events")) written to \(file).\n")
        }
    }
}
