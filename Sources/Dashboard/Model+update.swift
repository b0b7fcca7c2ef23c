import Meetings
import MeetingsStore
import TerminalUI

/// The one way by which the dashboard changes.
extension Model {
    /// Takes a message in and answers with what is to be done.
    public mutating func update(_ message: Message) -> [Effect] {
        var effects: [Effect] = []
        switch message {
        case .input(let input): effects = take(input)
        case .changes(let changes): apply(changes)
        case .tick(let time, let offset): tick(time, utcOffset: offset)
        case .roomCreated(let room, let request): created(room, request)
        case .themeCreated(let theme, let request): created(theme, request)
        case .refused(let problem, let request):
            refuse(([problem.message] + problem.errors).joined(separator: "; "), request)
        case .failed(let text, let request): refuse(text, request)
        case .copied(let text): say("ok: " + text)
        case .notice(let text): say(text)
        }
        settle()
        return effects
    }

    private mutating func take(_ input: Input) -> [Effect] {
        switch input {
        case .key(let key): return press(key)
        case .paste(let text): return paste(text)
        case .resize(let size): self.size = size
        case .resumed: return [.redraw, .refresh]
        case .signal(2): return press(.control("c"))
        case .signal: return [.quit]
        case .mouse: break
        }
        return []
    }

    private mutating func tick(_ time: Timestamp, utcOffset offset: Int) {
        now = time
        utcOffset = offset
        watch()
        if needsSort, rests { sort() }
    }

    /// True when no key was pressed for a while: rows may move.
    private var rests: Bool {
        guard let lastKeyAt else { return true }
        // A clock that was set back must not hold the rows for hours.
        return now - lastKeyAt >= Dashboard.restAfterKey || now < lastKeyAt
    }

    private mutating func apply(_ changes: [Change]) {
        var dirty = Dirty()
        let total = state.events.total
        for change in changes { dirty.formUnion(state.apply(change)) }
        let added = state.events.total - total
        if eventsBack > 0, added > 0 {
            eventsBack += added
            eventsNew += added
        }
        if dirty.alarms || dirty.rooms.contains(where: { worstAlarm[$0] != nil }) { watch() }
        learned(dirty)
    }

    /// Sorts at once what is new, and later what only may have changed its place.
    private mutating func learned(_ dirty: Dirty) {
        if !dirty.themes.isEmpty { sortThemes() }
        guard !dirty.rooms.isEmpty else { return }
        needsSort = true
        let isNew = dirty.rooms.contains { !rooms.contains($0) && state.rooms[$0]?.isShown == true }
        let isGone = dirty.rooms.contains { rooms.contains($0) && state.rooms[$0]?.isShown != true }
        if rests, isNew || isGone { sort() }
    }

    /// Looks at the alarm rules again.
    mutating func watch() {
        let before = alarms
        alarmBoard.utcOffset = utcOffset
        _ = alarmBoard.update(state: state, now: now)
        alarms = alarmBoard.alarms
        guard alarms != before else { return }
        worstAlarm = [:]
        for (index, alarm) in alarms.enumerated() {
            if let room = alarm.room, worstAlarm[room] == nil { worstAlarm[room] = index }
        }
        needsSort = true
    }

    private mutating func created(_ room: Room, _ request: RequestID) {
        learned(state.learn(room, askedAt: answerTime))
        closeForm(request)
        rooms.select(room.id)
        sort()
        if !rooms.contains(room.id) {
            filters[.board] = nil
            rooms.select(room.id)
            sort()
        }
        say("ok: room \(room.displayName) is there · y copies its links")
    }

    private mutating func created(_ theme: Theme, _ request: RequestID) {
        learned(state.learn(theme, askedAt: answerTime))
        closeForm(request)
        themes.select(theme.id)
        sortThemes()
        say("ok: theme \(theme.name) is there")
    }

    /// An answer came after the last tick and before the next: the later bound, so that a listing under way does not
    /// take away what was just made.
    private var answerTime: Timestamp { now + .seconds(1) }

    private mutating func closeForm(_ request: RequestID) {
        if case .form(let form)? = overlay, form.request == request { overlay = nil }
    }

    private mutating func refuse(_ text: String, _ request: RequestID) {
        guard case .form(var form)? = overlay, form.request == request else {
            say("error: " + text, isError: true)
            return
        }
        form.request = nil
        form.show(text.scrubbed(limit: 300))
        overlay = .form(form)
    }

    /// Brings what depends on sizes back into bounds.
    private mutating func settle() {
        let layout = layout(size)
        rooms.top = rooms.top(rows: layout.roomRows)
        themes.top = themes.top(rows: place == .themes ? BoardLayout.listRows(size) : layout.themeRows)
        eventsBack = min(eventsBack, max(0, state.events.count - 1))
        if eventsBack == 0 { eventsNew = 0 }
        if case .help(var help)? = overlay {
            help.rows.top = help.rows.top(rows: BoardLayout.listRows(size))
            overlay = .help(help)
        }
        if openRoom == nil { peopleTop = 0 }
    }
}
