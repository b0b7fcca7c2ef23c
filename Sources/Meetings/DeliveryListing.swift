/// What a server told of its callbacks, as far as it was asked.
public struct DeliveryListing: Hashable, Sendable {
    /// The newest of those that are not delivered: on their way, or given up.
    public var open: [DeliverySummary]
    /// True when there are no others that are not delivered.
    public var hasAllOpen: Bool
    /// The newest, whatever became of them: none between the first and the last of them is missing.
    public var newest: [DeliverySummary]
    /// How many there are in all.
    public var total: Int
    /// When the first request was sent. What became known after it is not contradicted.
    public var askedAt: Timestamp
    /// When the last answer arrived.
    public var at: Timestamp

    /// A listing with these parts.
    public init(
        open: [DeliverySummary], hasAllOpen: Bool, newest: [DeliverySummary], total: Int, askedAt: Timestamp,
        at: Timestamp
    ) {
        self.open = open
        self.hasAllOpen = hasAllOpen
        self.newest = newest
        self.total = total
        self.askedAt = askedAt
        self.at = at
    }
}
