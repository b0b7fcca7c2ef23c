import Meetings

/// How people wait, and how a wait ends.
extension LiveRoom {
    mutating func wait(
        _ arrival: Arrival, isHost: Bool, for reason: PageMessage.Waiting, now: Timestamp, _ outcome: inout Outcome
    ) {
        guard knocks.count < Self.knockLimit else {
            visitors[arrival.connection] = nil
            outcome.messages.append(Message(to: arrival.connection, body: .refused(.full), closes: true))
            return
        }
        let person = WaitingPerson(
            id: arrival.fresh.participant, roomID: roomID, sessionID: sessionID, name: arrival.name,
            waitsFor: reason.reason, since: now)
        knocks.append(Knock(connection: arrival.connection, person: person, isHost: isHost, fresh: arrival.fresh))
        outcome.facts.append(.waitingJoined(person))
        outcome.messages.append(Message(to: arrival.connection, body: .waiting(for: reason)))
        if reason == .approval { tellHostsWhoKnocks(&outcome) }
    }

    /// Ends a wait with a seat.
    mutating func admit(at index: Int, now: Timestamp, _ outcome: inout Outcome) {
        let knock = knocks.remove(at: index)
        outcome.facts.append(.waitingLeft(knock.person))
        seat(knock.connection, name: knock.person.name, isHost: knock.isHost, fresh: knock.fresh, now: now, &outcome)
    }

    /// What a host's arrival means for those who wait for one: in they go, or, where the session is locked, they wait
    /// for the host's word.
    mutating func hostArrived(now: Timestamp, _ outcome: inout Outcome) {
        guard isLocked else {
            while let index = knocks.firstIndex(where: { $0.person.waitsFor == .host && $0.lostAt == nil }) {
                admit(at: index, now: now, &outcome)
            }
            return
        }
        for index in knocks.indices where knocks[index].person.waitsFor == .host {
            knocks[index].person.waitsFor = .approval
            outcome.facts.append(.waitingJoined(knocks[index].person))
            outcome.messages.append(Message(to: knocks[index].connection, body: .waiting(for: .approval)))
        }
    }

    mutating func removeKnock(of connection: ConnectionID, _ outcome: inout Outcome) {
        guard let index = knocks.firstIndex(where: { $0.connection == connection }) else { return }
        outcome.facts.append(.waitingLeft(knocks.remove(at: index).person))
        tellHostsWhoKnocks(&outcome)
    }

    /// Sends every host the whole list, so that a lost message repairs itself with the next one.
    func tellHostsWhoKnocks(_ outcome: inout Outcome) {
        let list = knocks.filter { $0.person.waitsFor == .approval }.map {
            PageMessage.Member(id: $0.person.id.rawValue, name: $0.person.name, host: false)
        }
        tellHosts(.knocking(list), &outcome)
    }

    func tellHosts(_ body: PageMessage.FromServer, _ outcome: inout Outcome) {
        for seat in seats where seat.participant.isHost {
            if let connection = seat.connection { outcome.messages.append(Message(to: connection, body: body)) }
        }
    }
}
