import TerminalUI

/// What can be done to rooms.
extension Action {
    static let roomActions: [Action] = [
        Action(
            id: "new-room", title: "New room", keys: [[.character("n")]], contexts: [.rooms, .room, .events],
            level: .write, hint: "new", call: "POST /rooms", verb: "rooms create", run: { $0.openRoomForm() })
    ]
}
