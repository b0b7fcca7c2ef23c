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
    /// True while it is tried on by itself and younger ones of its room and URL go before it.
    public var isParked: Bool
    /// True while its URL is paused: nothing is tried until the URL is resumed.
    public var isPaused: Bool
    /// The events before this one that the same room's (or application's) URL did not get and was not told of, because
    /// their callbacks were given up or parked: at most 100, the oldest first. Empty when it is done.
    public var gap: [Int64]
    /// How many attempts were made since the event, or else since the last replay.
    public var attempts: Int
    /// Nil when it is done, held, and while it waits for an older one to the same URL.
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
    /// The header fields as they were sent, one a line; nil where nothing could be sent, or the file is from a version
    /// that did not keep them.
    public var headers: String?
    /// The beginning of what the receiver wrote with a status that is no success.
    public var answer: String?

    public init(
        number: Int, at: Timestamp, status: Int?, error: String?, duration: Duration, headers: String? = nil,
        answer: String? = nil
    ) {
        self.number = number
        self.at = at
        self.status = status
        self.error = error
        self.duration = duration
        self.headers = headers
        self.answer = answer
    }
}

/// What an attempt leads to.
public enum DeliveryOutcome: Hashable, Sendable {
    case delivered
    case retry(at: Timestamp)
    /// Tried again at that time, but younger ones of its room and URL no longer wait for it.
    case park(retryAt: Timestamp)
    /// The receiver wants nothing more at this URL: this one and all others of the application to it are held until
    /// the URL is resumed.
    case pauseEndpoint(reason: String)
    case dead
}

/// A URL that an application's callbacks are held back from.
public struct PausedEndpoint: Hashable, Sendable {
    public var url: String
    public var pausedAt: Timestamp
    /// Why, in words; may quote the receiver.
    public var reason: String
    /// How many callbacks wait.
    public var held: Int

    public init(url: String, pausedAt: Timestamp, reason: String, held: Int) {
        self.url = url
        self.pausedAt = pausedAt
        self.reason = reason
        self.held = held
    }
}
