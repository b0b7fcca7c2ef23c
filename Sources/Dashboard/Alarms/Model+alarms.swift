import Meetings
import MeetingsStore
import TerminalUI

/// What the dashboard makes of alarms.
extension Model {
    /// Looks at the alarm rules again. Answers with what operators are told outside the screen.
    mutating func watch() -> [Effect] {
        let before = alarmBoard
        alarmBoard.utcOffset = utcOffset
        let steps = alarmBoard.update(state: present, now: presentNow)
        guard alarmBoard.all != before.all || alarmBoard.history != before.history else { return [] }
        let title = paneTitle
        alarms = alarmBoard.alarms
        worstAlarm = [:]
        for (index, alarm) in alarms.enumerated() {
            if let room = alarm.room, worstAlarm[room] == nil { worstAlarm[room] = index }
        }
        listAlarms()
        stale.formUnion([.rooms, .alarms, .recordings])
        var effects: [Effect] = []
        if paneTitle != title { effects.append(.title(paneTitle)) }
        // What is recorded is over: nobody has to come.
        for step in steps where configuration.recordedFile == nil {
            if step.kind == .rang {
                effects.append(.bell)
            } else if !alarmBoard.settings.isSilent(at: now, utcOffset: utcOffset) {
                effects.append(.hook(step, room: roomTitle(of: step.alarm)))
            }
        }
        return effects
    }

    /// `!!1 !3 greenroom PROD`: what a window list shows of the alarms that nobody decided about.
    var paneTitle: String {
        let critical = alarms.count { $0.level == .critical }
        let warning = alarms.count { $0.level == .warning }
        let counts = critical + warning == 0 ? "" : "!!\(critical) !\(warning) "
        return "\(counts)greenroom \(configuration.environment)"
    }

    /// Makes the lines of the alarms view anew.
    mutating func listAlarms() {
        let lines = AlarmLines(alarmBoard, openStorms: openStorms).lines
        alarmLines = Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The name of an alarm's room; empty for an alarm about no room.
    func roomTitle(of alarm: Alarm) -> String {
        alarm.room.map { state.rooms[$0]?.title ?? $0.rawValue.scrubbed() } ?? ""
    }

    /// What an alarm is called where one line must do.
    func title(of alarm: Alarm) -> String {
        let room = roomTitle(of: alarm)
        return room.isEmpty ? alarm.rule.title : "\(room): \(alarm.rule.title)"
    }

    /// The alarms that keys are about: those of the marked or the selected lines, those of the open room, or on the
    /// board those of the line at the top.
    var targetAlarms: [AlarmKey] {
        if viewContext == .alarms {
            return targets.flatMap { object -> [AlarmKey] in
                guard case .alarm(let id) = object, let line = alarmLines[id], line.part != .cleared else { return [] }
                return line.keys
            }
        }
        if openObject != nil, let room = selectedRoom?.id { return alarms.filter { $0.room == room }.map(\.key) }
        switch alarmBoard.rows.first {
        case .one(let alarm)?: return [alarm.key]
        case .storm(_, let storm)?: return storm.map(\.key)
        case nil: return []
        }
    }

    /// What the chosen alarms are called.
    func title(of keys: [AlarmKey]) -> String {
        let first = keys.first.flatMap { key in alarmBoard.all.first { $0.key == key } }
        guard let first else { return "no alarm" }
        return keys.count == 1 ? title(of: first) : "\(title(of: first)) and \(keys.count - 1) more"
    }

    mutating func startAcknowledging() -> [Effect] {
        chosenAlarms = targetAlarms
        let known = alarmBoard.all.first { $0.key == chosenAlarms.first }?.decision
        say(title(of: chosenAlarms))
        prompt = Prompt(.acknowledge, text: known?.state == .acknowledged ? known?.note ?? "" : "")
        return []
    }

    /// Sends what the operator decided about alarms.
    mutating func acknowledge(_ keys: [AlarmKey], note: String) -> [Effect] {
        let name = configuration.operatorName
        return decide(keys) { level in
            NewAcknowledgement(state: .acknowledged, note: note, operatorName: name, level: level)
        }
    }

    mutating func openSnoozeMenu() -> [Effect] {
        chosenAlarms = targetAlarms
        overlay = .menu(Menu(context: .snoozeMenu, title: "Snooze", note: title(of: chosenAlarms)))
        return []
    }

    mutating func snooze(minutes: Int) -> [Effect] {
        overlay = nil
        let (name, until) = (configuration.operatorName, now + .seconds(minutes * 60))
        return decide(chosenAlarms) { level in
            NewAcknowledgement(state: .snoozed, operatorName: name, level: level, until: until)
        }
    }

    private mutating func decide(
        _ keys: [AlarmKey], _ wanted: (AlarmLevel?) -> NewAcknowledgement
    ) -> [Effect] {
        let requests = keys.map { key in
            Request.acknowledge(key, wanted(alarmBoard.all.first { $0.key == key }?.level))
        }
        chosenAlarms = []
        var effects: [Effect] = []
        for request in requests { effects += send(request).1 }
        return effects
    }

    mutating func reopenAlarms() -> [Effect] {
        let decided = Set(alarmBoard.all.filter { !$0.isOpen }.map(\.key))
        let name = configuration.operatorName
        var effects: [Effect] = []
        for key in targetAlarms where decided.contains(key) { effects += send(.reopen(key, operatorName: name)).1 }
        return effects
    }

    /// A server of the published API keeps no decisions: then they count on this dashboard. True when that is so.
    mutating func keepsLocally(_ problem: Problem, _ id: RequestID) -> Bool {
        guard [.notFound, .methodNotAllowed].contains(problem.kind), let request = requests[id] else { return false }
        switch request {
        case .acknowledge(let key, let wanted):
            requests[id] = nil
            guard let decision = try? wanted.acknowledgement(of: key, at: now) else { return false }
            _ = apply([.acknowledgement(decision, at: now)])
            say("ok: \(request.done) · on this dashboard only: the server keeps none")
        case .reopen(let key, _):
            requests[id] = nil
            _ = apply([.reopening(key, at: now)])
            say("ok: \(request.done)")
        default: return false
        }
        return true
    }

    /// Opens what an alarm is about; a storm opens and closes in place.
    mutating func openAlarm(_ id: String) -> [Effect] {
        guard let line = alarmLines[id] else { return [] }
        if line.isStorm, let storm = line.alarm.storm {
            openStorms.formSymmetricDifference([storm])
            listAlarms()
            arrange(.alarms)
            return []
        }
        switch line.alarm.rule {
        case .recordingLate, .recordingStalled:
            let recording = RecordingID(line.alarm.key.object)
            if state.recordings[recording] != nil { return open(.recording(recording)) }
        case .callbackTrouble: return go(to: .deliveries)
        case .feedStale: return go(to: .log)
        case .mediaDown, .mediaRestarts, .mediaFull: return go(to: .media)
        case .gap where line.alarm.room == nil: return go(to: .events)
        case .notReady where line.alarm.room == nil: return go(to: .runSheet)
        default: break
        }
        guard let room = line.alarm.room, state.rooms[room] != nil else {
            say("there is nothing to open for this alarm")
            return []
        }
        return open(.room(room))
    }

    /// Does what helps against the alarm under the cursor.
    mutating func helpWithAlarm() -> [Effect] {
        guard let line = selectedAlarm else { return [] }
        switch line.alarm.rule.help {
        case .copyHostLink: return copy(.hostLink)
        case .extend:
            guard let extend = Action["extend"] else { return openAlarm(line.id) }
            return run(extend)
        case .recheck:
            say("asking the server again")
            return [.refresh]
        case .deliveries: return go(to: .deliveries)
        case .media: return go(to: .media)
        case .showWaiting, .open, .timeline: return openAlarm(line.id)
        }
    }

    /// The line under the cursor of the alarms view.
    var selectedAlarm: AlarmLine? {
        guard viewContext == .alarms, case .alarm(let id)? = current else { return nil }
        return alarmLines[id]
    }

    mutating func startNote() -> [Effect] {
        guard let room = selectedRoom else { return [] }
        let session = current?.session ?? room.liveSessions.first
        say("a note on the timeline of \(room.title)")
        prompt = Prompt(.note(room.id, session))
        return []
    }

    mutating func addNote(_ text: String, to room: RoomID, _ session: SessionID?) -> [Effect] {
        guard text.contains(where: { !$0.isWhitespace }) else { return [] }
        let note = NewNote(text: text, operatorName: configuration.operatorName, sessionID: session)
        return send(.addNote(note, room)).1
    }

    /// What was written down before this dashboard was started.
    mutating func askNotes(of object: ObjectID) -> [Effect] {
        guard let room = object.room ?? object.session.flatMap({ state.sessions[$0]?.roomID }) else { return [] }
        lastQuery -= 1
        return [.ask(.notes(room), RequestID(rawValue: lastQuery))]
    }
}

extension AlarmHelp {
    /// What the hint line calls it.
    var hint: String {
        switch self {
        case .copyHostLink: "copy host link"
        case .showWaiting: "who waits"
        case .extend: "extend"
        case .open: "open room"
        case .recheck: "check again"
        case .deliveries: "deliveries"
        case .timeline: "timeline"
        case .media: "media servers"
        }
    }
}
