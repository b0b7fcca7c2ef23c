import Meetings
import MeetingsStore

/// The rows inside an object's view, and the cursor over them.
extension Model {
    /// The row under the cursor of the open object's view; nil until a key chose one.
    var selectedInside: ObjectID? {
        guard openObject != nil, let cursor = inside.cursor, inside.contains(cursor) else { return nil }
        return cursor
    }

    /// The person whom keys mean: the open one, or the one under the cursor of a room or session. Only those who are
    /// inside or wait: nothing can be done to the others.
    var selectedPerson: ParticipantID? {
        let object: ObjectID? = if case .person? = openObject { openObject } else { selectedInside }
        guard let id = object?.person else { return nil }
        if state.waiting[id] != nil { return id }
        return state.people[id].map { state.isInside($0) } == true ? id : nil
    }

    /// Moves the cursor inside the open object's view. The first key puts it on a row, and going up from the first row
    /// takes it away: without one, keys are about the whole object.
    mutating func moveInside(by step: Int) {
        if inside.cursor == nil {
            if step > 0, let first = inside.ids.first { inside.select(first) }
            if step > 1 { inside.move(by: step - 1) }
        } else if step == -1, inside.index == 0 {
            inside.release()
        } else {
            inside.move(by: step)
        }
    }

    /// Takes the rows of another object's view when another is open, or beside the list.
    mutating func settleInside() {
        var object = openObject ?? narrowing
        if location == .place(.board), isWide { object = lists[.rooms]?.rows.selected }
        guard object != insideOf || location != insideAt else { return }
        if object != insideOf { inside = RowList() }
        (insideOf, insideAt) = (object, location)
        arrangeInside()
    }

    /// Takes the rows inside from what is known.
    mutating func arrangeInside() {
        insideIsStale = false
        timeline = insideOf?.session.flatMap { SessionTimeline(of: $0, in: state) }
        recent = newestEvents()
        recordingIDs = openObject?.room.map { state.recordings(of: $0).map(\.recording.id) } ?? []
        inside.replace(with: rowsInside)
        let waiting = inside.ids.compactMap { row in row.person.flatMap { state.waiting[$0]?.person } }
        waitedInside = Dictionary(waiting.map { ($0.id, $0.name) }) { first, _ in first }
    }

    private var rowsInside: [ObjectID] {
        switch insideOf {
        case .room(let id)?:
            state.waiting(at: id).map { .person($0.person.id) }
                + state.peopleInside(of: id).map { .person($0.participant.id) }
        case .session?: timeline?.visitors.map { .person($0.last.id) } ?? []
        case .person(let id)?: state.visits(like: id).map { .person($0.participant.id) }
        case .theme(let id)?:
            state.rooms.values.filter { $0.room?.themeID == id && $0.isShown }.sorted {
                ($0.isClosed ? 1 : 0, $0.title.lowercased(), $0.id) < (
                    $1.isClosed ? 1 : 0, $1.title.lowercased(), $1.id
                )
            }.map { .room($0.id) }
        default: []
        }
    }

    /// Whether what changed may have changed what stands inside.
    func concernsInside(_ dirty: Dirty) -> Bool {
        switch insideOf {
        case .room(let id)?: dirty.rooms.contains(id)
        case .session(let id)?:
            dirty.sessions.contains(id)
                || state.sessions[id]?.roomID.map { dirty.rooms.contains($0) } == true
        case .person(let id)?: state.people[id].map { dirty.rooms.contains($0.participant.roomID) } ?? true
        case .theme?: !dirty.rooms.isEmpty
        case .recording(let id)?: state.recordings[id].map { dirty.sessions.contains($0.recording.sessionID) } ?? true
        default: false
        }
    }

    /// The newest events of what is open, of the newest in the log. A log may hold a million: looked through only when
    /// something new concerns the object, never for a frame.
    private func newestEvents() -> [LoggedEvent] {
        let object: ObjectID
        let most: Int
        switch location {
        case .object(let open):
            (object, most) = (open, 20)
        case .related(.events, let other): (object, most) = (other, 1000)
        default: return []
        }
        var found: [LoggedEvent] = []
        let count = state.events.count
        for index in stride(from: count - 1, through: max(0, count - Self.eventsSearched), by: -1) {
            let event = state.events[index]
            if belongs(event, to: object) { found.append(event) }
            if found.count == most { break }
        }
        return found.reversed()
    }

    /// How far back in the log the events of one object are looked for.
    private static let eventsSearched = 20_000
}
