public import Meetings

/// A request that must not be done twice: what it was, and what came of it.
public struct IdempotencyRecord: Hashable, Sendable {
    /// The name that the caller gave it.
    public var key: String
    /// Tells the same request from another one under the same key.
    public var fingerprint: String
    /// The id of what was made.
    public var resourceID: String
    public var createdAt: Timestamp

    public init(key: String, fingerprint: String, resourceID: String, createdAt: Timestamp) {
        self.key = key
        self.fingerprint = fingerprint
        self.resourceID = resourceID
        self.createdAt = createdAt
    }
}
