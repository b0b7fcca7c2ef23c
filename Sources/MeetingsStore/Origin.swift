public import Meetings

/// Where a fact was learned last, and when.
public struct Origin: Hashable, Sendable {
    /// The way by which it came.
    public var source: Source
    /// The receiver's time: of an event its arrival, of a listing the sending of its request.
    public var at: Timestamp

    /// An origin with these parts.
    public init(source: Source, at: Timestamp) {
        self.source = source
        self.at = at
    }

    /// The later of two; on a tie the listing, because it is the whole truth.
    mutating func renew(_ other: Origin) {
        if other.at > at || (other.at == at && other.source == .poll) { self = other }
    }
}

/// What is known of one source: whether it can be heard, and when it was heard last.
public struct Link: Hashable, Sendable {
    /// Whether it can be heard.
    public var state: LinkState
    /// When anything came from it, a heartbeat counted; nil when nothing ever did.
    public var heardAt: Timestamp?
    /// Since when it can be heard without a break; nil while it cannot.
    public var liveSince: Timestamp?
    /// How long after its own time the last event came that was not one of the past: negative when the source's clock
    /// is ahead of ours. Nil before the first.
    public private(set) var lag: Duration?

    /// A source with this state.
    public init(state: LinkState, heardAt: Timestamp? = nil) {
        self.state = state
        self.heardAt = heardAt
    }

    /// A source that has just been connected to tells the past first: that says nothing about the clocks.
    mutating func compare(_ eventTime: Timestamp?, with arrival: Timestamp) {
        guard let eventTime, let liveSince, arrival - liveSince > .seconds(5) else { return }
        lag = arrival - eventTime
    }

    mutating func hear(at time: Timestamp) {
        heardAt = heardAt.map { max($0, time) } ?? time
    }
}
