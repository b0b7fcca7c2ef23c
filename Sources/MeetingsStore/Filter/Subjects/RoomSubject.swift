public import Meetings

/// A room as a filter sees it.
public struct RoomSubject: FilterSubject {
    private let known: KnownRoom
    private let state: Surroundings
    private let now: Timestamp
    private let alarms: [Alarm]
    private let isMarked: Bool

    /// `surroundings` are those of the state that the room is from, `alarms` the open ones of this room.
    public init(
        _ known: KnownRoom, in surroundings: Surroundings, now: Timestamp, alarms: [Alarm] = [],
        isMarked: Bool = false
    ) {
        self.known = known
        state = surroundings
        self.now = now
        self.alarms = alarms
        self.isMarked = isMarked
    }

    /// The same for one room; for many the surroundings are taken once.
    public init(_ known: KnownRoom, in state: State, now: Timestamp, alarms: [Alarm] = [], isMarked: Bool = false) {
        self.init(known, in: Surroundings(state), now: now, alarms: alarms, isMarked: isMarked)
    }

    public var words: [String] {
        guard let room = known.room else { return [known.id.rawValue] }
        let theme = room.themeID.flatMap { state.themes[$0]?.theme.name }
        if let theme { return [room.displayName, known.id.rawValue, room.meetingCode, room.type.rawValue, theme] }
        return [room.displayName, known.id.rawValue, room.meetingCode, room.type.rawValue]
    }

    public func values(of field: String) -> [FilterValue] {
        switch field {
        case "id": return [.text(known.id.rawValue)]
        case "people": return [.number(Double(known.people))]
        case "hosts": return [.number(Double(known.hosts))]
        case "guests": return [.number(Double(known.guests))]
        case "waiting": return [.number(Double(known.waiting.count))]
        case "person": return state.people(in: known.liveSessions)
        case "status": return [.text(status)]
        case "closes": return known.closing.map { [.time($0.at)] } ?? []
        case "length": return liveSince.map { [.span(now - $0)] } ?? []
        case "alarm": return alarms.map { .text($0.rule.rawValue) }
        case "session": return known.liveSessions.map { .text($0.rawValue) }
        case "recording": return recording.map { .text($0) }
        default: return known.room.map { values(of: field, $0) } ?? []
        }
    }

    private func values(of field: String, _ room: Room) -> [FilterValue] {
        switch field {
        case "name": [.text(room.displayName)]
        case "code": [.text(room.meetingCode)]
        case "type": [.text(room.type.rawValue)]
        case "theme": theme(room)
        case "expires": [.time(room.expiresAt)]
        case "created": [.time(room.createdAt)]
        case "metadata": room.metadata.map { [.text($0)] } ?? []
        case "join": [.text(room.joinApprovalLevel.rawValue)]
        case "microphone": [.text(room.initialMicrophone.rawValue)]
        case "language": [.text(room.language.rawValue)]
        default: []
        }
    }

    public func has(_ flag: String) -> Bool {
        switch flag {
        case "live": known.isLive
        case "idle": !known.isLive && !known.isClosed
        case "closed": known.isClosed
        case "empty": known.people == 0
        case "waiting": !known.waiting.isEmpty
        case "hostless": known.guests > 0 && known.hosts == 0
        case "locked": known.liveSessions.contains { state.sessions[$0]?.isLocked == true }
        case "recording": known.recordings > 0
        case "autorecord": known.room?.recordingOptions.autoRecord == true
        case "longterm": known.room?.type == .longTerm
        case "instant": known.room?.type == .instant
        case "alarm": !alarms.isEmpty
        case "critical": alarms.contains { $0.level == .critical }
        case "warning": alarms.contains { $0.level == .warning }
        case "marked": isMarked
        default: false
        }
    }

    private var status: String { known.isLive ? "live" : known.isClosed ? "closed" : "idle" }

    private var recording: [String] {
        let isAutomatic = known.room?.recordingOptions.autoRecord == true
        if known.recordings > 0 { return isAutomatic ? ["running", "auto"] : ["running"] }
        return isAutomatic ? ["auto"] : ["off"]
    }

    private func theme(_ room: Room) -> [FilterValue] {
        guard let id = room.themeID else { return [] }
        guard let name = state.themes[id]?.theme.name else { return [.text(id.rawValue)] }
        return [.text(name), .text(id.rawValue)]
    }

    private var liveSince: Timestamp? { known.liveSessions.compactMap { state.sessions[$0]?.startedAt }.min() }
}
