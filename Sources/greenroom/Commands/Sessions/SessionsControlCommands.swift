import ArgumentParser
import Meetings
import MeetingsClient

/// `greenroom sessions lock SESSION`.
struct SessionsLockCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "lock", abstract: "Keep newcomers out of a session.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument
    func call(_ client: Client) -> APICall<Void> { .lock(target.id) }
    func text(_ answer: Void) -> String { "The session is locked.\n" }
}

/// `greenroom sessions unlock SESSION`.
struct SessionsUnlockCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "unlock", abstract: "Let newcomers in again.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument
    func call(_ client: Client) -> APICall<Void> { .unlock(target.id) }
    func text(_ answer: Void) -> String { "The session is open again.\n" }
}

/// `greenroom sessions end SESSION`.
struct SessionsEndCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Send everyone out, which ends a session.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    var isConfirmed: Bool { yes }
    func call(_ client: Client) -> APICall<Void> { .end(target.id) }

    func question(_ client: Client) async throws -> String? {
        let inside = try await client.participants(of: target.id).items.filter { $0.leftAt == nil }
        return "Inside now: \(counted(inside.count, "person", "people")).\nEnd the session for everyone?"
    }

    func text(_ answer: Void) -> String { "The session has ended.\n" }
}

/// `greenroom sessions remove SESSION PERSON`.
struct SessionsRemoveCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Send one person out of a session.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument
    @Argument(help: ArgumentHelp("The id of the participant.", valueName: "person")) var person: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    var isConfirmed: Bool { yes }
    func call(_ client: Client) -> APICall<Void> { .remove(ParticipantID(person), from: target.id) }

    func question(_ client: Client) async throws -> String? {
        let found = try await client.participants(of: target.id).items.first { $0.id.rawValue == person }
        return "Send \((found?.name ?? person).scrubbed()) out?"
    }

    func text(_ answer: Void) -> String { "\(person.scrubbed()) was sent out.\n" }
}
