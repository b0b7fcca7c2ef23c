import Logging
import Meetings
import MeetingsStorage

/// Finds the room that a link names and says whether the visitor is its host.
struct Lobby: Sendable {
    /// What a link leads to.
    enum Arrival: Sendable {
        case welcome(Room, Theme?, isHost: Bool)
        /// `because` is a sentence that says more than the refusal's own.
        case refused(PageMessage.Refusal, because: String? = nil)
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
            guard stored.room.isAvailable else {
                return .refused(.closed, because: Self.words(for: stored.closeReason))
            }
            guard let token else { return .welcome(stored.room, theme, isHost: false) }
            guard hostKey.isValid(token, for: stored.hostID) else { return .refused(.badLink) }
            return .welcome(stored.room, theme, isHost: true)
        } catch {
            logger.error("A link could not be looked up: \(error)")
            return .refused(.unavailable)
        }
    }

    /// Why the link leads nowhere any more, for the person who opened it.
    private static func words(for reason: RoomClosing.Reason?) -> String {
        let why =
            switch reason {
            case .neverUsed: "Nobody came within ten minutes, so this meeting has closed."
            case .idle, .afterUse: "This meeting closed ten minutes after the last person had left."
            case .expired: "This meeting has closed: its time was over."
            case nil: "This meeting has closed."
            }
        return why + " Ask the person who invited you for a new link."
    }

    /// The room as it is now, and whether a session of it has ended; nil when it is gone or cannot be read.
    func room(_ id: RoomID) async -> (room: Room, hasEndedSession: Bool)? {
        do {
            return try await storage.read { transaction in
                try transaction.room(id).map { ($0.room, try transaction.hasEndedSession(in: id)) }
            }
        } catch {
            logger.error("A room could not be read: \(error)")
            return nil
        }
    }
}
