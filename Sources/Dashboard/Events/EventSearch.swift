import Meetings
import MeetingsStore

/// Which events pass the filter of the events view, found a part at a time: a million take longer than a key may.
///
/// Events are named by how many came before them in all, so that what falls off the log's end moves nothing.
struct EventSearch: Equatable, Sendable {
    /// The filter as typed.
    let text: String
    let filter: Filter
    /// What was found among those that were there at the start, newest first, and among those that came since.
    private(set) var older: [Int] = []
    private(set) var newer: [Int] = []
    /// All from here up to `end` were looked at.
    private(set) var start: Int
    private(set) var end: Int

    init(text: String, filter: Filter, log: EventLog) {
        self.text = text
        self.filter = filter
        start = log.total
        end = log.total
    }

    var count: Int { older.count + newer.count }

    /// The event at a row, the newest in row 0.
    subscript(row: Int) -> Int {
        row < newer.count ? newer[newer.count - 1 - row] : older[row - newer.count]
    }

    /// Looks at what came since, and at no more than `budget` older ones. Answers how many of the new ones pass.
    mutating func go(on log: EventLog, _ state: State, now: Timestamp, budget: Int) -> Int {
        let first = log.total - log.count
        let surroundings = Surroundings(state)
        func passes(_ index: Int) -> Bool {
            filter.matches(EventSubject(log[index - first], in: surroundings, now: now), now: now)
        }
        let before = newer.count
        for index in max(end, first)..<max(end, first, log.total) where passes(index) { newer.append(index) }
        end = max(end, log.total)
        let stop = max(first, start - budget)
        for index in stride(from: start - 1, through: stop, by: -1) where passes(index) { older.append(index) }
        start = min(start, stop)
        while let last = older.last, last < first { older.removeLast() }
        return newer.count - before
    }

    /// True when there is nothing left to look at.
    func isDone(_ log: EventLog) -> Bool { start <= log.total - log.count }
}

/// Rows of the events view: all events, or those that pass its filter.
extension Model {
    private static let firstBudget = 10_000
    private static let tickBudget = 40_000

    /// How many rows there are.
    var eventRows: Int { narrowing != nil ? recent.count : eventSearch?.count ?? state.events.count }

    /// The event of a row, the newest in row 0.
    func event(atRow row: Int) -> LoggedEvent? {
        guard row >= 0, row < eventRows else { return nil }
        if narrowing != nil { return recent[recent.count - 1 - row] }
        let log = state.events
        guard let eventSearch else { return log[log.count - 1 - row] }
        let index = eventSearch[row] - (log.total - log.count)
        return index >= 0 && index < log.count ? log[index] : nil
    }

    /// The event under the cursor.
    var selectedEvent: LoggedEvent? { event(atRow: eventsBack) }

    /// Keeps the search in step with the filter that is typed. Answers how many new events pass it.
    mutating func search(isTick: Bool = false) -> Int {
        let text = lists[.events]?.filter ?? ""
        if text.isEmpty {
            eventSearch = nil
            return 0
        }
        if eventSearch?.text != text {
            let filter = Filter(text, kind: .events, utcOffset: utcOffset)
            eventSearch = filter.isEmpty ? nil : EventSearch(text: text, filter: filter, log: state.events)
            eventsBack = 0
            eventsTop = 0
            return eventSearch?.go(on: state.events, state, now: now, budget: Self.firstBudget) ?? 0
        }
        return eventSearch?.go(on: state.events, state, now: now, budget: isTick ? Self.tickBudget : 0) ?? 0
    }
}
