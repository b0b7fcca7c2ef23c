import Meetings
import MeetingsMedia

/// How people come, wait and go.
extension LiveRoom {
    mutating func enter(_ arrival: Arrival, now: Timestamp, _ outcome: inout Outcome) {
        let connection = arrival.connection
        guard let isHost = visitors[connection], seatIndex(of: connection) == nil,
            !knocks.contains(where: { $0.connection == connection })
        else { return }
        let moment = ParticipantAdmission.Moment(
            isLive: sessionID != nil, hostIsInside: hostIsInside, isLocked: isLocked,
            hasEndedSession: hasEndedSession || arrival.hasEndedSession)
        func refuse(_ refusal: PageMessage.Refusal) {
            visitors[connection] = nil
            outcome.messages.append(Message(to: connection, body: .refused(refusal), closes: true))
        }
        switch ParticipantAdmission.decide(for: arrival.room, isHost: isHost, at: moment) {
        case .enter:
            seat(connection, name: arrival.name, isHost: isHost, fresh: arrival.fresh, now: now, &outcome)
        case .waitForHost: wait(arrival, isHost: isHost, for: .host, now: now, &outcome)
        case .waitForRestart: wait(arrival, isHost: isHost, for: .restart, now: now, &outcome)
        case .waitForApproval: wait(arrival, isHost: isHost, for: .approval, now: now, &outcome)
        case .refuse: refuse(.closed)
        case .refuseLocked: refuse(.locked)
        }
    }

    /// Gives the arrival a place; the first place starts the session, a host lets in whoever waits for one.
    mutating func seat(
        _ connection: ConnectionID, name: String, isHost: Bool, fresh: FreshIdentifiers, now: Timestamp,
        _ outcome: inout Outcome
    ) {
        let session = sessionID ?? fresh.session
        let isFirst = sessionID == nil
        if isFirst {
            sessionID = session
            outcome.facts.append(.started(session))
        }
        let participant = Participant(
            id: fresh.participant, sessionID: session, roomID: roomID, name: name, role: isHost ? .owner : .guest,
            isHost: isHost, joinedAt: now)
        let newcomer = PageMessage.Member(participant)
        tellEverybody(.memberJoined(newcomer), &outcome)
        seats.append(
            Seat(participant: participant, resumeDigest: fresh.resumeDigest, connection: connection, lostAt: nil))
        outcome.facts.append(.joined(participant, resumeDigest: fresh.resumeDigest))
        greet(newcomer, at: connection, resume: fresh.resume, &outcome)
        if isFirst, let recording = fresh.recording { beginRecording(recording, by: nil, now: now, &outcome) }
        guard isHost else { return }
        hostArrived(now: now, &outcome)
        if !knocks.isEmpty { tellHostsWhoKnocks(&outcome) }
    }

    var members: [PageMessage.Member] { seats.map { PageMessage.Member($0) } }

    /// Tells someone's page what it needs inside, and makes its person a member of the session's media.
    private func greet(
        _ you: PageMessage.Member, at connection: ConnectionID, resume: String?, _ outcome: inout Outcome
    ) {
        let entry = PageMessage.Entry(
            you: you, members: members, resume: resume, isLocked: isLocked, chat: chat, recording: recordingNews,
            whiteboard: features.whiteboard ? whiteboard : nil)
        outcome.messages.append(Message(to: connection, body: .entered(entry)))
        order(.join(ParticipantID(you.id), name: you.name), &outcome)
    }

    mutating func resume(_ connection: ConnectionID, digest: String, _ outcome: inout Outcome) {
        guard let index = seats.firstIndex(where: { $0.resumeDigest == digest }) else { return }
        if let older = seats[index].connection {
            visitors[older] = nil
            outcome.messages.append(Message(to: older, body: .ended(.moved), closes: true))
        }
        seats[index].connection = connection
        seats[index].lostAt = nil
        visitors[connection] = seats[index].participant.isHost
        greet(PageMessage.Member(seats[index]), at: connection, resume: nil, &outcome)
        if seats[index].participant.isHost, !knocks.isEmpty { tellHostsWhoKnocks(&outcome) }
    }

    mutating func leave(_ connection: ConnectionID, now: Timestamp, _ outcome: inout Outcome) {
        visitors[connection] = nil
        removeKnock(of: connection, &outcome)
        outcome.messages.append(Message(to: connection, body: .ended(.left), closes: true))
        if let index = seatIndex(of: connection) { vacate([index], now: now, &outcome) }
    }

    mutating func lost(_ connection: ConnectionID, now: Timestamp, _ outcome: inout Outcome) {
        visitors[connection] = nil
        removeKnock(of: connection, &outcome)
        guard let index = seatIndex(of: connection) else { return }
        seats[index].connection = nil
        seats[index].lostAt = now
    }

    mutating func giveUpLost(now: Timestamp, _ outcome: inout Outcome) {
        let waits = knocks.filter { $0.lostAt.map { $0 <= now } ?? false }.map(\.connection)
        for connection in waits { removeKnock(of: connection, &outcome) }
        let overdue = seats.indices.filter { index in seats[index].lostAt.map { $0 + grace <= now } ?? false }
        if !overdue.isEmpty { vacate(overdue, now: now, &outcome) }
    }

    /// What holds when somebody left or was lost and the log could not be told: the place stays until it can be.
    mutating func keepUntilWritten(_ connection: ConnectionID, now: Timestamp) {
        visitors[connection] = nil
        if let index = knocks.firstIndex(where: { $0.connection == connection }) { knocks[index].lostAt = now }
        guard let index = seatIndex(of: connection) else { return }
        seats[index].connection = nil
        seats[index].lostAt = now
    }

    mutating func close(_ outcome: inout Outcome) {
        order(.close, &outcome)
        for connection in visitors.keys.sorted(by: { $0.number < $1.number }) {
            outcome.messages.append(Message(to: connection, body: .ended(.closed), closes: true))
        }
        visitors.removeAll()
        knocks.removeAll()
        seats.removeAll()
        forgetSession()
    }

    private mutating func forgetSession() {
        sessionID = nil
        isLocked = false
        chat = []
        lastChat = 0
        whiteboard = Whiteboard()
        recording = nil
    }

    /// Takes places away, tells those who stay, and ends the session with the last place.
    mutating func vacate(_ indices: [Int], now: Timestamp, _ outcome: inout Outcome) {
        let gone = indices.map { seats[$0].participant }
        for index in indices.reversed() { seats.remove(at: index) }
        for var participant in gone {
            participant.leftAt = now
            outcome.facts.append(.left(participant))
            tellEverybody(.memberLeft(participant.id), &outcome)
            order(.leave(participant.id), &outcome)
        }
        if seats.isEmpty, let session = sessionID {
            outcome.facts.append(.ended(session))
            order(.close, &outcome)
            forgetSession()
            hasEndedSession = true
        }
    }
}
