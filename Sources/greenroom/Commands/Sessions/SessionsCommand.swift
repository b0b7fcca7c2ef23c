import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// `greenroom sessions`: what goes on in the rooms, beyond the published API.
struct SessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "Watch and steer sessions: who is inside, lock, end, send out.",
        subcommands: [
            SessionsListCommand.self, SessionsShowCommand.self, SessionsPeopleCommand.self, SessionsLockCommand.self,
            SessionsUnlockCommand.self, SessionsEndCommand.self, SessionsRemoveCommand.self, SessionsMuteCommand.self,
            SessionsMediaCommand.self,
        ], defaultSubcommand: SessionsListCommand.self)
}

/// `greenroom sessions list`.
struct SessionsListCommand: APIListCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List sessions, live ones first.")

    @OptionGroup var options: APIOptions
    @OptionGroup var chosen: FilterOption
    @Flag(help: "Only those that go on now.") var live = false
    @Flag(help: "Only those with a recording.") var recorded = false
    @Option(help: ArgumentHelp("Only those of this room.", valueName: "id")) var room: String?
    @Option(help: ArgumentHelp("Only those that began at this time or later.", valueName: "time")) var from:
        InstantOption?
    @Option(help: ArgumentHelp("Only those that began before this time.", valueName: "time")) var to: InstantOption?

    func check() throws { _ = try chosen.filter(.sessions) }

    var firstPage: APICall<SessionPage> {
        .sessions(from: from?.instant, to: to?.instant, isRecorded: recorded ? true : nil)
    }

    func items(_ client: Client) async throws -> [SessionSummary] {
        let all = try await client.sessionSummaries(
            from: from?.instant, to: to?.instant, isRecorded: recorded ? true : nil)
        let found = all.items.filter { summary in
            (!live || summary.session.isLive) && (room == nil || summary.session.roomID.rawValue == room)
        }
        guard let filter = try chosen.filter(.sessions) else { return found }
        var facts = FilterFacts(client: client, filter: filter)
        try await facts.learn(Listing(items: found, askedAt: all.askedAt, at: all.at))
        return facts.matching(found)
    }

    func json(_ summary: SessionSummary) -> [UInt8] { SessionJSON.write(summary) }

    func text(_ summaries: [SessionSummary]) -> String {
        var table = Table(headings: ["ROOM", "STARTED (UTC)", "ENDED (UTC)", "PEOPLE", "ID"])
        table.rows = summaries.map { summary in
            [
                summary.roomDisplayName, summary.session.startedAt?.minuteText ?? "-",
                summary.session.endedAt?.minuteText ?? "live", String(summary.people), summary.session.id.rawValue,
            ]
        }
        return table.text
    }
}

/// `greenroom sessions show SESSION`.
struct SessionsShowCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one session.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument

    func call(_ client: Client) -> APICall<SessionSummary> { .session(target.id) }

    func text(_ summary: SessionSummary) -> String {
        FactList([
            ("session", summary.session.id.rawValue), ("room", summary.roomDisplayName),
            ("room id", summary.session.roomID.rawValue),
            ("started", summary.session.startedAt.map { "\($0.secondText) UTC" }),
            ("ended", summary.session.endedAt.map { "\($0.secondText) UTC" } ?? "live"),
            ("locked", summary.isLocked.map { $0 ? "yes" : "no" }), ("people", String(summary.people)),
            ("participant minutes", String(summary.billedMinutes)),
            ("recorded minutes", summary.isRecorded ? String(summary.recordedMinutes) : nil),
        ]).text
    }
}

/// `greenroom sessions people SESSION`.
struct SessionsPeopleCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "List who is or was in a session.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument
    @Flag(name: .customLong("inside"), help: "Only those inside now.") var onlyInside = false

    func call(_ client: Client) -> APICall<[Participant]> { .participants(of: target.id) }

    func text(_ people: [Participant]) -> String {
        var table = Table(headings: ["NAME", "ROLE", "JOINED (UTC)", "LEFT (UTC)", "ID"])
        table.rows = people.filter { !onlyInside || $0.leftAt == nil }.map { person in
            [
                person.name, person.isHost ? "host" : "guest", person.joinedAt?.secondText ?? "-",
                person.leftAt?.secondText ?? "inside", person.id.rawValue,
            ]
        }
        return table.text
    }
}

/// Which session is meant.
struct SessionArgument: ParsableArguments, Sendable {
    @Argument(help: ArgumentHelp("The id of the session.", valueName: "session")) var session: String
    var id: SessionID { SessionID(session) }
}

/// An instant as it is typed.
struct InstantOption: ExpressibleByArgument, Sendable {
    let instant: Timestamp

    init?(argument: String) {
        guard let instant = Timestamp(argument) else { return nil }
        self.instant = instant
    }
}
