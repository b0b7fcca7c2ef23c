/// What a source tells the in-memory store. Times are the receiver's, taken when the answer or event arrived.
public enum Change: Hashable, Sendable {
    /// One event, by callback or stream.
    case event(Event, from: Source, at: Timestamp)
    /// All rooms of the application.
    case rooms(Listing<Room>)
    /// All themes of the application.
    case themes(Listing<Theme>)
    /// All live sessions, and ended ones: all that the server still knows, or with `endedSince` at least those that
    /// ended then or later.
    case sessions(Listing<Session>, endedSince: Timestamp? = nil)
    /// Everyone seen in one session, inside or gone.
    case participants(Listing<Participant>, of: SessionID)
    /// All recordings of one session.
    case recordings(Listing<Recording>, of: SessionID)
    /// What operators decided about alarms, as far as it still counts.
    case acknowledgements(Listing<AlarmAcknowledgement>)
    /// One decision about an alarm, heard of at a time.
    case acknowledgement(AlarmAcknowledgement, at: Timestamp)
    /// What was decided about an alarm counts no more.
    case reopening(AlarmKey, at: Timestamp)
    /// What operators wrote down about one room.
    case notes(Listing<RoomNote>, of: RoomID)
    /// How the callbacks to each URL fare.
    case callbackEndpoints([CallbackEndpoint], at: Timestamp)
    /// What became of callbacks; nil from a server that does not tell.
    case deliveries(DeliveryListing?, at: Timestamp)
    /// How sound and picture fare; nil from a server that does not tell. With the time at which it was asked for.
    case media(MediaReport?, at: Timestamp)
    /// News about a source itself.
    case link(Source, LinkState, at: Timestamp)
    /// A sign of life that carries no fact: a heartbeat of the stream.
    case heartbeat(Source, at: Timestamp)
}

/// A complete answer to a listing.
public struct Listing<Item: Hashable & Sendable>: Hashable, Sendable {
    public var items: [Item]
    /// When the request was sent. What became known after it is not contradicted by its absence here.
    public var askedAt: Timestamp
    /// When the last page arrived.
    public var at: Timestamp

    public init(items: [Item], askedAt: Timestamp, at: Timestamp) {
        self.items = items
        self.askedAt = askedAt
        self.at = at
    }
}

/// The ways by which facts reach the store.
public enum Source: String, Hashable, Sendable, CaseIterable {
    case poll, callbacks, stream
}

/// Whether a source can be heard.
public enum LinkState: Hashable, Sendable {
    case connecting
    case live
    /// The sentence says what failed and what to do; it is for a person.
    case down(String)
    /// This source is not in use, for example a stream where the server has none.
    case unused
}
