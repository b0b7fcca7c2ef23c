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
        case .changes(let changes): effects = apply(changes)
        case .tick(let time, let offset): effects = tick(time, utcOffset: offset) + followDeliveries() + followMedia()
        case .answered(let answer, let request): effects = answered(answer, request)
        case .refused(let problem, let request) where keepsLocally(problem, request): break
        case .refused(let problem, let request):
            effects = refuse(([problem.message] + problem.errors).joined(separator: "; "), request)
        case .failed(let text, let request): effects = refuse(text, request)
        case .requested(let entry): note(entry)
        case .copied(let text): say("ok: " + text)
        case .recorded(let news): open(news)
        case .notice(let text): say(text)
        case .command(let line):
            // A line answers a question as a key does.
            answered = asked
            asked = nil
            effects = runCommand(line)
        }
        let isTick = if case .tick = message { true } else { false }
        settle(isTick: isTick)
        return effects + askForEvent() + askForRooms()
    }

    private mutating func take(_ input: Input) -> [Effect] {
        switch input {
        case .key(let key): return press(key)
        case .paste(let text): return paste(text)
        case .resize(let size):
            self.size = size
            jump = nil
            countHeads()
            arrangeShown()
        case .resumed: return [.redraw, .refresh]
        case .signal(2): return press(.control("c"))
        case .signal: return [.quit]
        case .mouse(let row, let column, let buttons): return click(row: row, column: column, buttons)
        }
        return []
    }

    private mutating func tick(_ time: Timestamp, utcOffset offset: Int) -> [Effect] {
        localOffset = offset
        // What is recorded does not go on, and the past stands still while it is looked at.
        if past != nil, configuration.recordedFile == nil { past?.presentNow = time }
        if past == nil, configuration.recordedFile == nil { now = time }
        let effects = watch()
        countHeads()
        if rests { arrangeShown() }
        return effects
    }

    /// True when no key was pressed for a while: rows may move.
    var rests: Bool {
        if jump != nil { return false }
        guard let lastKeyAt else { return true }
        // A clock that was set back must not hold the rows for hours.
        return now - lastKeyAt >= Dashboard.restAfterKey || now < lastKeyAt
    }

    mutating func apply(_ changes: [Change]) -> [Effect] {
        if past != nil {
            for change in changes { _ = past?.present.apply(change) }
            return []
        }
        var dirty = Dirty()
        let total = state.events.total
        for change in changes { dirty.formUnion(state.apply(change)) }
        if eventSearch == nil { learnedEvents(state.events.total - total) }
        let concernsAlarms = dirty.alarms || dirty.rooms.contains { worstAlarm[$0] != nil }
        let effects = concernsAlarms ? watch() : []
        learned(dirty)
        return effects
    }

    private mutating func note(_ entry: APILogEntry) {
        if fold(entry) { return }
        log.append(entry)
        if log.count > Self.logKept { log.removeFirst(log.count - Self.logKept) }
        listLog()
    }

    private mutating func listLog() {
        stale.insert(.log)
        if rests, location == .place(.log) { arrange(.log) }
    }

    /// The most requests that the API log keeps.
    static let logKept = 500

    /// Counts a request that only repeats one of the feed's. True when that needs no line of its own.
    private mutating func fold(_ entry: APILogEntry) -> Bool {
        guard entry.isPoll, entry.failure == nil,
            let index = log.lastIndex(where: { $0.isPoll && $0.method == entry.method && $0.asksTheSame(as: entry) }),
            log[index].failure == nil, log[index].status == entry.status
        else { return false }
        var newest = entry
        newest.number = log[index].number
        newest.times = log[index].times + 1
        log.remove(at: index)
        log.append(newest)
        listLog()
        return true
    }

    /// Brings what depends on sizes back into bounds.
    private mutating func settle(isTick: Bool) {
        let layout = layout(size)
        if location == .place(.board), isWide, layout[focus].isEmpty { focus = .rooms }
        for place in Place.allCases where lists[place] != nil {
            let rows = rowsShown(of: place, layout)
            lists[place]?.rows.settle(rows: rows)
        }
        settleInside()
        settleInspection()
        learnedEvents(search(isTick: isTick))
        settleEvents()
        if case .help(var help)? = overlay {
            help.rows.settle(rows: max(0, BoardLayout.listRows(size) - (size.rows > 11 ? 1 : 0)))
            overlay = .help(help)
        }
    }

    /// Rows of a list that are on the screen.
    func rowsShown(of list: Place) -> Int { rowsShown(of: list, layout(size)) }

    private func rowsShown(of list: Place, _ layout: BoardLayout) -> Int {
        guard location == .place(.board), !isMaximized else { return BoardLayout.listRows(size) }
        return Pane.allCases.first { $0.list == list }.map { layout.rows(of: $0).rows } ?? 0
    }
}
