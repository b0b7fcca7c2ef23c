public import Meetings

/// What belongs to what.
extension State {
    /// All sessions known of a room, the newest first.
    public func sessions(of room: RoomID) -> [KnownSession] {
        (rooms[room]?.sessions ?? []).compactMap { sessions[$0] }.sorted { left, right in
            let (first, second) = (left.startedAt ?? left.origin.at, right.startedAt ?? right.origin.at)
            return first == second ? left.id < right.id : first > second
        }
    }

    /// The recordings of a session, the oldest first.
    public func recordings(of session: SessionID) -> [KnownRecording] {
        (sessions[session]?.recordings ?? []).compactMap { recordings[$0] }.sorted { left, right in
            let (first, second) = (
                left.recording.startedAt ?? left.origin.at, right.recording.startedAt ?? right.origin.at
            )
            return first == second ? left.recording.id < right.recording.id : first < second
        }
    }

    /// The recordings of all sessions known of a room, the newest first.
    public func recordings(of room: RoomID) -> [KnownRecording] {
        sessions(of: room).flatMap { recordings(of: $0.id).reversed() }
    }

    /// The visits to one room that look like those of the same person, because name and role are the same: the newest
    /// first. The API gives a person a new id with each visit.
    public func visits(like person: ParticipantID) -> [KnownParticipant] {
        guard let known = people[person]?.participant else { return [] }
        let room = sessions[known.sessionID]?.roomID ?? known.roomID
        let all = (rooms[room]?.sessions ?? [known.sessionID]).flatMap { sessions[$0]?.people ?? [] }
        let same = all.compactMap { people[$0] }.filter {
            $0.participant.name == known.name && $0.participant.isHost == known.isHost
        }
        return same.sorted { left, right in
            left.since == right.since ? left.participant.id < right.participant.id : left.since > right.since
        }
    }

    /// When a visit ended; nil while it goes on. Where no source told, when it was noticed.
    public func end(of visit: KnownParticipant) -> Timestamp? {
        if isInside(visit) { return nil }
        let session = sessions[visit.participant.sessionID]
        let end = visit.participant.leftAt ?? visit.leftHeardAt ?? session?.endedAt ?? session?.origin.at
        return end.map { max($0, visit.since) } ?? visit.since
    }
}
