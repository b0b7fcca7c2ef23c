import ArgumentParser
import Meetings
import MeetingsClient

/// `greenroom rooms delete ROOM`: beyond the published API.
struct RoomsDeleteCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Remove a room; whoever is inside is sent out.",
        discussion: "Asks on a terminal and says who is inside; elsewhere it needs --yes. There is no way back.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    var isConfirmed: Bool { yes }

    func call(_ client: Client) -> APICall<Void> { .delete(room: RoomID(room)) }

    func question(_ client: Client) async throws -> String? {
        let found = try await client.room(RoomID(room))
        let names = try await client.peopleInside(found.id).map { $0.name.scrubbed() }
        let inside =
            names.isEmpty
            ? "Nobody is inside."
            : "Inside now (\(names.count)): \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : "")."
        return "\(inside)\nRemove the room \(found.displayName.scrubbed()) for good?"
    }

    func text(_ answer: Void) -> String { "The room \(room.scrubbed()) is gone.\n" }
}

extension Client {
    /// Who is in a room now; nobody where the server does not tell.
    func peopleInside(_ room: RoomID) async throws -> [Participant] {
        do {
            let live = try await sessions().items.first { $0.roomID == room && $0.isLive }
            guard let live else { return [] }
            return try await participants(of: live.id).items.filter { $0.leftAt == nil }
        } catch let error as ClientError {
            guard let kind = error.problem?.kind, [.notFound, .methodNotAllowed].contains(kind) else { throw error }
            return []
        }
    }
}
