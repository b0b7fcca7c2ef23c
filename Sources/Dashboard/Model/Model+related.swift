import Meetings
import MeetingsStore

/// What belongs to what: where one key leads from an object, and what stands in a list that is narrowed to one.
extension Model {
    /// The session that an object belongs to.
    func session(of object: ObjectID) -> KnownSession? {
        switch object {
        case .session(let id): state.sessions[id]
        case .person(let id): state.people[id].flatMap { state.sessions[$0.participant.sessionID] }
        case .recording(let id): state.recordings[id].flatMap { state.sessions[$0.recording.sessionID] }
        case .room(let id): state.rooms[id]?.liveSessions.min().flatMap { state.sessions[$0] }
        case .theme, .delivery, .event, .alarm, .planned, .request, .engine: nil
        }
    }

    /// Whether a row belongs to an object.
    func belongs(_ row: ObjectID, to object: ObjectID) -> Bool {
        switch object {
        case .room(let id): room(of: row)?.id == id
        case .session(let id): session(of: row)?.id == id
        case .theme(let id): room(of: row)?.room?.themeID == id
        case .person, .recording, .delivery, .event, .alarm, .planned, .request, .engine: row == object
        }
    }

    /// Whether an event tells of an object.
    func belongs(_ event: LoggedEvent, to object: ObjectID) -> Bool {
        switch object {
        case .room(let id): event.roomID == id
        case .session(let id): event.sessionID == id
        case .person(let id):
            (state.people[id]?.participant).map { event.sessionID == $0.sessionID && event.subject == $0.name } ?? false
        case .recording(let id):
            event.subject == id.rawValue.scrubbed() || event.name == .recordingEnded && isEnd(event, of: id)
        case .theme(let id):
            event.roomID.flatMap { state.rooms[$0]?.room?.themeID } == id
                || state.themes[id].map { event.roomID == nil && event.subject == $0.theme.name } == true
        case .delivery, .event, .alarm, .planned, .request, .engine: false
        }
    }

    /// Whether the end of a recording is that of this one. The log keeps no id with it: session and time tell.
    private func isEnd(_ event: LoggedEvent, of id: RecordingID) -> Bool {
        guard let recording = state.recordings[id]?.recording, event.sessionID == recording.sessionID,
            let endedAt = recording.endedAt
        else { return false }
        return abs((event.time - endedAt).wholeMilliseconds) <= 10_000
    }

    /// A view to which one key leads from an object.
    enum Relation: CaseIterable {
        case room, recordings, deliveries, theme, events
    }

    /// Where a relation leads now, or why it leads nowhere.
    func target(_ relation: Relation) -> Result<Location, Reason> {
        guard let object = current ?? narrowing else { return .failure("there is nothing under the cursor") }
        switch relation {
        case .room: return owner(of: object)
        case .theme:
            if case .theme = object { return .failure("this is a theme") }
            guard let room = room(of: object) else { return .failure("no room is known of this") }
            guard let theme = room.room?.themeID else { return .failure("this room has no theme") }
            return .success(.object(.theme(theme)))
        case .recordings:
            if case .theme = object { return .failure("a theme has no recordings") }
            return narrowed(.recordings, object)
        case .deliveries:
            if case .theme = object { return .failure("no callbacks are sent for a theme") }
            return narrowed(.deliveries, object)
        case .events:
            if case .theme = object { return .success(.related(.events, to: object)) }
            return narrowed(.events, object)
        }
    }

    /// The list narrowed to the object, or to the session that it is a part of.
    private func narrowed(_ list: Place, _ object: ObjectID) -> Result<Location, Reason> {
        switch object {
        case .room, .session: return .success(.related(list, to: object))
        case .person(let id):
            guard list != .events, let session = state.people[id]?.participant.sessionID else {
                if state.people[id] != nil { return .success(.related(list, to: object)) }
                return .failure("who waits has no session yet")
            }
            return .success(.related(list, to: .session(session)))
        case .recording(let id):
            if list == .recordings { return .failure("this is a recording") }
            guard list != .events, let session = state.recordings[id]?.recording.sessionID else {
                return .success(.related(list, to: object))
            }
            return .success(.related(list, to: .session(session)))
        default:
            guard let room = room(of: object) else { return .failure("no room is known of this") }
            return .success(.related(list, to: .room(room.id)))
        }
    }

    /// The room of a session, person or recording; the live session of a room.
    private func owner(of object: ObjectID) -> Result<Location, Reason> {
        switch object {
        case .room(let id):
            guard let session = state.rooms[id]?.liveSessions.min() else {
                let last = state.sessions(of: id).first
                return last.map { .success(.object(.session($0.id))) } ?? .failure("this room has no live session")
            }
            return .success(.object(.session(session)))
        case .theme: return .failure("a theme has many rooms: its view lists them")
        default:
            guard let room = room(of: object) else { return .failure("no room is known of this") }
            return .success(.object(.room(room.id)))
        }
    }

    /// Goes where a relation leads.
    mutating func follow(_ relation: Relation) -> [Effect] {
        guard case .success(let location) = target(relation) else { return [] }
        switch location {
        case .object(let object): return open(object)
        case .related(let list, let object): return openRelated(list, of: object)
        case .place(let place): return go(to: place)
        }
    }
}

/// Why something cannot be done, as a person reads it.
struct Reason: Error, ExpressibleByStringLiteral {
    let text: String
    init(stringLiteral value: String) { text = value }
}
