/// Where a callback stands. The raw values are stored and shown.
public enum DeliveryState: String, Hashable, Sendable, CaseIterable {
    case pending, delivered
    /// Given up; it is kept and can be replayed.
    case dead
}
