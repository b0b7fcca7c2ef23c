import Meetings
import MeetingsStore

/// What the server said to what was asked of it.
extension Model {
    mutating func answered(_ answer: Answer, _ id: RequestID) -> [Effect] {
        let request = requests.removeValue(forKey: id)
        switch answer {
        case .room(let room): learned(state.learn(room, askedAt: answerTime))
        case .theme(let theme): learned(state.learn(theme, askedAt: answerTime))
        case .acknowledgement(let decision): _ = apply([.acknowledgement(decision, at: answerTime)])
        case .note(let note):
            let listing = Listing(items: [note], askedAt: answerTime, at: now)
            _ = apply([.notes(listing, of: note.roomID)])
        case .notes(let notes, let room):
            return apply([.notes(Listing(items: notes, askedAt: now, at: now), of: room)])
        case .done:
            if case .reopen(let key, _)? = request { _ = apply([.reopening(key, at: answerTime)]) }
        }
        closeForm(id)
        guard let request else { return [] }
        switch (request, answer) {
        case (.createRoom, .room(let room)):
            select(.room(room.id), in: .rooms)
            say("ok: room \(room.displayName) is there · y copies its links")
        case (.createTheme, .theme(let theme)):
            select(.theme(theme.id), in: .themes)
            say("ok: theme \(theme.name) is there")
        default: say("ok: " + request.done)
        }
        return []
    }

    /// An answer came after the last tick and before the next: the later bound, so that a listing under way does not
    /// take away what was just made.
    private var answerTime: Timestamp { now + .seconds(1) }

    private mutating func closeForm(_ request: RequestID) {
        if case .form(let form)? = overlay, form.request == request { overlay = nil }
    }

    /// Puts the cursor of a list on what was just made, whatever the filter says.
    private mutating func select(_ object: ObjectID, in list: Place) {
        lists[list, default: ListState()].rows.select(object)
        arrange(list)
        guard lists[list]?.rows.contains(object) != true else { return }
        lists[list]?.filter = ""
        lists[list]?.rows.select(object)
        arrange(list)
    }

    mutating func refuse(_ text: String, _ id: RequestID) {
        requests[id] = nil
        guard case .form(var form)? = overlay, form.request == id else {
            say("error: " + text, isError: true)
            return
        }
        form.request = nil
        form.show(text.scrubbed(limit: 300))
        overlay = .form(form)
    }
}
