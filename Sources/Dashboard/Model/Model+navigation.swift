import Meetings
import MeetingsStore

/// Where one is, and how one gets elsewhere and back.
extension Model {
    /// Where one is.
    var location: Location { path.last ?? .place(.board) }

    /// The view of many things that one came from.
    var place: Place {
        guard case .place(let place)? = path.first else { return .board }
        return place
    }

    /// The object whose own view is open.
    var openObject: ObjectID? { if case .object(let id) = location { id } else { nil } }

    /// The object to which the list on the screen is narrowed; nil for all else.
    var narrowing: ObjectID? { if case .related(_, let object) = location { object } else { nil } }

    /// The object that keys are about: the open one, or the row under the cursor.
    var current: ObjectID? {
        if let openObject { return openObject }
        if viewContext == .events { return selectedEvent?.sequence.map { .event($0) } }
        return shownList.flatMap { lists[$0]?.rows.selected }
    }

    /// The list that keys go to; nil where there is none.
    var shownList: Place? {
        guard openObject == nil else { return nil }
        return viewContext.list
    }

    /// What an action is about: the marked rows of the list, or the one under the cursor.
    var targets: [ObjectID] {
        if let shownList, lists[shownList]?.marks.isEmpty == false { return marked(in: shownList) }
        return current.map { [$0] } ?? []
    }

    /// The room that an object belongs to.
    func room(of object: ObjectID) -> KnownRoom? {
        switch object {
        case .room(let id): return state.rooms[id]
        case .session(let id): return state.sessions[id]?.roomID.flatMap { state.rooms[$0] }
        case .person(let id):
            let known = state.people[id]?.participant.roomID ?? state.waiting[id]?.person.roomID
            return known.flatMap { state.rooms[$0] }
        case .recording(let id):
            guard let session = state.recordings[id]?.recording.sessionID else { return nil }
            return room(of: .session(session))
        case .alarm(let id): return alarmLines[id]?.alarm.room.flatMap { state.rooms[$0] }
        case .planned(let number): return plannedRoom(number)
        case .delivery(let id): return delivery(id)?.roomID.flatMap { state.rooms[$0] }
        case .event(let number):
            return state.events.index(ofSequence: number).flatMap { state.events[$0].roomID }.flatMap {
                state.rooms[$0]
            }
        case .theme, .request, .engine: return nil
        }
    }

    /// The room that keys are about.
    var selectedRoom: KnownRoom? { current.flatMap { room(of: $0) } }

    /// Goes to a view and forgets the way to where one was.
    mutating func go(to target: Place) -> [Effect] {
        if target != place { lastPlace = place }
        path = [.place(target)]
        leaveView()
        return target == .deliveries ? followDeliveries(atOnce: true) : []
    }

    /// Opens an object's view above the one that is open.
    mutating func open(_ object: ObjectID) -> [Effect] {
        guard openObject != object else { return [] }
        if case .alarm(let id) = object { return openAlarm(id) }
        if case .planned(let number) = object {
            return plannedRoom(number).map { open(.room($0.id)) } ?? sayNoPlannedRoom()
        }
        // All that is known of one stands in its row.
        if case .engine = object { return [] }
        path.append(.object(object))
        // Going round in circles must not make the way back longer and longer.
        if path.count > 32 { path.remove(at: 1) }
        leaveView()
        if case .delivery = object { return followDeliveries(atOnce: true) }
        return askNotes(of: object)
    }

    /// What Enter opens: the row under the cursor, of a list or inside an object's view.
    var openable: ObjectID? {
        if case .engine? = current, openObject == nil { return nil }
        guard let openObject else { return current }
        // The visits of a person are of one person: what they open is where that was.
        if case .person = openObject { return selectedInside.flatMap { session(of: $0) }.map { .session($0.id) } }
        return selectedInside
    }

    var reasonNotToOpen: String? {
        if openable != nil { return nil }
        if openObject == nil { return "there is no row to open" }
        return inside.isEmpty ? "there is nothing inside to open" : "↓ chooses what to open"
    }

    /// The rows of the list, or of the open object's view.
    var shownRows: [ObjectID] { openObject == nil ? shownList.flatMap { lists[$0]?.rows.ids } ?? [] : inside.ids }

    /// What the rows are called, in their order.
    var shownNames: [String] {
        shownRows.map { title(of: $0) }
    }

    /// Opens the first row whose name has these words in it.
    mutating func open(named name: String) -> [Effect] {
        let rows = shownRows
        let wanted = name.lowercased()
        let titles = rows.map { (row: $0, title: title(of: $0).lowercased()) }
        let found = titles.first { $0.title == wanted } ?? titles.first { $0.title.contains(wanted) }
        guard let found else {
            say("no row is called \(name)", isError: true)
            return []
        }
        if let shownList { lists[shownList]?.rows.select(found.row) }
        return open(found.row)
    }

    /// Shows those rows of a list that belong to an object, above where one is.
    mutating func openRelated(_ list: Place, of object: ObjectID) -> [Effect] {
        path.append(.related(list, to: object))
        if path.count > 32 { path.remove(at: 1) }
        leaveView()
        return []
    }

    mutating func openSelected() -> [Effect] { openable.map { open($0) } ?? [] }

    mutating func back() -> [Effect] {
        if overlay != nil {
            overlay = nil
        } else if isMaximized {
            isMaximized = false
        } else if path.count > 1 {
            path.removeLast()
            leaveView()
        } else if place != .board {
            return go(to: .board)
        } else if answered == .quit {
            return [.quit]
        } else {
            asked = .quit
            say(configuration.quitNotice)
        }
        return []
    }

    /// Puts away the state of a list while it is narrowed, so that its filter and cursor are there again afterwards.
    private mutating func settleNarrowing() {
        for (list, whole) in wholeLists {
            guard !path.contains(where: { if case .related(list, _) = $0 { true } else { false } }) else { continue }
            lists[list] = whole
            wholeLists[list] = nil
            stale.insert(list)
        }
        guard case .related(let list, _) = location else { return }
        if wholeLists[list] == nil, let whole = lists[list] {
            wholeLists[list] = whole
            lists[list] = ListState()
            lists[list]?.sort = whole.sort
        }
        arrange(list)
    }

    /// What belongs to one view ends with it. What is shown now has no row yet that could move under a cursor.
    private mutating func leaveView() {
        showsHostLink = false
        scroll = 0
        search?.line = nil
        isMaximized = false
        inside.release()
        chart = ChartWindow()
        showsTimeline = false
        settleNarrowing()
        arrangeShown()
    }
}
