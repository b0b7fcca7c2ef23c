public import Meetings

/// All alarms of one application: what the rules see, held back, raised, decided about and cleared.
///
/// One value, driven by `update(state:now:)` once a second and after news; it reads no clock and does no IO.
public struct AlarmBoard: Hashable, Sendable {
    /// How alarms are raised.
    public var settings: AlarmSettings
    /// What is planned, if a run sheet is in use.
    public var runSheet: RunSheet?
    /// Rooms whose links were handed out; nil where nobody keeps count.
    public var linksHandedOut: Set<RoomID>?
    /// Seconds that the operator's zone is ahead of UTC: for times in sentences and for silent hours.
    public var utcOffset: Int
    /// Every alarm that is not cleared, decided about or not, the most urgent first.
    public private(set) var all: [Alarm] = []
    /// Alarms that were cleared, the newest last.
    public private(set) var history: [Alarm] = []

    private var entries: [AlarmKey: Entry] = [:]
    private var storms = AlarmStorms()
    private var bell = AlarmBell()
    private var plan = PlannedRooms()
    private var startedAt: Timestamp?

    /// How many cleared alarms are kept.
    public static let historyKept = 500

    /// What is known of one alarm between two looks.
    private struct Entry: Hashable {
        var alarm: Alarm
        /// The earliest time from which a decision counts: before it, another alarm was meant.
        var decisionsFrom: Timestamp
        var isRaised = false
        /// Since when the rule sees nothing more; nil while it does.
        var goneSince: Timestamp?
    }

    /// A board without alarms.
    public init(settings: AlarmSettings = AlarmSettings(), runSheet: RunSheet? = nil, utcOffset: Int = 0) {
        self.settings = settings
        self.runSheet = runSheet
        self.utcOffset = utcOffset
    }

    /// Looks at everything again and answers with what changed, in the order in which it happened.
    public mutating func update(state: State, now: Timestamp) -> [AlarmTransition] {
        let isWhole = state.isWhole(at: now)
        if startedAt == nil, isWhole { startedAt = now }
        var steps: [AlarmTransition] = []
        var seen: Set<AlarmKey> = []
        for finding in findings(state, now, isWhole) {
            if isToldAlready(finding) { continue }
            let room = finding.room.flatMap { state.rooms[$0] }
            let tuning = settings.tuning(of: finding.key.rule, in: room, of: state, now: now)
            if tuning.isOff == true { continue }
            seen.insert(finding.key)
            see(finding, tuning, now, &steps)
        }
        clear(allBut: seen, state, now, isWhole, &steps)
        guard !entries.isEmpty || !steps.isEmpty else { return [] }
        decide(state, now, &steps)
        let open = entries.values.filter(\.isRaised).map(\.alarm).sorted(by: Alarm.isMoreUrgent)
        all = storms.mark(open)
        if let rung = bell.rung(steps, open: all, isSilent: isSilent(now), now: now) {
            steps.append(AlarmTransition(kind: .rang, alarm: rung, at: now))
        }
        return steps
    }

    private func isSilent(_ now: Timestamp) -> Bool {
        !settings.rings || settings.isSilent(at: now, utcOffset: utcOffset)
    }

    private mutating func findings(_ state: State, _ now: Timestamp, _ isWhole: Bool) -> [AlarmFinding] {
        let scene = AlarmScene(
            state: state, now: now, utcOffset: utcOffset, settings: settings,
            plan: runSheet.map { plan.rooms(of: $0, in: state) } ?? [], linksHandedOut: linksHandedOut)
        // While listings and events come in, rooms look empty and without hosts: only the source itself is judged.
        if !isWhole { return FeedStaleRule().findings(scene) }
        var found = AlarmRules.scene.flatMap { $0.findings(scene) }
        for (id, watch) in state.watchedRooms where watch.isDue(at: now, settings.limits) {
            guard let room = state.rooms[id] else { continue }
            for rule in AlarmRules.rooms { found += rule.findings(in: room, scene) }
        }
        // Sets have no order of their own: what is raised in one look is raised in the same order everywhere.
        let order = { (finding: AlarmFinding) in (finding.key.rule == .lateStart ? 1 : 0, finding.key) }
        return found.sorted { order($0) < order($1) }
    }

    /// True for a late start while guests without a host are an alarm of the same room: one fact needs one alarm. It
    /// comes last among the findings, so that the other is known by then.
    private func isToldAlready(_ finding: AlarmFinding) -> Bool {
        guard finding.key.rule == .lateStart,
            let other = entries[AlarmKey(.guestsWithoutHost, finding.key.object)]
        else { return false }
        return other.isRaised && other.alarm.level >= finding.level
    }

    private mutating func see(
        _ finding: AlarmFinding, _ tuning: AlarmTuning, _ now: Timestamp, _ steps: inout [AlarmTransition]
    ) {
        let since = finding.since ?? now
        // What only watching tells began before a dashboard that has just been started: earlier decisions count.
        let isStart = startedAt.map { now - $0 < .seconds(30) } ?? true
        let decisionsFrom = finding.since ?? (isStart ? Timestamp(milliseconds: .min) : now)
        let fresh = Alarm(
            key: finding.key, level: tuning.level ?? finding.level, room: finding.room, since: since,
            dueAt: finding.dueAt, saw: finding.saw, raisedAt: now)
        var entry = entries[finding.key] ?? Entry(alarm: fresh, decisionsFrom: decisionsFrom)
        let before = entry.alarm
        entry.goneSince = nil
        entry.alarm = fresh
        // While it lasts it is one alarm, also when what it began with is over.
        entry.alarm.since = finding.since == nil ? before.since : min(before.since, since)
        entry.alarm.raisedAt = before.raisedAt
        (entry.alarm.handling, entry.alarm.storm) = (before.handling, before.storm)
        if let renewed = finding.renewedAt { entry.decisionsFrom = max(entry.decisionsFrom, renewed) }
        if !entry.isRaised {
            if finding.since != nil { entry.alarm.since = since }
            if now - entry.alarm.since >= (tuning.hold ?? .zero) {
                entry.isRaised = true
                entry.alarm.raisedAt = now
                steps.append(AlarmTransition(kind: .raised, alarm: entry.alarm, at: now))
                storms.note(entry.alarm.key, at: now)
            }
        } else if entry.alarm.level != before.level {
            let kind: AlarmTransition.Kind = entry.alarm.level > before.level ? .rose : .fell
            steps.append(AlarmTransition(kind: kind, alarm: entry.alarm, at: now))
        }
        entries[finding.key] = entry
    }

    private mutating func clear(
        allBut seen: Set<AlarmKey>, _ state: State, _ now: Timestamp, _ isWhole: Bool,
        _ steps: inout [AlarmTransition]
    ) {
        for (key, var entry) in entries.filter({ !seen.contains($0.key) }).sorted(by: { $0.key < $1.key }) {
            if !isWhole, key.rule != .feedStale { continue }
            guard entry.isRaised else {
                entries[key] = nil
                continue
            }
            let room = entry.alarm.room.flatMap { state.rooms[$0] }
            let tuning = settings.tuning(of: key.rule, in: room, of: state, now: now)
            let gone = entry.goneSince ?? now
            if tuning.isOff == true || now - gone >= (tuning.clear ?? .zero) {
                entry.alarm.clearedAt = now
                entries[key] = nil
                steps.append(AlarmTransition(kind: .cleared, alarm: entry.alarm, at: now))
                history.append(entry.alarm)
            } else {
                entry.goneSince = gone
                entries[key] = entry
            }
        }
        if history.count > Self.historyKept { history.removeFirst(history.count - Self.historyKept) }
    }

    private mutating func decide(_ state: State, _ now: Timestamp, _ steps: inout [AlarmTransition]) {
        for (key, var entry) in entries.filter(\.value.isRaised).sorted(by: { $0.key < $1.key }) {
            let handling = handling(of: entry, state.acknowledgements[key], now)
            guard handling != entry.alarm.handling else { continue }
            entry.alarm.handling = handling
            entries[key] = entry
            let kind: AlarmTransition.Kind =
                switch handling {
                case .open: .reopened
                case .acknowledged: .acknowledged
                case .snoozed: .snoozed
                }
            steps.append(AlarmTransition(kind: kind, alarm: entry.alarm, at: now))
        }
    }

    private func handling(of entry: Entry, _ decision: AlarmAcknowledgement?, _ now: Timestamp) -> Alarm.Handling {
        guard let decision, decision.until > now, decision.at >= entry.decisionsFrom,
            entry.alarm.level <= decision.level ?? .critical
        else { return .open }
        return decision.state == .snoozed ? .snoozed(decision) : .acknowledged(decision)
    }
}

/// What a list of alarms shows.
extension AlarmBoard {
    /// The room that a line of the run sheet means, as of the last look.
    public func room(of entry: RunSheet.Entry) -> RoomID? { plan.room(of: entry) }

    /// The alarms that nobody decided about, the most urgent first; storms are not folded.
    public var alarms: [Alarm] { all.filter(\.isOpen) }

    /// The same as lines, each storm as one.
    public var rows: [AlarmRow] {
        var rows: [AlarmRow] = []
        var places: [Int: Int] = [:]
        for alarm in all where alarm.isOpen {
            guard let storm = alarm.storm else {
                rows.append(.one(alarm))
                continue
            }
            if let place = places[storm], case .storm(_, let others) = rows[place] {
                rows[place] = .storm(storm, others + [alarm])
            } else {
                places[storm] = rows.count
                rows.append(.storm(storm, [alarm]))
            }
        }
        return rows.map { row in
            if case .storm(_, let alarms) = row, alarms.count == 1, let first = alarms.first { return .one(first) }
            return row
        }
    }

    /// How many alarms are open, how many are not, and how many no line shows.
    public var counts: AlarmCounts {
        var counts = AlarmCounts()
        for alarm in all {
            switch (alarm.handling, alarm.level) {
            case (.acknowledged, _): counts.acknowledged += 1
            case (.snoozed, _): counts.snoozed += 1
            case (.open, .critical): counts.critical += 1
            case (.open, .warning): counts.warning += 1
            case (.open, .info): counts.info += 1
            }
        }
        counts.folded = rows.reduce(0) { sum, row in
            if case .storm(_, let alarms) = row { sum + alarms.count - 1 } else { sum }
        }
        return counts
    }
}

extension State {
    /// What a board that has just been started would show, by the usual settings.
    public func alarms(now: Timestamp) -> [Alarm] {
        var board = AlarmBoard()
        _ = board.update(state: self, now: now)
        return board.alarms
    }
}
