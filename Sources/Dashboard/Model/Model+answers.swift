import Meetings
import MeetingsStore

/// What the server said to what was asked of it.
extension Model {
    mutating func answered(_ answer: Answer, _ id: RequestID) -> [Effect] {
        if take(answer) {
            wanted[id] = nil
            return []
        }
        if let effects = use(answer, id) { return effects }
        let request = requests.removeValue(forKey: id)
        var effects: [Effect] = []
        switch answer {
        case .room(let room): effects = confirmed(state.learn(room, askedAt: answerTime))
        case .theme(let theme): effects = confirmed(state.learn(theme, askedAt: answerTime))
        case .text, .dialIn, .mediaControls, .qr, .event, .travel, .exported, .delivery, .deliveries, .replayed, .media,
            .sessionMedia:
            break
        case .acknowledgement(let decision): _ = apply([.acknowledgement(decision, at: answerTime)])
        case .recording(let recording):
            let listing = Listing(items: [recording], askedAt: answerTime, at: now)
            _ = apply([.recordings(listing, of: recording.sessionID)])
        case .note(let note):
            let listing = Listing(items: [note], askedAt: answerTime, at: now)
            _ = apply([.notes(listing, of: note.roomID)])
        case .notes(let notes, let room):
            return apply([.notes(Listing(items: notes, askedAt: now, at: now), of: room)])
        case .done:
            if case .reopen(let key, _)? = request { _ = apply([.reopening(key, at: answerTime)]) }
        }
        if let request { remember(request, id) }
        // What the feed asks next comes too late for whoever looks at the row.
        switch request {
        case .drain?, .resumeEngine?: effects += ask(.media, for: .media)
        default: break
        }
        if let next = advance(id, answer) ?? advanceForm(id, answer) { return effects + next }
        guard let request else { return effects }
        switch (request, answer) {
        case (.createRoom, .room(let room)):
            select(.room(room.id), in: .rooms)
            say("ok: room \(room.displayName) is there · y copies its links")
        case (.createTheme, .theme(let theme)):
            select(.theme(theme.id), in: .themes)
            say("ok: theme \(theme.name) is there")
        case (.replayDead, .replayed(let count)):
            say("ok: \(count) \(count == 1 ? "callback is" : "callbacks are") sent again")
        default: say("ok: " + request.done)
        }
        return effects
    }

    /// Takes in what the server confirmed. An alarm that it ends must not stay until the next tick.
    private mutating func confirmed(_ dirty: Dirty) -> [Effect] {
        let effects = dirty.rooms.contains { worstAlarm[$0] != nil } ? watch() : []
        learned(dirty)
        return effects
    }

    /// Keeps what can be taken back, and forgets what just was.
    private mutating func remember(_ request: Request, _ id: RequestID) {
        guard let before = befores.removeValue(forKey: id) else { return }
        if undoable.last?.request == request {
            undoable.removeLast()
            return
        }
        guard let after = ChangedObject(now: before.object, in: state) else { return }
        undoable.append(Undo(before: before, after: after))
        if undoable.count > Undo.kept { undoable.removeFirst() }
    }

    /// An answer came after the last tick and before the next: the later bound, so that a listing under way does not
    /// take away what was just made.
    var answerTime: Timestamp { now + .seconds(1) }

    /// Puts the cursor of a list on what was just made, whatever the filter says.
    private mutating func select(_ object: ObjectID, in list: Place) {
        lists[list, default: ListState()].rows.select(object)
        arrange(list)
        guard lists[list]?.rows.contains(object) != true else { return }
        lists[list]?.filter = ""
        lists[list]?.rows.select(object)
        arrange(list)
    }

    mutating func refuse(_ text: String, _ id: RequestID) -> [Effect] {
        requests[id] = nil
        befores[id] = nil
        if refuseInspection(text, id) { return [] }
        wanted[id] = nil
        if let effects = advance(id, nil, reason: text) ?? refuseForm(text, id) { return effects }
        say("error: " + text, isError: true)
        return []
    }
}
