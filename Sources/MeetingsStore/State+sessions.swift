import Meetings

/// Sessions: started, then ended for good; an ended session holds nobody.
extension State {
    mutating func learn(_ session: Session, _ origin: Origin, _ dirty: inout Dirty) {
        guard ensure(session.id, in: session.roomID, origin, &dirty) else { return }
        let before = sessions[session.id]
        guard before?.startedAt != session.startedAt || before?.endedAt != session.endedAt else { return }
        change(session.id, &dirty) {
            $0.startedAt = earlier($0.startedAt, session.startedAt)
            $0.endedAt = earlier($0.endedAt, session.endedAt)
        }
    }

    mutating func lock(_ id: SessionID, of room: RoomID, _ isLocked: Bool, _ news: News, _ dirty: inout Dirty) {
        guard ensure(id, in: room, news.origin, &dirty) else { return }
        guard let known = sessions[id], news.isNewer(than: known.lockSequence) else { return }
        sessions[id]?.isLocked = isLocked
        sessions[id]?.lockSequence = news.sequence ?? known.lockSequence
        dirty.sessions.insert(id)
        dirty.rooms.insert(room)
    }

    /// Makes the session and its room known. Answers false for a session that is gone.
    mutating func ensure(_ id: SessionID, in room: RoomID?, _ origin: Origin, _ dirty: inout Dirty) -> Bool {
        if removedSessions.contains(id) { return false }
        if let room, removedRooms.isGone(room) {
            // Its room went before it was heard of.
            forget(id, isFinal: true, &dirty)
            return false
        }
        if let room, rooms[room] == nil { rooms[room] = KnownRoom(id: room, origin: origin) }
        if let room { rooms[room]?.origin.renew(origin) }
        if sessions[id] == nil {
            sessions[id] = KnownSession(id: id, origin: origin)
            dirty.sessions.insert(id)
        }
        sessions[id]?.origin.renew(origin)
        if let room, sessions[id]?.roomID == nil {
            sessions[id]?.roomID = rooms[room]?.id ?? room
            rooms[room]?.sessions.insert(id)
            if sessions[id]?.isLive == true { enter(id, of: room) }
            dirty.rooms.insert(room)
        }
        return true
    }

    /// Changes a session's own fields and keeps the counts of its room in step.
    mutating func change(_ id: SessionID, _ dirty: inout Dirty, _ body: (inout KnownSession) -> Void) {
        guard let before = sessions[id], var session = sessions[id] else { return }
        body(&session)
        sessions[id] = session
        dirty.sessions.insert(id)
        if before.endedAt == nil, session.endedAt != nil { endedSessions += 1 }
        guard let room = session.roomID else { return }
        dirty.rooms.insert(room)
        if let endedAt = session.endedAt { rooms[room]?.endedSession(at: endedAt) }
        if before.isLive, !session.isLive { leave(id, of: room) }
        if !before.isLive, session.isLive { enter(id, of: room) }
    }

    private mutating func enter(_ id: SessionID, of room: RoomID) {
        if rooms[room]?.isLive == false { rooms[room]?.peak = 0 }
        rooms[room]?.liveSessions.insert(id)
        if let known = rooms[room] { liveRooms.insert(known.id) }
        for person in sessions[id]?.people ?? [] where people[person]?.mayBeInside == true {
            count(people[person]?.participant, by: 1, at: nil)
        }
        countRecordings(of: room)
    }

    private mutating func leave(_ id: SessionID, of room: RoomID) {
        guard let session = sessions[id] else { return }
        rooms[room]?.liveSessions.remove(id)
        if rooms[room]?.liveSessions.isEmpty == true { liveRooms.remove(room) }
        rooms[room]?.hosts -= session.hosts
        rooms[room]?.guests -= session.guests
        peopleInside -= session.hosts + session.guests
        sessions[id]?.hosts = 0
        sessions[id]?.guests = 0
        rooms[room]?.recordPeople(at: session.origin.at)
        countRecordings(of: room)
    }

    mutating func apply(_ listing: Listing<Session>, endedSince: Timestamp?, _ dirty: inout Dirty) {
        hear(.poll, at: listing.at, &dirty)
        if let last = sessionsListedAt, listing.askedAt < last { return }
        sessionsListedAt = listing.askedAt
        let origin = Origin(source: .poll, at: listing.askedAt)
        for session in newest(listing.items) where removedSessions.lift(session.id) {
            learn(session, origin, &dirty)
            if session.isLive, sessions[session.id]?.isMissing == true {
                change(session.id, &dirty) { $0.isMissing = false }
            }
        }
        let listed = Set(listing.items.lazy.map(\.id))
        for (id, session) in sessions where !listed.contains(id) && session.origin.at < listing.askedAt {
            // What ended earlier than the listing reaches is not contradicted by its absence.
            if let end = session.endedAt, let endedSince, end < endedSince { continue }
            forget(id, &dirty)
        }
        forgetOldest(&dirty)
    }

    /// All live sessions and the newest ended ones, as many as are kept.
    private func newest(_ listed: [Session]) -> [Session] {
        guard listed.count > MeetingsStore.endedSessionsKept else { return listed }
        let ended = listed.filter { !$0.isLive }.sorted { ($1.endedAt, $1.id) < ($0.endedAt, $0.id) }
        return listed.filter(\.isLive) + ended.prefix(MeetingsStore.endedSessionsKept)
    }

    /// Keeps the number of ended sessions bounded. Sorts only after a tenth too many has gathered.
    mutating func forgetOldest(_ dirty: inout Dirty) {
        let limit = MeetingsStore.endedSessionsKept
        guard endedSessions > limit + limit / 10 else { return }
        let ended = sessions.values.filter { $0.endedAt != nil }.sorted { ($1.endedAt, $1.id) < ($0.endedAt, $0.id) }
        for session in ended.dropFirst(limit) { forget(session.id, &dirty) }
    }

    /// Removes a session with its people and recordings.
    mutating func forget(_ id: SessionID, isFinal: Bool = false, _ dirty: inout Dirty) {
        change(id, &dirty) { $0.isMissing = true }
        removedSessions.insert(id, isFinal: isFinal)
        guard let session = sessions.removeValue(forKey: id) else { return }
        if session.endedAt != nil { endedSessions -= 1 }
        for person in session.people { people[person] = nil }
        for recording in session.recordings {
            recordings[recording] = nil
            openRecordings.remove(recording)
        }
        peopleListedAt[id] = nil
        guard let room = session.roomID else { return }
        rooms[room]?.sessions.remove(id)
        if let known = rooms[room], !known.isShown, known.sessions.isEmpty { rooms[room] = nil }
        dirty.rooms.insert(room)
    }
}

/// The earlier of two times, either of which may be unknown.
func earlier(_ left: Timestamp?, _ right: Timestamp?) -> Timestamp? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
}

/// Orders by end, then by id, so that equal ends do not shuffle.
private func < (left: (Timestamp?, SessionID), right: (Timestamp?, SessionID)) -> Bool {
    let (first, second) = (left.0?.milliseconds ?? .min, right.0?.milliseconds ?? .min)
    return first == second ? left.1 < right.1 : first < second
}
