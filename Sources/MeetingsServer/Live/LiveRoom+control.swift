import Meetings
import MeetingsMedia

/// What hosts and the API may change in a running session.
extension LiveRoom {
    /// A change of the session or of who waits.
    enum Control: Hashable, Sendable {
        case admit(ParticipantID)
        case deny(ParticipantID)
        /// Everyone who waits, whatever for.
        case admitAll
        case lock
        case unlock
        /// Everyone leaves; the room stays.
        case end
        case remove(ParticipantID)
        /// Switches someone's microphone or camera off; they may switch it on again.
        case mute(ParticipantID, TrackKind)
        /// Switches every guest's microphone off.
        case muteAll
        /// Begins to record, or stops (nil).
        case record(FreshRecording?)
    }

    /// In whose name a change is asked for.
    enum Authority: Hashable, Sendable {
        /// The page of someone who must be a seated host, or anybody inside where everybody may do it.
        case host(ConnectionID)
        /// The API. A change of a session names it, so that it cannot hit the next one.
        case api(session: SessionID?)
    }

    /// What a change came to.
    enum ControlAnswer: Hashable, Sendable {
        case done
        case admitted(Int)
        /// Whom or what it concerns is not here, or not any more.
        case unknown
        /// The page may not do this, or nobody may.
        case refused
        /// It is so already.
        case already
    }

    mutating func perform(_ control: Control, by authority: Authority, now: Timestamp, _ outcome: inout Outcome) {
        if case .record(let fresh) = control { return record(fresh, by: authority, now: now, &outcome) }
        switch authority {
        case .host(let connection):
            let host = seatIndex(of: connection).map { seats[$0].participant }
            guard let host, host.isHost, control != .remove(host.id) else { return outcome.answer = .refused }
        case .api(let session?):
            guard session == sessionID else { return outcome.answer = .unknown }
        case .api(nil): break
        }
        switch control {
        case .admit(let guest): admit(guest, now: now, &outcome)
        case .deny(let guest): deny(guest, &outcome)
        case .admitAll: admitAll(now: now, &outcome)
        case .lock: setLocked(true, &outcome)
        case .unlock: setLocked(false, &outcome)
        case .end: end(now: now, &outcome)
        case .remove(let participant): remove(participant, now: now, &outcome)
        case .mute(let participant, let kind):
            guard let index = seatIndex(of: participant) else { return outcome.answer = .unknown }
            mute([index], kind, &outcome)
        case .muteAll:
            guard sessionID != nil else { return outcome.answer = .unknown }
            mute(seats.indices.filter { !seats[$0].participant.isHost }, .mic, &outcome)
        case .record: break
        }
    }

    private func knockIndex(_ guest: ParticipantID) -> Int? {
        knocks.firstIndex { $0.person.id == guest && $0.lostAt == nil }
    }

    private mutating func admit(_ guest: ParticipantID, now: Timestamp, _ outcome: inout Outcome) {
        guard let index = knockIndex(guest) else { return outcome.answer = .unknown }
        admit(at: index, now: now, &outcome)
        tellHostsWhoKnocks(&outcome)
    }

    private mutating func admitAll(now: Timestamp, _ outcome: inout Outcome) {
        var count = 0
        while let index = knocks.firstIndex(where: { $0.lostAt == nil }) {
            admit(at: index, now: now, &outcome)
            count += 1
        }
        if count > 0 { tellHostsWhoKnocks(&outcome) }
        outcome.answer = .admitted(count)
    }

    private mutating func deny(_ guest: ParticipantID, _ outcome: inout Outcome) {
        guard let index = knockIndex(guest) else { return outcome.answer = .unknown }
        let knock = knocks.remove(at: index)
        visitors[knock.connection] = nil
        outcome.facts.append(.waitingLeft(knock.person))
        outcome.messages.append(Message(to: knock.connection, body: .ended(.denied), closes: true))
        tellHostsWhoKnocks(&outcome)
    }

    private mutating func setLocked(_ locked: Bool, _ outcome: inout Outcome) {
        guard let sessionID else { return outcome.answer = .unknown }
        guard isLocked != locked else { return }
        isLocked = locked
        outcome.facts.append(locked ? .locked(sessionID) : .unlocked(sessionID))
        for case let connection? in seats.map(\.connection) {
            outcome.messages.append(Message(to: connection, body: .locked(locked)))
        }
    }

    private mutating func end(now: Timestamp, _ outcome: inout Outcome) {
        guard sessionID != nil else { return outcome.answer = .unknown }
        dismiss(Array(seats.indices), .ended, now: now, &outcome)
    }

    private mutating func remove(_ participant: ParticipantID, now: Timestamp, _ outcome: inout Outcome) {
        guard let index = seatIndex(of: participant) else {
            return outcome.answer = .unknown
        }
        dismiss([index], .removed, now: now, &outcome)
    }

    /// Takes seats away, and with them the secrets that would give them back, and tells their pages why.
    private mutating func dismiss(
        _ indices: [Int], _ ending: PageMessage.Ending, now: Timestamp, _ outcome: inout Outcome
    ) {
        for case let connection? in indices.map({ seats[$0].connection }) {
            visitors[connection] = nil
            outcome.messages.append(Message(to: connection, body: .ended(ending), closes: true))
        }
        vacate(indices, now: now, &outcome)
    }
}
