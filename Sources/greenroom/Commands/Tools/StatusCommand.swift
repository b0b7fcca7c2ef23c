import ArgumentParser
import FoundationEssentials
import Glibc
import Meetings
import MeetingsClient
import MeetingsServer
import MeetingsStore

extension StatusFormat: ExpressibleByArgument {}

/// `greenroom status`: how things stand in one line, for a status bar or a script. Beyond the published API.
struct StatusCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Tell in one line how things stand; with --watch a line for each change.",
        discussion: """
            tmux:   !!1 !3 12live 231in rec5 ●0.3s: critical alarms, warnings, live rooms, people inside, running \
            recordings, age of the newest news. FROZEN or DOWN stands first when the numbers are old.
            json, ndjson, csv: at, environment, link (live, frozen, down, connecting), age_ms, critical, warning, \
            rooms_live, rooms, people, waiting (only while watching), recordings, decided (alarms acknowledged or put \
            off, which critical and warning do not count). Fields may be added at the end.

            In tmux: set -g status-right '#(greenroom status --format tmux)'
            Exit codes: 0 told, and the data is live; 69 the server cannot be reached; 77 it refuses the credentials. \
            With --watch it goes on over outages, and ends with 0 when nobody reads any more.
            """)

    @OptionGroup var options: ConnectionOptions
    @Option(help: "How to write: text, tmux, json, ndjson or csv.") var format = StatusFormat.text
    @Flag(help: "Go on with a line for each change, until interrupted.") var watch = false

    func perform() async throws {
        // A reader that goes away ends this quietly.
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        let preferences = Preferences(try ConfigurationFile.checked(environment: environment))
        let ascii = preferences.usesASCII
        let connection = try options.connection()
        let clock = SystemClock()
        var alarms = AlarmBoard(
            settings: preferences.alarms, runSheet: try preferences.runSheetPath.map(RunSheet.read),
            utcOffset: LocalTime.utcOffset(at: clock.now))
        let key = ApplicationKey(try options.named(environment: environment))
        alarms.linksHandedOut = HandedOutLinks(folder: Folders(environment: environment).state, key: key).read()
        try await connection.withClient { [alarms] client in
            let feed = StatusFeed(environment: connection.label, alarms: alarms, clock: clock)
            if watch { return await follow(feed, client, ascii: ascii) }
            await feed.follow(client) { !$0.isComplete }
            StandardStream.output.write((format.heading ?? "") + format.line(feed.summary, ascii: ascii))
            guard let reason = feed.reason else { return }
            // The feed tells failures in words only; asked once more, the failure itself says which number it is.
            _ = try await client.rooms()
            throw CommandFailure(reason, .unreachable)
        }
    }

    private func follow(_ feed: StatusFeed, _ client: Client, ascii: Bool) async {
        if let heading = format.heading, !StandardStream.output.write(heading) { return }
        var last: StatusSummary?
        await feed.follow(client) { feed in
            if StandardStream.output.isAbandoned { return false }
            let summary = feed.summary
            guard summary.link != .connecting, summary.standing != last else { return true }
            last = summary.standing
            return StandardStream.output.write(format.line(summary, isWatching: true, ascii: ascii))
        }
    }
}
