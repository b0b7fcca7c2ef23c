import Meetings
import MeetingsClient
import MeetingsServer
import MeetingsStore
import MeetingsWire

/// What a filter has to know of the rows it is asked about, fetched as far as its terms ask for it.
struct FilterFacts {
    let client: Client
    let filter: Filter
    private(set) var state = State()
    private let now = SystemClock().now

    init(client: Client, filter: Filter) {
        self.client = client
        self.filter = filter
    }

    private static let people: Set<String> = [
        "people", "hosts", "guests", "person", "seen", "empty", "hostless", "alarm", "critical", "warning",
    ]
    private static let recordings: Set<String> = ["recording", "recordings", "recorded"]

    /// Rooms, with what goes on in them.
    mutating func learn(_ rooms: Listing<Room>) async throws {
        try await learnThemes()
        _ = state.apply(.rooms(rooms))
        if let sessions = try await known({ try await client.sessions() }) {
            _ = state.apply(.sessions(sessions))
            try await learn(sessions.items.filter(\.isLive))
        }
        guard filter.asks(for: ["waiting"]) else { return }
        for room in rooms.items where room.isAvailable {
            for person in try await known({ try await client.answer(to: .waiting(at: room.id)) }) ?? [] {
                tell(.waitingJoined(person))
            }
        }
    }

    /// Sessions, with the names of their rooms.
    mutating func learn(_ summaries: Listing<SessionSummary>) async throws {
        try await learnRooms()
        let sessions = summaries.items.map(\.session)
        _ = state.apply(.sessions(Listing(items: sessions, askedAt: summaries.askedAt, at: summaries.at)))
        try await learn(sessions)
    }

    /// The names of rooms.
    mutating func learnRooms() async throws { _ = state.apply(.rooms(try await client.rooms())) }

    /// Which rooms use which theme.
    mutating func learnUses() async throws {
        if filter.asks(for: ["rooms", "used", "unused"]) { try await learnRooms() }
    }

    private mutating func learnThemes() async throws { _ = state.apply(.themes(try await client.themes())) }

    private mutating func learn(_ sessions: [Session]) async throws {
        for session in sessions {
            if filter.asks(for: Self.people) {
                let people = try await client.participants(of: session.id)
                _ = state.apply(.participants(people, of: session.id))
            }
            if filter.asks(for: Self.recordings) {
                for recording in try await client.recordings(of: session.id) { tell(recording, in: session) }
            }
            if filter.asks(for: ["locked"]), session.isLive,
                try await client.answer(to: .session(session.id)).isLocked == true
            {
                tell(.sessionLocked(session: session.id, room: session.roomID))
            }
        }
    }

    /// What a listing cannot say to a state is told as the event that said it.
    private mutating func tell(_ recording: Recording, in session: Session) {
        let (start, end) = (recording.startedAt ?? now, recording.endedAt ?? now)
        tell(.recordingStarted(recording: recording.id, session: session.id))
        if recording.status >= .stopped {
            tell(
                .recordingEnded(
                    recording: recording.id, session: session.id, startedAt: start, endedAt: end, seconds: 0))
        }
    }

    private mutating func tell(_ body: EventBody) {
        _ = state.apply(.event(Event(sequence: nil, at: nil, body: body), from: .poll, at: now))
    }

    /// Takes in one event of the log.
    mutating func learn(_ event: Event) { _ = state.apply(.event(event, from: .stream, at: event.at ?? now)) }

    /// Nil where the server does not have what is asked for: a foreign one has neither sessions nor people who wait.
    private func known<Answer>(_ ask: () async throws -> Answer) async throws -> Answer? {
        do {
            return try await ask()
        } catch let error as ClientError {
            guard let kind = error.problem?.kind, [.notFound, .methodNotAllowed].contains(kind) else { throw error }
            return nil
        }
    }
}

/// Which rows pass.
extension FilterFacts {
    func matching(_ rooms: [Room]) -> [Room] {
        let surroundings = Surroundings(state)
        let alarms = filter.asks(for: ["alarm", "critical", "warning"]) ? state.alarms(now: now) : []
        return rooms.filter { room in
            guard let known = state.rooms[room.id] else { return false }
            let own = alarms.filter { $0.room == room.id }
            return filter.matches(RoomSubject(known, in: surroundings, now: now, alarms: own), now: now)
        }
    }

    func matching(_ summaries: [SessionSummary]) -> [SessionSummary] {
        let surroundings = Surroundings(state)
        return summaries.filter { summary in
            guard let known = state.sessions[summary.session.id] else { return false }
            return filter.matches(SessionSubject(known, in: surroundings, now: now), now: now)
        }
    }

    func matching(_ themes: [Theme]) -> [Theme] {
        themes.filter { theme in
            let uses = state.rooms.values.count { $0.room?.themeID == theme.id && !$0.isClosed }
            return filter.matches(ThemeSubject(theme, uses: uses), now: now)
        }
    }

    func matching(_ recordings: [Recording]) -> [Recording] {
        let surroundings = Surroundings(state)
        return recordings.filter { filter.matches(RecordingSubject($0, in: surroundings, now: now), now: now) }
    }

    func matching(_ deliveries: [DeliverySummary]) -> [DeliverySummary] {
        deliveries.filter { delivery in
            let name = delivery.roomID.flatMap { state.rooms[$0]?.room?.displayName }
            return filter.matches(DeliverySubject(delivery, roomName: name, now: now), now: now)
        }
    }

    /// Whether an event passes, which the facts learn with it. One that cannot be read does not.
    mutating func takes(_ envelope: EventEnvelope) -> Bool {
        guard let event = try? envelope.event() else { return false }
        learn(event)
        // An event that repeats another is not logged again, so it need not be the last.
        let newest = (0..<state.events.count).reversed().lazy.map { [state] in state.events[$0] }
        guard let logged = newest.first(where: { $0.sequence == envelope.sequence }) else { return false }
        // A log is followed for hours: each event is judged at its own now.
        let now = SystemClock().now
        return filter.matches(EventSubject(logged, in: Surroundings(state), now: now), now: now)
    }
}
