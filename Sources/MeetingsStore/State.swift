public import Meetings

/// All that is known, and from where. Texts from outside are scrubbed when they enter.
public struct State: Equatable, Sendable {
    /// Rooms; those that are not `isShown` only hold ended sessions together.
    public internal(set) var rooms: [RoomID: KnownRoom] = [:]
    /// Themes that exist.
    public internal(set) var themes: [ThemeID: KnownTheme] = [:]
    /// Live sessions and the newest ended ones.
    public internal(set) var sessions: [SessionID: KnownSession] = [:]
    /// Everyone seen in these sessions, inside or gone.
    public internal(set) var people: [ParticipantID: KnownParticipant] = [:]
    /// Recordings of these sessions.
    public internal(set) var recordings: [RecordingID: KnownRecording] = [:]
    /// The newest events, oldest first.
    public internal(set) var events: EventLog
    /// The sources that were heard of.
    public internal(set) var links: [Source: Link] = [:]
    /// Rooms with a live session.
    public internal(set) var liveRooms: Set<RoomID> = []
    /// Rooms that have something to show, counted along: a header that counts them for each frame takes longer than
    /// all else in it.
    public internal(set) var shownRooms: Set<RoomID> = []
    /// Everyone inside now, in all rooms.
    public internal(set) var peopleInside = 0
    /// Everyone who waits to be let in, in all rooms. Only a stream tells it.
    public internal(set) var waiting: [ParticipantID: KnownWait] = [:]
    /// What operators decided about alarms, also what no longer counts: `AlarmAcknowledgement.until` says.
    public internal(set) var acknowledgements: [AlarmKey: AlarmAcknowledgement] = [:]
    /// What operators wrote down about each room, the oldest first.
    public internal(set) var notes: [RoomID: [RoomNote]] = [:]
    /// How the callbacks to each URL fare; empty where nobody told.
    public internal(set) var callbackEndpoints: [CallbackEndpoint] = []
    /// Rooms of which there can be alarms: live, waited for, used lately, or instant and open.
    public internal(set) var watchedRooms: [RoomID: RoomWatch] = [:]
    /// Recordings that are not uploaded yet.
    public internal(set) var openRecordings: Set<RecordingID> = []
    /// Signs that news was lost, the newest for each room.
    public internal(set) var gaps = Gaps()
    /// What became of callbacks.
    public internal(set) var deliveries = KnownDeliveries()
    /// How sound and picture fare.
    public internal(set) var media = KnownMedia()
    /// Recordings that run now, in all rooms.
    public internal(set) var recordingsRunning = 0
    /// When the last complete listing of rooms was asked for; nil before the first.
    public internal(set) var roomsListedAt: Timestamp?
    /// When the last complete listing of themes was asked for; nil before the first.
    public internal(set) var themesListedAt: Timestamp?

    var sessionsListedAt: Timestamp?
    var peopleListedAt: [SessionID: Timestamp] = [:]
    var removedRooms = Removals<RoomID>()
    var removedThemes = Removals<ThemeID>()
    var removedSessions = Removals<SessionID>()
    /// Waits that are over.
    var endedWaits = Removals<ParticipantID>()
    var endedSessions = 0
    /// When each decision about an alarm was heard of, and by which event; also for those that were taken back.
    var decisions: [AlarmKey: Decision] = [:]
    /// How long the last uploads took, from the recording's end.
    var uploadTimes: [Duration] = []

    /// An empty state that will keep at most `eventsKept` events.
    public init(eventsKept: Int = MeetingsStore.eventsKept) {
        events = EventLog(limit: eventsKept)
    }

    /// Takes one change in and answers with what it touched. An event costs constant time, a listing its length.
    public mutating func apply(_ change: Change) -> Dirty {
        var dirty = Dirty()
        switch change {
        case .event(let event, let source, let at): apply(event, Origin(source: source, at: at), &dirty)
        case .rooms(let listing): apply(listing, &dirty)
        case .themes(let listing): apply(listing, &dirty)
        case .sessions(let listing, let since): apply(listing, endedSince: since, &dirty)
        case .participants(let listing, let session): apply(listing, of: session, &dirty)
        case .recordings(let listing, let session): apply(listing, of: session, &dirty)
        case .acknowledgements(let listing): apply(listing, &dirty)
        case .acknowledgement(let acknowledgement, let at): decide(acknowledgement, heardAt: at, &dirty)
        case .reopening(let key, let at): reopen(key, heardAt: at, &dirty)
        case .notes(let listing, let room): apply(listing, of: room, &dirty)
        case .callbackEndpoints(let endpoints, let at):
            if callbackEndpoints != endpoints { dirty.deliveries = true }
            callbackEndpoints = endpoints
            hear(.poll, at: at, &dirty)
        case .deliveries(let listing, let at):
            if deliveries.apply(listing) { dirty.deliveries = true }
            hear(.poll, at: at, &dirty)
        case .media(let report, let at):
            if media.apply(report, askedAt: at) { dirty.media = true }
        case .link(let source, let state, let at): apply(state, of: source, at: at, &dirty)
        case .heartbeat(let source, let at): hear(source, at: at, &dirty)
        }
        countShown(dirty)
        return dirty
    }

    /// True when a poll has brought every listing, and the events of the past, which a stream brings beside it, had
    /// their time. Also true of a state that no poll fills.
    public func isWhole(at now: Timestamp) -> Bool {
        guard let poll = links[.poll] else { return true }
        let catchUp: Duration = links[.stream] == nil ? .zero : .seconds(1)
        return poll.liveSince.map { now - $0 >= catchUp } ?? (poll.state == .live)
    }

    /// Shows other events, such as all of a recorded file, beside what is known.
    public mutating func replaceEvents(with log: EventLog) { events = log }

    mutating func countShown(_ dirty: Dirty) {
        for room in dirty.rooms {
            let known = rooms[room]
            if known?.isShown == true { shownRooms.insert(room) } else { shownRooms.remove(room) }
            watchedRooms[room] = known?.watch
        }
    }

    private mutating func apply(_ state: LinkState, of source: Source, at: Timestamp, _ dirty: inout Dirty) {
        if state == .live, links[source]?.state != .live || links[source]?.liveSince == nil {
            links[source, default: Link(state: state)].liveSince = at
        }
        links[source, default: Link(state: state)].state = state
        if state == .live { links[source]?.hear(at: at) }
        dirty.links = true
    }

    mutating func hear(_ source: Source, at time: Timestamp, _ dirty: inout Dirty) {
        links[source, default: Link(state: .live)].hear(at: time)
        dirty.links = true
    }

    private mutating func apply(_ event: Event, _ origin: Origin, _ dirty: inout Dirty) {
        hear(origin.source, at: origin.at, &dirty)
        links[origin.source]?.compare(event.at, with: origin.at)
        let news = News(sequence: event.sequence, at: event.at, origin: origin)
        switch event.body {
        case .roomCreated(let room), .roomUpdated(let room): learn(room, news, &dirty)
        case .roomExpired(let room, _, _, _): close(room, news, &dirty)
        case .roomDeleted(let room): delete(room, &dirty)
        case .sessionLocked(let session, let room): lock(session, of: room, true, news, &dirty)
        case .sessionUnlocked(let session, let room): lock(session, of: room, false, news, &dirty)
        case .waitingJoined(let person): learn(person, news, &dirty)
        case .waitingLeft(let person): endWait(of: person.id, &dirty)
        case .themeCreated(let theme), .themeUpdated(let theme): learn(theme, news, &dirty)
        case .themeDeleted(let theme): delete(theme, &dirty)
        case .sessionStarted(let session, let room, let startedAt):
            learn(Session(id: session, roomID: room, startedAt: startedAt), origin, &dirty)
        case .sessionEnded(let session, let room, let startedAt, let endedAt):
            learn(Session(id: session, roomID: room, startedAt: startedAt, endedAt: endedAt), origin, &dirty)
        case .participantJoined(var participant):
            participant.joinedAt = participant.joinedAt ?? event.at
            participant.leftAt = nil
            learn(participant, hasLeft: false, origin, &dirty)
        case .participantLeft(var participant):
            participant.leftAt = participant.leftAt ?? event.at
            learn(participant, hasLeft: true, origin, &dirty)
        case .recordingStarted, .recordingEnded, .recordingUploaded, .recordingFailed:
            learnRecording(event.body, news, &dirty)
        case .alarmAcknowledged(let acknowledgement), .alarmSnoozed(let acknowledgement):
            decide(acknowledgement, heardAt: origin.at, sequence: event.sequence, &dirty)
        case .alarmReopened(let key, _): reopen(key, heardAt: origin.at, sequence: event.sequence, &dirty)
        case .noteAdded(let note): learn(note, &dirty)
        }
        let room = event.body.roomID ?? event.body.sessionID.flatMap { sessions[$0]?.roomID }
        if events.append(event, room: room.flatMap { rooms[$0]?.id } ?? room, origin: origin) {
            dirty.events = true
            if origin.source == .stream { gaps.note(event, at: origin.at) }
        }
    }
}

/// What comes with the body of an event.
struct News {
    var sequence: Int64?
    var at: Timestamp?
    var origin: Origin

    /// Whether fields last set by the event at `known` give way to this one's. Without numbers the later arrival wins.
    func isNewer(than known: Int64?) -> Bool {
        guard let known else { return true }
        guard let sequence else { return false }
        return sequence >= known
    }
}
