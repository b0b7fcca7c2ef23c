public import Meetings

/// What a change touched, so that only that is computed and drawn again.
public struct Dirty: Hashable, Sendable {
    /// Rooms whose row may look different: fields, people, sessions or recordings.
    public var rooms: Set<RoomID> = []
    /// Themes that are new, changed or gone.
    public var themes: Set<ThemeID> = []
    /// Sessions that are new, changed or gone, or whose people or recordings changed.
    public var sessions: Set<SessionID> = []
    /// True when the event log has other lines than before.
    public var events = false
    /// True when a source was heard or changed its state.
    public var links = false
    /// True when operators decided something about alarms.
    public var alarms = false
    /// True when callbacks fare otherwise than before.
    public var deliveries = false
    /// True when media servers fare otherwise than before.
    public var media = false

    /// Nothing touched.
    public init() {}

    /// True when nothing was touched.
    public var isEmpty: Bool {
        rooms.isEmpty && themes.isEmpty && sessions.isEmpty && !events && !links && !alarms && !deliveries
            && !media
    }

    /// Adds what another change touched.
    public mutating func formUnion(_ other: Dirty) {
        rooms.formUnion(other.rooms)
        themes.formUnion(other.themes)
        sessions.formUnion(other.sessions)
        events = events || other.events
        links = links || other.links
        alarms = alarms || other.alarms
        deliveries = deliveries || other.deliveries
        media = media || other.media
    }
}
