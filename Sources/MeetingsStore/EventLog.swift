import DequeModule
public import Meetings

/// The newest events, each once however often and by whichever way it came, in the order of the server's log.
public struct EventLog: Hashable, Sendable {
    private var entries: Deque<LoggedEvent> = []
    /// The most events it keeps.
    public let limit: Int
    /// How many events were taken in since the start, those that fell off the end counted.
    public private(set) var total = 0
    private var keys: [EventKey: Int64?] = [:]

    init(limit: Int) { self.limit = max(1, limit) }

    /// How many events are kept now.
    public var count: Int { entries.count }
    /// True when none is kept.
    public var isEmpty: Bool { entries.isEmpty }
    /// An event by its place: 0 is the oldest kept, `count - 1` the newest.
    public subscript(index: Int) -> LoggedEvent { entries[index] }

    /// Answers false for a repetition that says nothing new.
    mutating func append(_ event: Event, room: RoomID?, origin: Origin) -> Bool {
        let key = EventKey(event)
        if let known = keys[key] {
            // Heard by callback first, now by stream: it gets its number and its place.
            guard known == nil, event.sequence != nil else { return false }
            guard let index = entries.lastIndex(where: { $0.key == key }) else { return false }
            let first = entries.remove(at: index)
            insert(LoggedEvent(event, key: key, room: room ?? first.roomID, origin: first.origin))
        } else {
            insert(LoggedEvent(event, key: key, room: room, origin: origin))
            total += 1
        }
        keys[key] = .some(event.sequence)
        while entries.count > limit, let oldest = entries.popFirst() { keys[oldest.key] = nil }
        return true
    }

    /// Almost always at the end: events arrive nearly in order. Numbered events stand by number whatever the server's
    /// clock did; those without a number stand among them by time.
    private mutating func insert(_ entry: LoggedEvent) {
        var (low, high) = (entries.startIndex, entries.endIndex)
        if let sequence = entry.sequence {
            var index = entries.endIndex
            while index > entries.startIndex {
                index -= 1
                guard let other = entries[index].sequence else { continue }
                if other < sequence {
                    low = index + 1
                    break
                }
                high = index
            }
        }
        while high > low, entry.time < entries[high - 1].time { high -= 1 }
        entries.insert(entry, at: high)
    }
}

/// One line of the event log: what a list shows, not the whole body.
public struct LoggedEvent: Hashable, Sendable {
    /// What kind of event it is.
    public var name: EventName
    /// The place in the server's log; nil for a callback.
    public var sequence: Int64?
    /// When the server committed it; nil when it did not say.
    public var at: Timestamp?
    /// The room it is about, or whose session it is about; nil where that is not known.
    public var roomID: RoomID?
    /// The session it is about, if any.
    public var sessionID: SessionID?
    /// Whom or what it is about, scrubbed: a person, a recording, a theme. May be empty.
    public var subject: String
    /// True for the coming and going of a host.
    public var isHost = false
    /// By which way it was heard first, and when.
    public var origin: Origin
    let key: EventKey

    init(_ event: Event, key: EventKey, room: RoomID?, origin: Origin) {
        name = event.body.name
        sequence = event.sequence
        at = event.at
        roomID = room
        sessionID = event.body.sessionID
        subject = event.body.subject.scrubbed()
        if case .participantJoined(let person) = event.body { isHost = person.isHost }
        if case .participantLeft(let person) = event.body { isHost = person.isHost }
        self.origin = origin
        self.key = key
    }

    /// When it happened, or when it was heard.
    public var time: Timestamp { at ?? origin.at }
}

/// What makes two arrivals the same event: for those that are delivered by several ways what they say, else the number.
enum EventKey: Hashable, Sendable {
    case once(EventName, String)
    case sequence(Int64)
    case body(EventBody)

    init(_ event: Event) {
        switch event.body {
        case .roomExpired(let id, _, _, _): self = .once(event.body.name, id.rawValue)
        case .roomDeleted(let id): self = .once(event.body.name, id.rawValue)
        case .sessionStarted(let id, _, _), .sessionEnded(let id, _, _, _): self = .once(event.body.name, id.rawValue)
        case .participantJoined(let person), .participantLeft(let person):
            self = .once(event.body.name, person.id.rawValue)
        case .recordingStarted(let id, _), .recordingEnded(let id, _, _, _, _),
            .recordingUploaded(let id, _, _, _, _, _, _):
            self = .once(event.body.name, id.rawValue)
        case .roomCreated, .roomUpdated, .themeCreated, .themeUpdated, .themeDeleted, .sessionLocked,
            .sessionUnlocked, .waitingJoined, .waitingLeft, .alarmAcknowledged, .alarmSnoozed, .alarmReopened,
            .noteAdded:
            self = event.sequence.map { .sequence($0) } ?? .body(event.body)
        }
    }
}

extension EventBody {
    /// Whom or what the event is about, not yet scrubbed.
    var subject: String {
        switch self {
        case .roomCreated(let room), .roomUpdated(let room): room.displayName
        case .roomExpired(_, let type, _, _): type.rawValue
        case .roomDeleted(let id): id.rawValue
        case .sessionLocked(let id, _), .sessionUnlocked(let id, _): id.rawValue
        case .waitingJoined(let person), .waitingLeft(let person): person.name
        case .themeCreated(let theme), .themeUpdated(let theme): theme.name
        case .themeDeleted(let id): id.rawValue
        case .sessionStarted(let id, _, _), .sessionEnded(let id, _, _, _): id.rawValue
        case .participantJoined(let person), .participantLeft(let person): person.name
        case .recordingStarted(let id, _): id.rawValue
        case .recordingEnded(_, _, _, _, let seconds): "\(seconds) s"
        case .recordingUploaded(let id, _, _, _, _, _, _): id.rawValue
        case .alarmAcknowledged(let acknowledgement), .alarmSnoozed(let acknowledgement):
            [acknowledgement.key.rule.rawValue, acknowledgement.operatorName, acknowledgement.note]
                .filter { !$0.isEmpty }.joined(separator: " ")
        case .alarmReopened(let key, let operatorName):
            operatorName.isEmpty ? key.rule.rawValue : "\(key.rule.rawValue) \(operatorName)"
        case .noteAdded(let note): note.text
        }
    }
}
