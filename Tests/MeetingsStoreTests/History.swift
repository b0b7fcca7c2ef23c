import Meetings
import ValueSupport

/// A made-up history of one application: its events in order, and what the server would list at the end.
struct History {
    private(set) var events: [Event] = []
    private(set) var rooms: [RoomID: Room] = [:]
    private(set) var themes: [ThemeID: Theme] = [:]
    private(set) var sessions: [SessionID: Session] = [:]
    private(set) var people: [ParticipantID: Participant] = [:]
    private(set) var waiting: [ParticipantID: WaitingPerson] = [:]
    private(set) var locked: Set<SessionID> = []
    private(set) var deleted: Set<RoomID> = []
    private var recordings: [RecordingID: SessionID] = [:]
    private var made = 0
    private var came = 0
    private var sequence: Int64 = 0
    private var time = Timestamp(milliseconds: 1_900_000_000_000)
    private var random: SeededRandom

    init(seed: UInt64, steps: Int) {
        random = SeededRandom(seed: seed)
        for _ in 0..<steps { step() }
    }

    /// When the last event happened.
    var end: Timestamp { time }

    private mutating func step() {
        time = time + .milliseconds(Int.random(in: 1...90_000, using: &random))
        switch Int.random(in: 0..<25, using: &random) {
        case 0, 1: makeRoom()
        case 20, 21: wait()
        case 22: endWait()
        case 23: lock()
        case 24: deleteRoom()
        case 2: updateRoom()
        case 3: expireRoom()
        case 4: makeTheme()
        case 5: changeTheme()
        case 6, 7: endSession()
        case 8, 9: record()
        case 10...12: leave()
        default: join()
        }
    }

    private mutating func log(_ body: EventBody) {
        // The log is the whole server's: other applications' events leave gaps.
        sequence += Int64.random(in: 1...3, using: &random)
        events.append(Event(sequence: sequence, at: time, body: body))
    }

    private mutating func makeRoom() {
        let room = Room(
            id: RoomID("room-\(made)"), displayName: "Room \(made)", type: .longTerm,
            expiresAt: time + .seconds(86_400), meetingCode: "\(100_000 + made)", createdAt: time)
        made += 1
        rooms[room.id] = room
        log(.roomCreated(room))
    }

    private mutating func updateRoom() {
        guard var room = pick(rooms.values.filter(\.isAvailable), by: { $0.id.rawValue }) else { return }
        room.expiresAt = time + .seconds(Int.random(in: 3600...90_000, using: &random))
        room.themeID = pick(Array(themes.keys), by: \.rawValue)
        rooms[room.id] = room
        log(.roomUpdated(room))
    }

    private mutating func expireRoom() {
        guard let room = pick(rooms.values.filter(\.isAvailable), by: { $0.id.rawValue }) else { return }
        empty(room.id)
        rooms[room.id]?.isAvailable = false
        log(.roomExpired(room: room.id, type: room.type, expiresAt: room.expiresAt, createdAt: room.createdAt))
    }

    private mutating func empty(_ room: RoomID) {
        for person in waiting.values.filter({ $0.roomID == room }).sorted(by: { $0.id < $1.id }) { endWait(person) }
        for session in sessions.values.filter({ $0.roomID == room && $0.isLive }) { end(session) }
    }

    private mutating func deleteRoom() {
        guard let room = pick(Array(rooms.values), by: { $0.id.rawValue }) else { return }
        empty(room.id)
        for session in sessions.values where session.roomID == room.id {
            recordings = recordings.filter { $0.value != session.id }
            sessions[session.id] = nil
        }
        people = people.filter { $0.value.roomID != room.id }
        rooms[room.id] = nil
        deleted.insert(room.id)
        log(.roomDeleted(room.id))
    }

    private mutating func wait() {
        guard let room = pick(rooms.values.filter(\.isAvailable), by: { $0.id.rawValue }) else { return }
        var person = WaitingPerson(
            id: ParticipantID("waiter-\(came)"), roomID: room.id, name: "Name \(came)",
            waitsFor: Bool.random(using: &random) ? .host : .approval)
        came += 1
        log(.waitingJoined(person))
        if person.waitsFor == .host, Bool.random(using: &random) {
            person.waitsFor = .approval
            log(.waitingJoined(person))
        }
        waiting[person.id] = person
    }

    private mutating func endWait() {
        guard let person = pick(Array(waiting.values), by: { $0.id.rawValue }) else { return }
        endWait(person)
    }

    private mutating func endWait(_ person: WaitingPerson) {
        waiting[person.id] = nil
        log(.waitingLeft(person))
    }

    private mutating func lock() {
        guard let session = pick(sessions.values.filter(\.isLive), by: { $0.id.rawValue }) else { return }
        if locked.remove(session.id) == nil {
            locked.insert(session.id)
            log(.sessionLocked(session: session.id, room: session.roomID))
        } else {
            log(.sessionUnlocked(session: session.id, room: session.roomID))
        }
    }

    private mutating func makeTheme() {
        let theme = Theme(
            id: ThemeID("theme-\(sequence)"), name: "Theme \(sequence)", mainColor: "#123456", brandText: "B",
            accountID: "k", applicationID: ApplicationID("a"))
        themes[theme.id] = theme
        log(.themeCreated(theme))
    }

    private mutating func changeTheme() {
        guard var theme = pick(Array(themes.values), by: { $0.id.rawValue }) else { return }
        if Bool.random(using: &random) {
            themes[theme.id] = nil
            log(.themeDeleted(theme.id))
        } else {
            theme.brandText = "Brand \(sequence)"
            themes[theme.id] = theme
            log(.themeUpdated(theme))
        }
    }

    private mutating func join() {
        guard let room = pick(rooms.values.filter(\.isAvailable), by: { $0.id.rawValue }) else { return makeRoom() }
        let live = sessions.values.first { $0.roomID == room.id && $0.isLive }
        let session = live ?? Session(id: SessionID("session-\(sequence)"), roomID: room.id, startedAt: time)
        if live == nil {
            sessions[session.id] = session
            log(.sessionStarted(session: session.id, room: room.id, startedAt: time))
        }
        let isHost = Int.random(in: 0..<4, using: &random) == 0
        var person = Participant(
            id: ParticipantID("person-\(came)"), sessionID: session.id, roomID: room.id, name: "Name \(came)",
            role: isHost ? .owner : .guest, isHost: isHost)
        came += 1
        log(.participantJoined(person))
        person.joinedAt = time
        people[person.id] = person
    }

    private mutating func leave() {
        guard let person = pick(people.values.filter { $0.leftAt == nil }, by: { $0.id.rawValue }) else { return }
        leave(person)
        let others = people.values.contains { $0.sessionID == person.sessionID && $0.leftAt == nil }
        if !others, let session = sessions[person.sessionID] { end(session) }
    }

    private mutating func leave(_ person: Participant) {
        people[person.id]?.leftAt = time
        var body = person
        body.joinedAt = nil
        log(.participantLeft(body))
    }

    private mutating func endSession() {
        guard let session = pick(sessions.values.filter(\.isLive), by: { $0.id.rawValue }) else { return }
        end(session)
    }

    private mutating func end(_ session: Session) {
        let inside = people.values.filter { $0.sessionID == session.id && $0.leftAt == nil }
        for person in inside.sorted(by: { $0.id < $1.id }) { leave(person) }
        sessions[session.id]?.endedAt = time
        log(
            .sessionEnded(
                session: session.id, room: session.roomID, startedAt: session.startedAt ?? time, endedAt: time))
    }

    private mutating func record() {
        guard let session = pick(sessions.values.filter(\.isLive), by: { $0.id.rawValue }) else { return }
        if let (id, _) = recordings.first(where: { $0.value == session.id }) {
            recordings[id] = nil
            log(.recordingEnded(recording: id, session: session.id, startedAt: time, endedAt: time, seconds: 5))
            if Bool.random(using: &random) {
                log(.recordingFailed(recording: id, session: session.id, room: session.roomID, reason: "No film."))
            }
            if Bool.random(using: &random) {
                log(
                    .recordingUploaded(
                        recording: id, session: session.id, room: session.roomID, startedAt: time, endedAt: time,
                        seconds: 5, url: "https://meet.example.org/film"))
            }
        } else {
            let id = RecordingID("recording-\(sequence)")
            recordings[id] = session.id
            log(.recordingStarted(recording: id, session: session.id))
        }
    }

    /// One of them, the same for the same seed: dictionaries have no order of their own.
    private mutating func pick<Item>(_ items: [Item], by name: (Item) -> String) -> Item? {
        items.sorted { name($0) < name($1) }.randomElement(using: &random)
    }

    /// The server's answers to all listings, asked for at `time`.
    func listings(at time: Timestamp) -> [Change] {
        func listing<Item>(_ items: [Item]) -> Listing<Item> { Listing(items: items, askedAt: time, at: time) }
        let inSession = Dictionary(grouping: people.values, by: \.sessionID)
        return [
            .rooms(listing(Array(rooms.values))), .themes(listing(Array(themes.values))),
            .sessions(listing(Array(sessions.values))),
        ] + sessions.keys.map { .participants(listing(inSession[$0] ?? []), of: $0) }
    }
}
