/// A callback as the list of deliveries shows it: what is sent where, and how far that has come.
public struct DeliverySummary: Hashable, Sendable, Identifiable {
    /// Unique on the server, rising.
    public var id: Int64
    /// The event's place in the server's log.
    public var sequence: Int64
    /// The event's name.
    public var event: String
    public var roomID: RoomID?
    public var kind: CallbackKind
    public var url: String
    /// The same on every attempt and every replay.
    public var webhookID: String
    public var state: DeliveryState
    /// True for a pending one that gave up its turn: the later ones of its room go on without it.
    public var isParked: Bool
    /// True for a pending one whose URL has asked for no more callbacks: it is held until somebody resumes the URL.
    public var isPaused: Bool
    /// How many attempts were made since the event, or else since the last replay.
    public var attempts: Int
    public var createdAt: Timestamp
    /// Nil for one that is done, waits for an older one, or is held.
    public var nextAttemptAt: Timestamp?
    /// The HTTP status of the last attempt; nil when there was no answer.
    public var lastStatus: Int?
    /// What went wrong in the last attempt, in words.
    public var lastError: String?

    public init(
        id: Int64, sequence: Int64, event: String, roomID: RoomID?, kind: CallbackKind, url: String, webhookID: String,
        state: DeliveryState, isParked: Bool = false, isPaused: Bool = false, attempts: Int, createdAt: Timestamp,
        nextAttemptAt: Timestamp? = nil, lastStatus: Int? = nil, lastError: String? = nil
    ) {
        self.id = id
        self.sequence = sequence
        self.event = event
        self.roomID = roomID
        self.kind = kind
        self.url = url
        self.webhookID = webhookID
        self.state = state
        self.isParked = isParked
        self.isPaused = isPaused
        self.attempts = attempts
        self.createdAt = createdAt
        self.nextAttemptAt = nextAttemptAt
        self.lastStatus = lastStatus
        self.lastError = lastError
    }
}

/// One callback with all that is known of it.
public struct DeliveryDetail: Hashable, Sendable {
    /// One attempt to send it.
    public struct Attempt: Hashable, Sendable {
        /// From 1, through all replays.
        public var number: Int
        /// When it began.
        public var at: Timestamp
        /// The HTTP status; nil when there was no answer.
        public var status: Int?
        /// What went wrong, in words; nil when it succeeded.
        public var error: String?
        /// How long it took.
        public var milliseconds: Int64
        /// The header fields as they were sent, without those that the connection adds; nil where they were not kept.
        public var headers: [HeaderField]?
        /// The beginning of what the receiver wrote with a status that is no success; nil when that was nothing.
        public var answer: String?

        public init(
            number: Int, at: Timestamp, status: Int?, error: String?, milliseconds: Int64,
            headers: [HeaderField]? = nil, answer: String? = nil
        ) {
            self.number = number
            self.at = at
            self.status = status
            self.error = error
            self.milliseconds = milliseconds
            self.headers = headers
            self.answer = answer
        }
    }

    public var summary: DeliverySummary
    /// The exact text that is sent.
    public var body: String
    public var attempts: [Attempt]

    public init(summary: DeliverySummary, body: String, attempts: [Attempt]) {
        self.summary = summary
        self.body = body
        self.attempts = attempts
    }
}
