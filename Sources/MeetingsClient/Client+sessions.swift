public import Meetings
public import MeetingsWire

/// Sessions, participants, recordings and the event log. All but the recordings are beyond the published API: a
/// foreign server answers 404.
extension Client {
    /// All sessions that the server still knows, live and ended.
    public func sessions() async throws -> Listing<Session> {
        let listing = try await sessionSummaries()
        return Listing(items: listing.items.map(\.session), askedAt: listing.askedAt, at: listing.at)
    }

    /// The same with what the server sums up about each.
    public func sessionSummaries() async throws -> Listing<SessionSummary> {
        try await walk(["sessions"], PageWalk(cursor: "offset") { $0.session.id.rawValue }) { body throws(WireError) in
            let page = try SessionPageJSON.read(body)
            return (page.sessions, page.next)
        }
    }

    /// Everyone seen in one session, inside or gone.
    public func participants(of id: SessionID) async throws -> Listing<Participant> {
        let askedAt = clock.now
        let body = try await send(.get, ["sessions", id.rawValue, "participants"])
        let people = try exchange.read(body, with: ParticipantListJSON.read)
        return Listing(items: people, askedAt: askedAt, at: clock.now)
    }

    /// The recordings of one session (API reference, *Recordings*).
    public func recordings(of id: SessionID) async throws -> [Recording] {
        let body = try await send(.get, ["sessions", id.rawValue, "recordings"])
        return try exchange.read(body, with: RecordingListJSON.read)
    }

    /// One page of the event log: what follows the event numbered `after`, oldest first.
    public func eventPage(after: Int64, pageSize: Int = 100) async throws -> EventPage {
        let query = [(name: "after", value: String(after)), (name: "page_size", value: String(pageSize))]
        return try exchange.read(try await send(.get, ["events"], query: query), with: EventPageJSON.read)
    }
}
