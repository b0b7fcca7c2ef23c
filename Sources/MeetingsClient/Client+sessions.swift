public import Meetings
public import MeetingsWire

/// Sessions, participants, recordings and the event log. All but the recordings are beyond the published API: a
/// foreign server answers 404.
extension Client {
    /// The sessions that go on, or ended at `activeFrom` or later; nil asks for all that the server still knows. At
    /// `limit` the listing ends, the newest first. A foreign server may not know the condition, and tells all.
    public func sessions(activeFrom: Timestamp? = nil, limit: Int = MeetingsClient.longestListing) async throws
        -> Listing<Session>
    {
        let listing = try await sessionSummaries(activeFrom: activeFrom, limit: limit)
        return Listing(items: listing.items.map(\.session), askedAt: listing.askedAt, at: listing.at)
    }

    /// The same with what the server sums up about each. Each condition that is not nil narrows the listing.
    public func sessionSummaries(
        from: Timestamp? = nil, to: Timestamp? = nil, activeFrom: Timestamp? = nil, isRecorded: Bool? = nil,
        limit: Int = MeetingsClient.longestListing
    ) async throws -> Listing<SessionSummary> {
        let conditions = APICall.sessions(from: from, to: to, activeFrom: activeFrom, isRecorded: isRecorded).query
        let pages = PageWalk<SessionSummary>(cursor: "offset", limit: limit) {
            $0.session.id.rawValue
        }
        return try await walk(["sessions"], query: conditions, pages) { body throws(WireError) in
            let page = try SessionPageJSON.read(body)
            return (page.sessions, page.next)
        }
    }

    /// Everyone seen in one session, inside or gone.
    public func participants(of id: SessionID) async throws -> Listing<Participant> {
        let askedAt = clock.now
        let people = try await answer(to: .participants(of: id))
        return Listing(items: people, askedAt: askedAt, at: clock.now)
    }

    /// The recordings of one session (API reference, *Recordings*).
    public func recordings(of id: SessionID) async throws -> [Recording] { try await answer(to: .recordings(of: id)) }

    /// One page of the event log: what follows the event numbered `after`, oldest first.
    public func eventPage(after: Int64, pageSize: Int = 100) async throws -> EventPage {
        try await answer(to: .events(after: after, pageSize: pageSize))
    }
}
