public import Meetings

/// One line of the event log as a filter sees it.
public struct EventSubject: FilterSubject {
    private let event: LoggedEvent
    private let state: Surroundings
    private let now: Timestamp
    private let code: Int?
    private let status: DeliveryState?
    private let isMarked: Bool

    /// `surroundings` are those of the state that knows the event's room. `code` is the last answer to its callback and
    /// `status` what became of that, where they are known.
    public init(
        _ event: LoggedEvent, in surroundings: Surroundings, now: Timestamp, code: Int? = nil,
        status: DeliveryState? = nil, isMarked: Bool = false
    ) {
        self.event = event
        state = surroundings
        self.now = now
        self.code = code
        self.status = status
        self.isMarked = isMarked
    }

    public var words: [String] {
        var words = [event.name.rawValue, event.subject]
        if let room = event.roomID { words.append(state.rooms[room]?.room?.displayName ?? room.rawValue) }
        if let session = event.sessionID { words.append(session.rawValue) }
        return words
    }

    public func values(of field: String) -> [FilterValue] {
        switch field {
        case "event": [.text(event.name.rawValue)]
        case "room": state.names(of: event.roomID)
        case "session": event.sessionID.map { [.text($0.rawValue)] } ?? []
        case "who": [.text(event.subject)]
        case "host": [.text(event.isHost ? "yes" : "no")]
        case "code": code.map { [.number(Double($0))] } ?? []
        case "status": status.map { [.text($0.rawValue)] } ?? []
        case "seq": event.sequence.map { [.number(Double($0))] } ?? []
        case "at": [.time(event.time)]
        case "age": [.span(now - event.time)]
        case "source": [.text(event.source.rawValue)]
        default: []
        }
    }

    public func has(_ flag: String) -> Bool {
        switch flag {
        case "failed": status == .dead || code.map { !(200...299).contains($0) } ?? false
        case "host": event.isHost
        case "joined": event.name == .participantJoined
        case "left": event.name == .participantLeft
        case "callback": event.name.callbackKind != nil
        case "waiting": event.name == .waitingJoined || event.name == .waitingLeft
        case "room", "session", "recording", "theme": event.name.rawValue.hasPrefix(flag)
        case "marked": isMarked
        default: false
        }
    }
}
