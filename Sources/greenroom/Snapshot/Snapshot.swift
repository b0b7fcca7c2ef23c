import Meetings
import MeetingsStore

/// The rooms and themes that a dashboard knew last, for the first frame of the next one. It holds no host links and
/// nobody's name: who is inside is never old news.
struct Snapshot: Hashable, Sendable {
    /// When these rooms were true.
    var at: Timestamp
    var rooms: [Room]
    var themes: [Theme]

    /// What is known now; nil before the first complete listing.
    init?(_ state: State) {
        guard let at = state.roomsListedAt else { return nil }
        let heard = state.links.values.filter { $0.state == .live }.compactMap(\.heardAt).max()
        self.at = max(at, heard ?? at)
        rooms = state.rooms.values.compactMap(\.room).filter(\.isAvailable).sorted { $0.id < $1.id }
        for index in rooms.indices { rooms[index].links.host = nil }
        themes = state.themes.values.map(\.theme).sorted { $0.id < $1.id }
    }

    init(at: Timestamp, rooms: [Room], themes: [Theme]) {
        self.at = at
        self.rooms = rooms
        self.themes = themes
    }

    /// A state that knows this much, as of then, and waits for news.
    func state(now: Timestamp) -> State {
        var state = State()
        // A clock that was set back must not make old rooms newer than the news to come.
        let at = min(at, now)
        _ = state.apply(.link(.poll, .connecting, at: at))
        _ = state.apply(.rooms(Listing(items: rooms, askedAt: at, at: at)))
        _ = state.apply(.themes(Listing(items: themes, askedAt: at, at: at)))
        return state
    }

    /// True when the same rooms and themes are told, whenever.
    func says(_ other: Snapshot?) -> Bool { rooms == other?.rooms && themes == other?.themes }
}
