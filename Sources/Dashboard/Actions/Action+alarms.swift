import MeetingsStore
import TerminalUI

/// What can be done to alarms, and what is told to the next operator.
extension Action {
    static let alarmActions: [Action] =
        [
            Action(
                id: "help-alarm", title: "Do what helps against the alarm", keys: [[.character("h")]],
                contexts: [.alarms], hint: "help",
                unavailable: { $0.selectedAlarm == nil ? "there is no alarm under the cursor" : nil },
                run: { $0.helpWithAlarm() }),
            Action(
                id: "acknowledge", title: "Acknowledge alarms, with a note", keys: [[.character("a")]],
                contexts: [.alarms, .rooms, .room], level: .shared, hint: "ack",
                hintContexts: [.alarms], call: "PUT /alarms/{rule}/{object}", verb: "alarms ack",
                argument: "note", unavailable: noAlarm,
                runWith: { model, note in model.acknowledge(model.targetAlarms, note: note) },
                run: { $0.startAcknowledging() }),
            Action(
                id: "snooze", title: "Hide alarms for a while", keys: [[.character("z")]],
                contexts: [.alarms, .rooms, .room], level: .shared, hint: "snooze",
                hintContexts: [.alarms], call: "PUT /alarms/{rule}/{object}", verb: "alarms snooze",
                unavailable: noAlarm, run: { $0.openSnoozeMenu() }),
            Action(
                id: "reopen", title: "Take back what was decided about alarms", keys: [[.character("O")]],
                contexts: [.alarms], level: .shared, call: "DELETE /alarms/{rule}/{object}", verb: "alarms reopen",
                unavailable: { model in
                    let decided = Set(model.alarmBoard.all.filter { !$0.isOpen }.map(\.key))
                    return model.targetAlarms.contains(where: decided.contains) ? nil : "nobody decided about it"
                }, run: { $0.reopenAlarms() }),
            Action(
                id: "note", title: "Write a note on the timeline", keys: [[.character("i")]],
                contexts: [.rooms, .room, .sessions, .session, .alarms], level: .shared,
                call: "POST /rooms/{id}/notes", argument: "text",
                unavailable: { $0.selectedRoom == nil ? "there is no room to write about" : nil },
                runWith: { model, text in
                    guard let room = model.selectedRoom else { return [] }
                    return model.addNote(text, to: room.id, room.liveSessions.first)
                }, run: { $0.startNote() }),
        ] + [(5, "5"), (15, "1"), (60, "6")].map(snoozing)

    private static func snoozing(_ minutes: Int, _ key: Character) -> Action {
        Action(
            id: ID(rawValue: "snooze-\(minutes)"), title: "\(minutes) minutes", keys: [[.character(key)]],
            contexts: [.snoozeMenu], level: .shared, hint: "\(minutes) min", run: { $0.snooze(minutes: minutes) })
    }

    private static let noAlarm: @Sendable (Model) -> String? = { model in
        model.targetAlarms.isEmpty ? "there is no alarm" : nil
    }
}
