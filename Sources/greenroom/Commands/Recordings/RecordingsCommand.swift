import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsWire

/// `greenroom recordings`.
struct RecordingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recordings", abstract: "List, show and delete recordings.",
        subcommands: [RecordingsListCommand.self, RecordingsShowCommand.self, RecordingsDeleteCommand.self])
}

/// `greenroom recordings list SESSION`.
struct RecordingsListCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the recordings of a session.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument

    func call(_ client: Client) -> APICall<[Recording]> { .recordings(of: target.id) }

    func text(_ recordings: [Recording]) -> String {
        var table = Table(headings: ["STATUS", "STARTED (UTC)", "ENDED (UTC)", "ID"])
        table.rows = recordings.map { recording in
            [
                recording.status.rawValue, recording.startedAt?.secondText ?? "-",
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
        ]).text
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
