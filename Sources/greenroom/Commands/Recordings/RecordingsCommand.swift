import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// `greenroom recordings`.
struct RecordingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recordings", abstract: "List, show, start, stop, retry and delete recordings.",
        subcommands: [
            RecordingsListCommand.self, RecordingsShowCommand.self, RecordingsStartCommand.self,
            RecordingsStopCommand.self, RecordingsRetryCommand.self, RecordingsDeleteCommand.self,
        ])
}

/// `greenroom recordings list`, of one session or of all.
struct RecordingsListCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the recordings of one session, or of all.")

    @OptionGroup var options: APIOptions
    @OptionGroup var chosen: FilterOption
    @Argument(help: ArgumentHelp("The id of the session.", valueName: "session")) var session: String?

    func perform() async throws {
        let filter = try chosen.filter(.recordings)
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            if let session, options.curl || filter == nil {
                return try await options.run(
                    .recordings(of: SessionID(session)), with: client, to: connection, show: text)
            }
            if options.curl {
                return options.printCurl(APICall.sessions(isRecorded: true), client, connection)
            }
            let recordings = try await matching(filter, of: client)
            if options.json {
                StandardStream.output.write(JSONList.text(recordings.map(RecordingJSON.write)))
            } else {
                StandardStream.output.write(text(recordings))
            }
        }
    }

    private func matching(_ filter: Filter?, of client: Client) async throws -> [Recording] {
        let sessions = try await client.sessionSummaries(isRecorded: true)
        var recordings: [Recording] = []
        for id in session.map({ [SessionID($0)] }) ?? sessions.items.map(\.session.id) {
            recordings += try await client.recordings(of: id)
        }
        guard let filter else { return recordings }
        var facts = FilterFacts(client: client, filter: filter)
        try await facts.learn(sessions)
        return facts.matching(recordings)
    }

    func text(_ recordings: [Recording]) -> String {
        var table = Table(headings: ["STATUS", "STARTED (UTC)", "ENDED (UTC)", "ID"])
        table.rows = recordings.map { recording in
            [
                recording.failure == nil ? recording.status.rawValue : "failed", recording.startedAt?.secondText ?? "-",
                recording.endedAt?.secondText ?? "-", recording.id.rawValue,
            ]
        }
        return table.text
    }
}

/// `greenroom recordings show RECORDING`.
struct RecordingsShowCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one recording and where its file can be fetched.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the recording.", valueName: "recording")) var recording: String

    func call(_ client: Client) -> APICall<Recording> { .recording(RecordingID(recording)) }

    func text(_ recording: Recording) -> String {
        FactList([
            ("recording", recording.id.rawValue), ("session", recording.sessionID.rawValue),
            ("status", recording.status.rawValue),
            ("started", recording.startedAt.map { "\($0.secondText) UTC" }),
            ("ended", recording.endedAt.map { "\($0.secondText) UTC" }), ("file", recording.url),
            ("made", recording.progress.map { "\(Int($0 * 100)) %" }), ("failure", recording.failure?.scrubbed()),
        ]).text
    }
}

/// `greenroom recordings start SESSION`.
struct RecordingsStartCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "start", abstract: "Record a session that goes on.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument
    func call(_ client: Client) -> APICall<Recording> { .startRecording(of: target.id) }
    func text(_ recording: Recording) -> String { "The recording \(recording.id.rawValue.scrubbed()) runs.\n" }
}

/// `greenroom recordings stop RECORDING`.
struct RecordingsStopCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "End a recording that runs.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the recording.", valueName: "recording")) var recording: String
    func call(_ client: Client) -> APICall<Void> { .stop(recording: RecordingID(recording)) }
    func text(_ answer: Void) -> String { "The recording \(recording.scrubbed()) has ended; its film is being made.\n" }
}

/// `greenroom recordings retry RECORDING`.
struct RecordingsRetryCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try again to make the film of a recording that failed.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the recording.", valueName: "recording")) var recording: String
    func call(_ client: Client) -> APICall<Recording> { .retry(recording: RecordingID(recording)) }
    func text(_ answer: Recording) -> String {
        "The film of the recording \(answer.id.rawValue.scrubbed()) is being made again.\n"
    }
}

/// `greenroom recordings delete RECORDING`.
struct RecordingsDeleteCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a recording and its file.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the recording.", valueName: "recording")) var recording: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    var isConfirmed: Bool { yes }
    func call(_ client: Client) -> APICall<Void> { .delete(recording: RecordingID(recording)) }
    func question(_ client: Client) -> String? { "Delete the recording \(recording.scrubbed()) for good?" }
    func text(_ answer: Void) -> String { "The recording \(recording.scrubbed()) is gone.\n" }
}

/// `greenroom dial-in-numbers`.
struct DialInNumbersCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "dial-in-numbers", abstract: "List the telephone numbers by which people may join.")

    @OptionGroup var options: APIOptions
    func call(_ client: Client) -> APICall<[DialInNumber]> { .dialInNumbers }

    func text(_ numbers: [DialInNumber]) -> String {
        var table = Table(headings: ["COUNTRY", "NUMBER", "LOCALE"])
        table.rows = numbers.map { [$0.displayName, "+" + $0.number, $0.locale] }
        return table.text
    }
}
