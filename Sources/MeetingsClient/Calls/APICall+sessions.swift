public import Meetings
public import MeetingsWire

/// Sessions, beyond the published API: a foreign server answers 404.
extension APICall where Answer == SessionPage {
    /// One page of sessions, those that go on first; each condition that is not nil narrows it.
    public static func sessions(
        from: Timestamp? = nil, to: Timestamp? = nil, activeFrom: Timestamp? = nil, isRecorded: Bool? = nil,
        offset: Int = 0, pageSize: Int = MeetingsClient.pageSize
    ) -> APICall {
        var query = [(name: "page_size", value: String(pageSize))]
        if let from { query.append(("from", from.iso8601)) }
        if let to { query.append(("to", to.iso8601)) }
        if let activeFrom { query.append(("active_from", activeFrom.iso8601)) }
        if let isRecorded { query.append(("recorded", isRecorded ? "true" : "false")) }
        if offset > 0 { query.append(("offset", String(offset))) }
        return APICall(.get, ["sessions"], query: query, read: SessionPageJSON.read)
    }
}

extension APICall where Answer == SessionSummary {
    /// One session.
    public static func session(_ id: SessionID) -> APICall {
        APICall(.get, ["sessions", id.rawValue], read: SessionJSON.read)
    }
}

extension APICall where Answer == [Participant] {
    /// Everyone seen in one session, inside or gone.
    public static func participants(of id: SessionID) -> APICall {
        APICall(.get, ["sessions", id.rawValue, "participants"], read: ParticipantListJSON.read)
    }
}

extension APICall where Answer == Void {
    /// Keeps newcomers out of a session.
    public static func lock(_ id: SessionID) -> APICall { APICall(.post, ["sessions", id.rawValue, "lock"]) }

    /// Lets newcomers in again.
    public static func unlock(_ id: SessionID) -> APICall { APICall(.post, ["sessions", id.rawValue, "unlock"]) }

    /// Sends everyone out, which ends the session.
    public static func end(_ id: SessionID) -> APICall { APICall(.post, ["sessions", id.rawValue, "end"]) }

    /// Sends one person out.
    public static func remove(_ person: ParticipantID, from id: SessionID) -> APICall {
        APICall(.delete, ["sessions", id.rawValue, "participants", person.rawValue])
    }
}
