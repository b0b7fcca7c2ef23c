import Meetings
import MeetingsStore

/// Following, pausing and looking closely at events.
extension Model {
    /// True while new events do not move the rows.
    var holdsEvents: Bool { eventsPaused || eventsBack > 0 }

    /// Events came: rows that are looked at stay where they are.
    mutating func learnedEvents(_ added: Int) {
        guard added > 0, holdsEvents else { return }
        eventsBack += added
        eventsTop += added
        eventsNew += added
    }

    mutating func followEvents() -> [Effect] {
        eventsBack = 0
        eventsTop = 0
        eventsPaused = false
        return []
    }

    mutating func pauseEvents() -> [Effect] {
        if holdsEvents { return followEvents() }
        eventsPaused = true
        return []
    }

    mutating func moveInEvents(by step: Int) {
        eventsBack = min(max(0, eventsBack + step), max(0, eventRows - 1))
    }

    /// Keeps the cursor among the rows that are shown.
    mutating func settleEvents() {
        let rows = max(1, EventsLayout.rows(of: self))
        eventsBack = min(eventsBack, max(0, eventRows - 1))
        if !holdsEvents { eventsNew = 0 }
        eventsTop = min(max(eventsTop, eventsBack - rows + 1), eventsBack)
        eventsTop = min(eventsTop, max(0, eventRows - rows))
    }

    /// The number of the event whose body should be on the screen.
    private var wantedEvent: Int64? {
        if case .event(let number)? = openObject { return number }
        guard viewContext == .events, location == .place(.events), holdsEvents else { return nil }
        return selectedEvent?.sequence
    }

    /// Asks for the body of the event that is looked at, once.
    mutating func askForEvent() -> [Effect] {
        guard let number = wantedEvent, eventDetails[number] == nil, !eventsAsked.contains(number) else { return [] }
        eventsAsked.insert(number)
        return ask(.event(number), for: .event(number))
    }

    /// Keeps a body for as long as it may be looked at again.
    mutating func learn(_ detail: EventDetail) {
        eventsAsked.remove(detail.sequence)
        eventDetails[detail.sequence] = detail
        guard eventDetails.count > Self.detailsKept else { return }
        let wanted = wantedEvent
        eventDetails = eventDetails.filter { $0.key == wanted || $0.key == detail.sequence }
    }

    private static let detailsKept = 64

    /// A time as the operator wants to see times.
    func timeText(_ time: Timestamp, withMilliseconds: Bool = false) -> String {
        if timeStyle == .relative { return TimeText.rough(presentNow - time) + " ago" }
        let civil = time.civil(utcOffset: utcOffset)
        guard withMilliseconds else { return civil.clockText }
        let fraction = String(civil.millisecond)
        return "\(civil.clockText).\(String(repeating: "0", count: max(0, 3 - fraction.count)))\(fraction)"
    }

    mutating func changeTimeStyle() -> [Effect] {
        let all = TimeStyle.allCases
        timeStyle = all[((all.firstIndex(of: timeStyle) ?? 0) + 1) % all.count]
        say("times are \(timeStyle.title)")
        return []
    }
}
