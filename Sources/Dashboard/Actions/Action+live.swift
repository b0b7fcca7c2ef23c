import TerminalUI

/// What can be done to a live session and the people in it.
extension Action {
    static let liveActions: [Action] = [
        Action(
            id: "admit", title: "Let in who waits", keys: [[.character("A")]], contexts: Context.withRoom,
            level: .write, hint: "let in", isUrgent: { !$0.waitingHere.isEmpty },
            call: "POST /rooms/{id}/waiting/admit", verb: "rooms admit",
            unavailable: { $0.waitingHere.isEmpty ? "nobody waits here" : nil }, run: { $0.admit() }),
        Action(
            id: "deny", title: "Turn away who waits", keys: [[.character("N")]], contexts: Context.withRoom,
            level: .write, call: "POST /rooms/{id}/waiting/{id}/deny", verb: "rooms deny",
            unavailable: { model in
                switch model.waitingHere.count {
                case 0: "nobody waits here"
                case 1: nil
                case let count: "\(count) wait here: put the cursor on one of them"
                }
            }, run: { $0.deny() }),
        Action(
            id: "lock", title: "Lock or unlock the session", keys: [[.character("K")]],
            contexts: [.rooms, .room, .sessions, .session, .person, .alarms], level: .write,
            call: "POST /sessions/{id}/lock", verb: "sessions lock",
            unavailable: { $0.liveSessionsHere.isEmpty ? "no session is live here" : nil }, run: { $0.toggleLock() }),
        Action(
            id: "remove", title: "Remove a person", keys: [[.character("X")]], contexts: [.room, .session, .person],
            level: .danger, hint: "remove", hintContexts: [.person], call: "DELETE /sessions/{id}/participants/{id}",
            verb: "sessions remove",
            unavailable: { $0.personInside == nil ? "put the cursor on a person who is inside" : nil },
            run: { model in model.personInside.map { model.open(.removal($0, locks: false)) } ?? [] }),
        Action(
            id: "end-session", title: "End the session", keys: [[.character("E")]],
            contexts: [.rooms, .room, .sessions, .session], level: .danger, call: "POST /sessions/{id}/end",
            verb: "sessions end", unavailable: { $0.liveSessionsHere.isEmpty ? "no session is live here" : nil },
            run: { $0.open(.ending($0.liveSessionsHere)) }),
        Action(
            id: "mute", title: "Mute a person", keys: [[.character("M")]], contexts: [.room, .session, .person],
            level: .write, call: "POST /sessions/{id}/participants/{id}/mute", verb: "sessions mute",
            unavailable: { $0.reasonAgainstMuting }, run: { $0.mute() }),
        Action(
            id: "record", title: "Start or stop the recording", keys: [[.character("C")]],
            contexts: [.rooms, .room, .sessions, .session, .alarms], level: .write,
            call: "POST /sessions/{id}/recordings", unavailable: { $0.reasonAgainstRecording },
            run: { $0.record() }),
    ]
}
