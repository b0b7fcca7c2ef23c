public import Meetings

/// One callback: an event on its way to one URL.
public struct StoredDelivery: Hashable, Sendable, Identifiable {
    /// Unique on the server, rising.
    public var id: Int64
    /// The event's place in the log.
    public var sequence: Int64
    public var applicationID: ApplicationID
    public var roomID: RoomID?
    public var kind: CallbackKind
    public var url: String
    /// Scheme, host and port of the URL, in lower case: what counts as one receiver.
    public var origin: String
    /// The same on every attempt and every replay: receivers recognise a repetition by it.
    public var webhookID: String
    /// The room's metadata at the time of the event.
    public var metadata: String?
    public var state: DeliveryState
    /// How many attempts were made since the event, or else since the last replay.
    public var attempts: Int
    /// Nil when it is done, and while it waits for an older one to the same URL.
    public var nextAttemptAt: Timestamp?
    /// The HTTP status of the last attempt; nil when there was no answer.
    public var lastStatus: Int?
    /// What went wrong in the last attempt, in words.
    public var lastError: String?
    /// When the event was committed, or else when it was last replayed: the schedule of attempts counts from here.
    public var committedAt: Timestamp
    /// The event's name as it was logged.
    public var eventName: String
    /// When the event happened; a replay does not change it.
    public var eventAt: Timestamp
    /// The exact bytes to send.
    public var body: [UInt8]
}

/// One attempt to send a callback.
public struct DeliveryAttempt: Hashable, Sendable {
    /// From 1, since the event or else since the last replay.
    public var number: Int
    /// When it began.
    public var at: Timestamp
    /// The HTTP status; nil when there was no answer.
    public var status: Int?
    /// What went wrong, in words; nil when it succeeded.
    public var error: String?
    /// How long it took, in whole milliseconds.
    public var duration: Duration

    public init(number: Int, at: Timestamp, status: Int?, error: String?, duration: Duration) {
        self.number = number
        self.at = at
        self.status = status
        self.error = error
        self.duration = duration
    }
}

/// What an attempt leads to.
public enum DeliveryOutcome: Hashable, Sendable {
    case delivered
    case retry(at: Timestamp)
    case dead
}
