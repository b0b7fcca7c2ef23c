public import Meetings

/// One callback, believed and read.
public struct ReceivedCallback: Hashable, Sendable {
    /// The same on every attempt of one delivery; nil from a sender that names none.
    public var webhookID: String?
    /// The place in the server's log, from `Greenroom-Sequence`. Not covered by a signature.
    public var sequence: Int64?
    /// When the server committed the event, from `Greenroom-Committed-At`. Not covered by a signature.
    public var at: Timestamp?
    public var event: EventBody
    /// The exact bytes of the body.
    public var body: [UInt8]
    public var receivedAt: Timestamp

    public init(
        webhookID: String?, sequence: Int64?, at: Timestamp?, event: EventBody, body: [UInt8], receivedAt: Timestamp
    ) {
        self.webhookID = webhookID
        self.sequence = sequence
        self.at = at
        self.event = event
        self.body = body
        self.receivedAt = receivedAt
    }

    /// What the callback tells the store.
    public var change: Change {
        .event(Event(sequence: sequence, at: at, body: event), from: .callbacks, at: receivedAt)
    }
}
