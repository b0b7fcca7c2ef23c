import Meetings
import MeetingsStore

/// One application's meetings in a few numbers, as `greenroom status` tells them.
struct StatusSummary: Hashable, Sendable {
    /// Whether the numbers can be relied on. The raw values are part of the output.
    enum Link: String, Hashable, Sendable, CaseIterable {
        case live
        /// They were right once: nothing was heard for longer than it should be.
        case frozen
        case down
        /// Nothing was heard yet.
        case connecting
    }

    /// The profile's name of the server.
    var environment: String
    var link: Link
    /// How long ago the newest news came; nil before the first.
    var age: Duration?
    var at: Timestamp
    /// Alarms that nobody decided about.
    var critical: Int
    var warning: Int
    /// Alarms that were acknowledged or put off, and are not over.
    var decided: Int
    var roomsLive: Int
    var rooms: Int
    var people: Int
    /// Nil while only a poll is heard, which does not tell it.
    var waiting: Int?
    var recordings: Int

    init(_ state: State, alarms: AlarmCounts, environment: String, now: Timestamp) {
        self.environment = environment
        at = now
        critical = alarms.critical
        warning = alarms.warning
        decided = alarms.decided
        roomsLive = state.liveRooms.count
        rooms = state.shownRooms.count
        people = state.peopleInside
        waiting = state.links[.stream]?.state == .live ? state.waiting.count : nil
        recordings = state.recordingsRunning
        let sources = Self.freshness.keys.compactMap { source in state.links[source].map { (source, $0) } }
        let live = sources.filter { $0.1.state == .live }
        age = sources.compactMap(\.1.heardAt).max().map { max(.zero, now - $0) }
        let isFresh = live.contains { source, link in
            link.heardAt.map { now - $0 <= Self.freshness[source] ?? .zero } ?? false
        }
        if isFresh {
            link = .live
        } else if !live.isEmpty {
            link = .frozen
        } else if case .down? = state.links[.poll]?.state {
            link = .down
        } else {
            link = age == nil ? .connecting : .frozen
        }
    }

    /// How long each source may be silent. Without a stream a poll comes every five seconds and may take a while.
    private static let freshness: [Source: Duration] = [.stream: .seconds(5), .poll: .seconds(8)]

    /// The same numbers without what changes with each look.
    var standing: StatusSummary {
        var standing = self
        standing.age = nil
        standing.at = Timestamp(milliseconds: 0)
        return standing
    }
}
