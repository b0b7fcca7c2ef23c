import Meetings
import TerminalUI

/// What can be done to rooms.
extension Action {
    static let roomActions: [Action] = [
        Action(
            id: "new-room", title: "New room", keys: [[.character("n")]], contexts: [.rooms, .room, .events],
            level: .write, hint: "new", hintContexts: [.rooms], call: "POST /rooms", verb: "rooms create",
            run: { $0.openRoomForm() }),
        Action(
            id: "edit-room", title: "Edit the room", keys: [[.character("e")]], contexts: [.rooms, .room],
            level: .write, hint: "edit", call: "PATCH /rooms/{id}", verb: "rooms update",
            unavailable: { $0.reasonAgainstUpdate(of: $0.selectedRoom) }, run: { $0.editRoom() }),
        Action(
            id: "extend", title: "Close 30 minutes later", keys: [[.character("+")]],
            contexts: [.rooms, .room, .sessions, .session, .alarms], level: .write, hint: "extend",
            isUrgent: { $0.closesSoonHere },
            call: "PATCH /rooms/{id}", verb: "rooms extend", argument: "span",
            unavailable: { model in
                let rooms = model.targetRooms
                if rooms.isEmpty { return "there is no room here" }
                return rooms.count == 1 ? model.reasonAgainstUpdate(of: rooms[0]) : nil
            },
            runWith: { $0.extend(by: $1) }, run: { $0.extend(by: Model.extensionSpan) }),
        Action(
            id: "delete-room", title: "Delete", keys: [[.character("D")]], contexts: [.rooms, .room], level: .danger,
            hint: "delete", call: "DELETE /rooms/{id}", verb: "rooms delete",
            unavailable: { $0.targetRooms.isEmpty ? "there is no room here" : nil },
            run: { $0.open(.deletion($0.targets)) }),
        Action(
            id: "choose-theme", title: "Give another theme", keys: [[.character("B")]], contexts: [.rooms, .room],
            level: .write, call: "PATCH /rooms/{id}", verb: "rooms update", argument: "theme",
            candidates: { $0.themesByName.map(\.name) },
            unavailable: { model in
                let rooms = model.targetRooms
                if rooms.isEmpty { return "there is no room here" }
                return rooms.count == 1 ? model.reasonAgainstUpdate(of: rooms[0]) : nil
            },
            runWith: { $0.chooseTheme(named: $1) }, run: { $0.openThemeChoice() }),
        Action(
            id: "preview", title: "See the page as guests do", keys: [[.character("p")]],
            contexts: [.rooms, .room, .themes, .theme], unavailable: { $0.reasonAgainstPreview },
            run: { $0.openPreview() }),
        Action(
            id: "undo", title: "Take the last change back", keys: [[.character("u")]],
            contexts: Context.views.subtracting([.deliveries, .delivery]),
            level: .write, call: "PATCH /rooms/{id}",
            unavailable: { $0.undoable.isEmpty ? "nothing was changed here yet" : nil },
            run: { model in model.undoable.last.map { model.open(.undo($0)) } ?? [] }),
        Action(
            id: "writes", title: "Allow changes, or forbid them", keys: [[.character("W")]], contexts: Context.views,
            run: { $0.toggleWrites() }),
    ]
}
