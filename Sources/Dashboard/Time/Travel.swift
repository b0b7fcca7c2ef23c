public import Meetings
public import MeetingsStore

/// Where time travel has led.
public struct Travel: Equatable, Sendable {
    /// The number of the last event that had happened; 0 before the first.
    public var sequence: Int64
    /// When that was; nil before the first.
    public var at: Timestamp?
    /// What was known then.
    public var state: State

    /// A place in the past.
    public init(sequence: Int64, at: Timestamp?, state: State) {
        self.sequence = sequence
        self.at = at
        self.state = state
    }
}

/// A file of recorded events as far as it is read.
public struct RecordedNews: Equatable, Sendable {
    /// The events to show now; nil leaves those that are shown.
    public var events: EventLog?
    /// What all of them come to; nil while they are still being put together.
    public var end: Travel?
    /// What is worth saying about it.
    public var notice: String?

    /// News of a file.
    public init(events: EventLog? = nil, end: Travel? = nil, notice: String? = nil) {
        self.events = events
        self.end = end
        self.notice = notice
    }
}

extension Model {
    /// A look at the past, with the present kept beside it.
    struct Past: Equatable, Sendable {
        var sequence: Int64
        var at: Timestamp?
        /// What is known now, kept up to date meanwhile.
        var present: State
        var presentNow: Timestamp
    }

    /// What is known now, whatever time is looked at.
    public var present: State { past?.present ?? state }
    /// The time now, whatever time is looked at.
    var presentNow: Timestamp { past?.presentNow ?? now }

    /// Asks for the state at a moment; the screen goes there with the answer.
    mutating func travel(to moment: Moment) -> [Effect] {
        say("going to \(moment.text(utcOffset: utcOffset))…")
        return ask(.travel(moment), for: .travel)
    }

    /// Goes there.
    mutating func arrive(_ travel: Travel) {
        past = Past(
            sequence: travel.sequence, at: travel.at, present: present, presentNow: presentNow)
        state = travel.state
        now = travel.at ?? presentNow
        eventsBack = 0
        eventsPaused = false
        eventSearch = nil
        notice = nil
        rearrange()
    }

    /// Goes one event on or back.
    mutating func step(by count: Int) -> [Effect] {
        guard let past else { return [] }
        return ask(.travel(.step(from: past.sequence, by: count)), for: .travel)
    }

    /// Comes back to the present.
    mutating func returnToNow() -> [Effect] {
        guard let past else { return [] }
        state = past.present
        now = past.presentNow
        self.past = nil
        eventsBack = 0
        eventsPaused = false
        eventSearch = nil
        say("back to now")
        rearrange()
        return []
    }

    /// Takes in what is read of a recorded file.
    mutating func open(_ news: RecordedNews) {
        if let end = news.end {
            let log = present.events
            if past == nil {
                state = end.state
                state.replaceEvents(with: log)
                now = end.at ?? now
            } else {
                past?.present = end.state
                past?.present.replaceEvents(with: log)
                past?.presentNow = end.at ?? now
            }
            rearrange()
        }
        if let events = news.events {
            if past == nil { state.replaceEvents(with: events) } else { past?.present.replaceEvents(with: events) }
            if past == nil, let last = events.count > 0 ? events.time(at: events.count - 1) : nil { now = last }
            eventSearch = nil
        }
        if let notice = news.notice { say(notice) }
    }

    /// A recorded file shows its events at once. What they come to is asked for when another view is opened.
    mutating func askForRooms() -> [Effect] {
        guard configuration.recordedFile != nil, !hasAskedForRooms, state.events.count > 0 else { return [] }
        if case .place(.events) = location { return [] }
        if case .event? = openObject { return [] }
        hasAskedForRooms = true
        return [.refresh]
    }

    private mutating func rearrange() {
        stale = Set(Place.allCases)
        for place in Place.allCases where lists[place] != nil { arrange(place) }
        arrangeShown()
    }

    /// What the header says in place of the link, while no server is looked at as it is now.
    var timeBanner: String? {
        if let past { return "◷ TIME TRAVEL #\(past.sequence)" }
        return configuration.recordedFile.map { "▣ RECORDED \($0)" }
    }
}

extension Moment {
    /// What the status line calls it.
    func text(utcOffset: Int) -> String {
        switch self {
        case .sequence(let number): "event \(number)"
        case .time(let time): TimeText.full(time, utcOffset: utcOffset)
        case .step(_, let count): count < 0 ? "the event before" : "the next event"
        }
    }
}
