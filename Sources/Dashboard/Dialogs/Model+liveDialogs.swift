import Meetings
import MeetingsStore
import TerminalUI

/// The dialogs before people are sent out, and before a change is taken back.
extension Model {
    func removalDialog(_ id: ParticipantID, locks: Bool) throws(Problem) -> Dialog {
        guard let known = state.people[id], state.isInside(known) else {
            throw Problem(.notFound, "this person is not inside")
        }
        let person = known.participant
        let room = room(of: .person(id))?.title ?? ""
        let isLocked = state.sessions[person.sessionID]?.isLocked == true
        let since = String(TimeText.clock(known.since, utcOffset: utcOffset).prefix(5))
        let object = ObjectID.person(id)
        var items = [Batch.Item(object: object, name: person.name, request: .remove(id, person.sessionID))]
        // Locked first, so that there is no moment in which the person could come back.
        if locks, !isLocked {
            items.insert(Batch.Item(object: object, name: "lock \(room)", request: .lock(person.sessionID)), at: 0)
        }
        let after =
            isLocked || locks
            ? "The session is locked\(isLocked ? "" : " first"): no guest comes in until it is unlocked (K)."
            : "With the link the person can come back: l locks the session too."
        return Dialog(
            title: "Remove \(TextWidth.fit(person.name, to: 30))\(locks ? " and lock" : "")", right: room,
            lines: [
                Dialog.Line(text: "\(person.name), \(person.isHost ? "HOST" : "guest"), inside since \(since)"),
                Dialog.Line(text: after, role: isLocked || locks ? .text : .warning),
            ],
            button: locks && !isLocked ? "Remove and lock" : "Remove", items: items,
            call: "will call "
                + (items.count > 1 ? "POST /sessions/{id}/lock, then " : "")
                + "DELETE /sessions/{id}/participants/{id}",
            subject: .removal(id, locks: locks),
            other: locks || isLocked
                ? nil : Dialog.Other(key: "l", title: "remove and lock", subject: .removal(id, locks: true)))
    }

    func endingDialog(_ sessions: [SessionID]) throws(Problem) -> Dialog {
        let live = sessions.compactMap { state.sessions[$0] }.filter(\.isLive)
        guard !live.isEmpty else { throw Problem(.conflict, "no session is live here") }
        var lines: [Dialog.Line] = []
        for session in live.prefix(8) {
            let people = session.people.compactMap { state.people[$0] }.filter { state.isInside($0) }
            let name = room(of: .session(session.id))?.title ?? session.id.rawValue.scrubbed()
            let count = people.count == 1 ? "1 PERSON INSIDE" : "\(people.count) PEOPLE INSIDE"
            let since =
                session.startedAt.map { " since \(String(TimeText.clock($0, utcOffset: utcOffset).prefix(5)))" } ?? ""
            lines.append(
                Dialog.Line(text: TextWidth.fit(name, to: 28, padded: true) + "  " + count + since, role: .warning))
            if live.count == 1, !people.isEmpty {
                let names = people.map(\.participant.name).sorted().prefix(6).joined(separator: ", ")
                lines.append(Dialog.Line(text: "Inside: \(names)\(people.count > 6 ? ", …" : "")", role: .faint))
            }
        }
        lines += [
            Dialog.Line(text: ""), Dialog.Line(text: "Everybody is sent out. The room stays and can be entered again."),
        ]
        return Dialog(
            title: "End \(live.count == 1 ? "the session" : "\(live.count) sessions") on \(configuration.environment)",
            right: "irreversible", lines: lines, word: live.count > 1 ? "end \(live.count)" : nil,
            button: live.count == 1 ? "End" : "End \(live.count)",
            items: live.map { session in
                Batch.Item(
                    object: .session(session.id), name: room(of: .session(session.id))?.title ?? "session",
                    request: .end(session.id))
            }, call: "will call POST /sessions/{id}/end", subject: .ending(sessions))
    }

    func undoDialog(_ undo: Undo) throws(Problem) -> Dialog {
        let changes: [FieldChange]
        let name: String
        switch (undo.after, undo.request) {
        case (.room(let after), .updateRoom(_, let update)?):
            guard let room = state.rooms[after.id]?.room else { throw Problem(.notFound, "this room is gone") }
            name = room.displayName
            let since = RoomUpdate(from: after, to: room).differences(of: after, utcOffset: utcOffset)
            if let first = since.first {
                throw Problem(.conflict, "\(name) has changed since: \(first.name) is \(first.new) now")
            }
            _ = try update.applied(to: room, now: now)
            changes = update.differences(of: room, utcOffset: utcOffset)
        case (.theme(let after), .updateTheme(_, let update)?):
            guard let theme = state.themes[after.id]?.theme else { throw Problem(.notFound, "this theme is gone") }
            name = theme.name
            if let first = ThemeUpdate(from: after, to: theme).differences(of: after).first {
                throw Problem(.conflict, "\(name) has changed since: \(first.name) is \(first.new) now")
            }
            changes = update.differences(of: theme)
        default: throw Problem(.conflict, "the last change left everything as it was")
        }
        guard let request = undo.request else { throw Problem(.conflict, "there is nothing to take back") }
        let lines = changes.map { change in
            Dialog.Line(
                text:
                    "\(TextWidth.fit(change.name, to: 24, padded: true))  \(TextWidth.fit(change.old, to: 18)) → \(TextWidth.fit(change.new, to: 18))"
            )
        }
        let place = undo.after.object.room == nil ? "themes" : "rooms"
        return Dialog(
            title: "Take the last change back: \(TextWidth.fit(name, to: 30))", lines: lines, button: "Take back",
            items: [Batch.Item(object: undo.after.object, name: name, request: request)],
            call: "will call PATCH /\(place)/{id}  \(changes.map(\.name).joined(separator: ", "))", subject: .undo(undo)
        )
    }
}
