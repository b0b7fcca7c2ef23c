public import Meetings

/// What a change touched, so that only that is computed and drawn again.
public struct Dirty: Hashable, Sendable {
    /// Rooms whose row may look different: fields, people, sessions or recordings.
    public var rooms: Set<RoomID> = []
    public var themes: Set<ThemeID> = []
    public var sessions: Set<SessionID> = []
    /// True when the event log has other lines than before.
    public var events = false
    /// True when a source was heard or changed its state.
    public var links = false

    public init() {}

    public var isEmpty: Bool { rooms.isEmpty && themes.isEmpty && sessions.isEmpty && !events && !links }

    public mutating func formUnion(_ other: Dirty) {
        rooms.formUnion(other.rooms)
        themes.formUnion(other.themes)
        sessions.formUnion(other.sessions)
        events = events || other.events
        links = links || other.links
    }
}
