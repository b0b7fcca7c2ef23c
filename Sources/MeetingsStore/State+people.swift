public import Meetings

/// Participants: each visit is joined, then left for good.
extension State {
    mutating func learn(_ participant: Participant, hasLeft: Bool, _ origin: Origin, _ dirty: inout Dirty) {
        guard ensure(participant.sessionID, in: participant.roomID, origin, &dirty) else { return }
        let id = participant.id
        let before = people[id]
        var known = before ?? KnownParticipant(participant: participant.scrubbed(), origin: origin)
        known.origin.renew(origin)
        known.participant.joinedAt = earlier(known.participant.joinedAt, participant.joinedAt)
        known.participant.leftAt = earlier(known.participant.leftAt, participant.leftAt)
        if hasLeft, !known.hasLeft {
            known.hasLeft = true
            known.leftHeardAt = origin.at
        }
        if before == nil {
            sessions[participant.sessionID]?.people.insert(id)
            rooms[participant.roomID]?.joins.add(known.participant.name, at: known.since)
        }
        recall(known, before: before)
        store(known, before: before, &dirty)
    }

    /// Puts what became known of a visit into the room's history, where that was not watched.
    private mutating func recall(_ known: KnownParticipant, before: KnownParticipant?) {
        let (participant, now) = (known.participant, known.origin.at)
        guard let joinedAt = participant.joinedAt else { return }
        if before?.participant.joinedAt == nil {
            rooms[participant.roomID]?.history.recall(1, from: joinedAt, until: participant.leftAt, now: now)
        } else if before?.participant.leftAt == nil, let leftAt = participant.leftAt {
            rooms[participant.roomID]?.history.recall(-1, from: leftAt, until: nil, now: now)
        }
    }

    /// Puts a visit back and keeps the counts of its session and room in step.
    private mutating func store(_ known: KnownParticipant, before: KnownParticipant?, _ dirty: inout Dirty) {
        let participant = known.participant
        people[participant.id] = known
        dirty.sessions.insert(participant.sessionID)
        dirty.rooms.insert(participant.roomID)
        guard sessions[participant.sessionID]?.isLive == true else { return }
        let step = (known.mayBeInside ? 1 : 0) - (before?.mayBeInside == true ? 1 : 0)
        if step != 0 { count(participant, by: step, at: known.origin.at) }
    }

    /// Counts one person in or out of a live session. `time` is nil where the history must not move.
    mutating func count(_ participant: Participant?, by step: Int, at time: Timestamp?) {
        guard let participant else { return }
        let room = sessions[participant.sessionID]?.roomID ?? participant.roomID
        if participant.isHost {
            sessions[participant.sessionID]?.hosts += step
            rooms[room]?.hosts += step
        } else {
            sessions[participant.sessionID]?.guests += step
            rooms[room]?.guests += step
        }
        peopleInside += step
        rooms[room]?.notePeak()
        if let time { rooms[room]?.recordPeople(at: time) }
    }

    mutating func apply(_ listing: Listing<Participant>, of session: SessionID, _ dirty: inout Dirty) {
        hear(.poll, at: listing.at, &dirty)
        if let last = peopleListedAt[session], listing.askedAt < last { return }
        if removedSessions.contains(session) { return }
        let watch = GapWatch(self, session: session, listing: listing)
        peopleListedAt[session] = listing.askedAt
        let origin = Origin(source: .poll, at: listing.askedAt)
        for participant in listing.items where participant.sessionID == session {
            let before = people[participant.id]
            learn(participant, hasLeft: participant.leftAt != nil, origin, &dirty)
            if before?.isMissing == true, participant.leftAt == nil { mark(participant.id, isMissing: false, &dirty) }
        }
        let listed = Set(listing.items.lazy.map(\.id))
        for id in sessions[session]?.people ?? [] where !listed.contains(id) {
            if let known = people[id], known.mayBeInside, known.origin.at < listing.askedAt {
                mark(id, isMissing: true, &dirty)
            }
        }
        if let gap = watch?.gap(in: self) { gaps.note(gap) }
    }

    private mutating func mark(_ id: ParticipantID, isMissing: Bool, _ dirty: inout Dirty) {
        guard let before = people[id], var known = people[id] else { return }
        known.isMissing = isMissing
        if isMissing { known.leftHeardAt = peopleListedAt[known.participant.sessionID] }
        store(known, before: before, &dirty)
    }

    /// Whether the person is in a live session now.
    public func isInside(_ known: KnownParticipant) -> Bool {
        known.mayBeInside && sessions[known.participant.sessionID]?.isLive == true
    }

    /// Everyone inside a room now: hosts first, then by arrival.
    public func peopleInside(of room: RoomID) -> [KnownParticipant] {
        let live = rooms[room]?.liveSessions ?? []
        let inside = live.flatMap { sessions[$0]?.people ?? [] }.compactMap { people[$0] }.filter(\.mayBeInside)
        return inside.sorted { left, right in
            let (first, second) = (left.participant, right.participant)
            if first.isHost != second.isHost { return first.isHost }
            if left.since != right.since { return left.since < right.since }
            return first.id < second.id
        }
    }
}

extension Participant {
    fileprivate func scrubbed() -> Participant {
        var participant = self
        participant.name = name.scrubbed()
        return participant
    }
}
