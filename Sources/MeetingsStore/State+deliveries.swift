public import Meetings

extension State {
    /// Takes in one callback that a server answered with, to a request sent at `askedAt`.
    public mutating func learn(_ delivery: DeliverySummary, askedAt: Timestamp) {
        deliveries.learn(delivery, askedAt: askedAt)
    }
}
