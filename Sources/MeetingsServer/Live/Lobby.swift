import Logging
import Meetings
import MeetingsStorage

/// Finds the room that a link names and says whether the visitor is its host.
struct Lobby: Sendable {
    /// What a link leads to.
    enum Arrival: Sendable {
        case welcome(Room, Theme?, isHost: Bool)
        case refused(PageMessage.Refusal)
    }

    let storage: Storage
    let hostKey: HostToken.Key
    let logger: Logger

    /// `token` is the `participant_token` of a host link; a wrong one is refused rather than taken for a guest.
    func arrival(code: String, token: String?) async -> Arrival {
        do {
            let found = try await storage.read { transaction in
                try transaction.room(meetingCode: code).map { ($0, try $0.theme(in: transaction)) }
            }
            guard let (stored, theme) = found else { return .refused(.notFound) }
            guard stored.room.isAvailable else { return .refused(.closed) }
            guard let token else { return .welcome(stored.room, theme, isHost: false) }
            guard hostKey.isValid(token, for: stored.hostID) else { return .refused(.badLink) }
            return .welcome(stored.room, theme, isHost: true)
        } catch {
            logger.error("A link could not be looked up: \(error)")
            return .refused(.unavailable)
        }
    }

    /// The room as it is now; nil when it is gone or cannot be read.
    func room(_ id: RoomID) async -> Room? {
        do { return try await storage.read { try $0.room(id)?.room } } catch {
            logger.error("A room could not be read: \(error)")
            return nil
        }
    }
}
