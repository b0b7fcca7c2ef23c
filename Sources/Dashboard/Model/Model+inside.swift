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
        var object = openObject
        if location == .place(.board), isWide { object = lists[.rooms]?.rows.selected }
        guard object != insideOf else { return }
        insideOf = object
        inside = RowList()
        arrangeInside()
    }

    /// Takes the rows inside from what is known.
    mutating func arrangeInside() {
        insideIsStale = false
        inside.replace(with: rowsInside)
    }

    private var rowsInside: [ObjectID] {
        switch insideOf {
        case .room(let id)?:
            state.waiting(at: id).map { .person($0.person.id) }
                + state.peopleInside(of: id).map { .person($0.participant.id) }
        default: []
        }
    }

    /// Whether what changed may have changed the rows inside.
    func concernsInside(_ dirty: Dirty) -> Bool {
        switch insideOf {
        case .room(let id)?: dirty.rooms.contains(id)
        default: false
        }
    }
}
