import Meetings

/// What hosts decide about those who knock.
extension LiveRoom {
    private func isSeatedHost(_ connection: ConnectionID) -> Bool {
        seatIndex(of: connection).map { seats[$0].participant.isHost } ?? false
    }

    mutating func admit(
        _ guest: ParticipantID, by host: ConnectionID, now: Timestamp, _ outcome: inout Outcome
    ) {
        guard isSeatedHost(host), let index = knocks.firstIndex(where: { $0.fresh.participant == guest }) else {
            return
        }
        let knock = knocks.remove(at: index)
        seat(knock.connection, name: knock.name, isHost: knock.isHost, fresh: knock.fresh, now: now, &outcome)
        tellHostsWhoKnocks(&outcome)
    }

    mutating func deny(_ guest: ParticipantID, by host: ConnectionID, _ outcome: inout Outcome) {
        guard isSeatedHost(host), let index = knocks.firstIndex(where: { $0.fresh.participant == guest }) else {
            return
        }
        let knock = knocks.remove(at: index)
        visitors[knock.connection] = nil
        outcome.messages.append(Message(to: knock.connection, body: .ended(.denied), closes: true))
        tellHostsWhoKnocks(&outcome)
    }

    mutating func removeKnock(of connection: ConnectionID, _ outcome: inout Outcome) {
        guard let index = knocks.firstIndex(where: { $0.connection == connection }) else { return }
        knocks.remove(at: index)
        tellHostsWhoKnocks(&outcome)
    }

    /// Sends every host the whole list, so that a lost message repairs itself with the next one.
    func tellHostsWhoKnocks(_ outcome: inout Outcome) {
        let list = knocks.filter { $0.waitsFor == .approval }.map {
            PageMessage.Member(id: $0.fresh.participant.rawValue, name: $0.name, host: false)
        }
        for seat in seats where seat.participant.isHost {
            if let connection = seat.connection {
                outcome.messages.append(Message(to: connection, body: .knocking(list)))
            }
        }
    }
}
