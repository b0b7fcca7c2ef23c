import Meetings

/// What people draw together.
extension LiveRoom {
    /// Lets anybody inside show the board, put it away and draw on it. Guests erase what they drew, hosts everything.
    mutating func draw(_ act: Whiteboard.Act, by person: Participant, _ outcome: inout Outcome) {
        guard features.whiteboard else { return }
        switch act {
        case .show(let isShown):
            guard whiteboard.isShown != isShown else { return }
            whiteboard.isShown = isShown
            tellEverybody(.whiteboard(.shown(isShown, by: person.name)), &outcome)
        case .draw(let number, let color, let width, let points):
            let id = Whiteboard.StrokeID(participant: person.id, number: number)
            let part = Whiteboard.Stroke(id: id, color: color, width: width, points: points)
            guard whiteboard.isShown else { return }
            if whiteboard.draw(part) {
                tell(.whiteboard(.drawn(part)), toAllBut: person.id, &outcome)
            } else {
                tell(person.id, .whiteboard(.full), &outcome)
            }
        case .erase(let ids):
            let gone = whiteboard.erase(Set(ids.filter { person.isHost || $0.participant == person.id }))
            if !gone.isEmpty { tellEverybody(.whiteboard(.erased(gone)), &outcome) }
        case .clear:
            guard person.isHost, !whiteboard.strokes.isEmpty else { return }
            whiteboard.clear()
            tellEverybody(.whiteboard(.cleared(by: person.name)), &outcome)
        }
    }

    private func tell(_ id: ParticipantID, _ body: PageMessage.FromServer, _ outcome: inout Outcome) {
        guard let connection = seatIndex(of: id).flatMap({ seats[$0].connection }) else { return }
        outcome.messages.append(Message(to: connection, body: body))
    }

    private func tell(
        _ body: PageMessage.FromServer, toAllBut id: ParticipantID, _ outcome: inout Outcome
    ) {
        for seat in seats where seat.participant.id != id {
            guard let connection = seat.connection else { continue }
            outcome.messages.append(Message(to: connection, body: body))
        }
    }
}
