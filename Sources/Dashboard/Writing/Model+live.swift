import Meetings
import MeetingsStore
import TerminalUI

/// Changes to live sessions and to who is in them.
extension Model {
    /// The person that keys are about, while inside.
    var personInside: ParticipantID? {
        selectedPerson.flatMap { state.people[$0] }.flatMap { state.isInside($0) ? $0.participant.id : nil }
    }

    /// Who waits: the person that keys are about, else everyone at the rooms that they are about.
    var waitingHere: [KnownWait] {
        if let id = selectedPerson { return state.waiting[id].map { [$0] } ?? [] }
        return targetRooms.flatMap { state.waiting(at: $0.id) }
    }

    /// The live sessions that keys are about.
    var liveSessionsHere: [SessionID] {
        if let id = current?.session, targets.count <= 1 { return state.sessions[id]?.isLive == true ? [id] : [] }
        return targetRooms.flatMap { $0.liveSessions.sorted() }
    }

    mutating func admit() -> [Effect] {
        let waits = waitingHere
        guard let first = waits.first else { return [] }
        let names = TextWidth.list(waits.map(\.person.name))
        let items: [Batch.Item]
        if waits.count == 1 {
            items = [
                Batch.Item(
                    object: .person(first.person.id), name: first.person.name,
                    request: .admit(first.person.id, first.person.roomID))
            ]
        } else {
            var rooms: [RoomID] = []
            for wait in waits where !rooms.contains(wait.person.roomID) { rooms.append(wait.person.roomID) }
            items = rooms.map { id in
                Batch.Item(object: .room(id), name: state.rooms[id]?.title ?? "room", request: .admitAll(id))
            }
        }
        let count = waits.count == 1 ? "" : "\(waits.count) people: "
        return confirm(Plan(sentence: "let in \(count)\(names)", items: items), key: "admit")
    }

    mutating func deny() -> [Effect] {
        guard let wait = waitingHere.first?.person else { return [] }
        let item = Batch.Item(object: .person(wait.id), name: wait.name, request: .deny(wait.id, wait.roomID))
        let room = state.rooms[wait.roomID]?.title ?? "the room"
        return confirm(Plan(sentence: "turn \(wait.name) away from \(room)", items: [item]), key: "deny")
    }

    mutating func toggleLock() -> [Effect] {
        let sessions = liveSessionsHere.compactMap { state.sessions[$0] }
        // Several at once are locked; only when all are, unlocked.
        let locks = sessions.contains { !$0.isLocked }
        let changed = sessions.filter { $0.isLocked != locks }
        let items = changed.map { session in
            Batch.Item(
                object: session.roomID.map { .room($0) } ?? .session(session.id),
                name: room(of: .session(session.id))?.title ?? "session",
                request: locks ? .lock(session.id) : .unlock(session.id))
        }
        let inside = changed.reduce(0) { $0 + $1.hosts + $1.guests }
        let names = TextWidth.list(items.map(\.name))
        let sentence = locks ? "lock \(names): no guest comes in, \(inside) stay inside" : "unlock \(names)"
        return confirm(Plan(sentence: sentence, items: items), key: "lock")
    }

    // MARK: What needs a media engine

    private static let noMedia = "this server has no media servers"

    var reasonAgainstMuting: String? {
        guard personInside != nil else { return "put the cursor on a person who is inside" }
        return mediaControls?.muting == false ? "\(Self.noMedia): its API offers no mute" : nil
    }

    var reasonAgainstRecording: String? {
        if liveSessionsHere.isEmpty { return "no session is live here" }
        if mediaControls?.recording == false { return "\(Self.noMedia): its API offers no start of a recording" }
        if !idleSessions.isEmpty || !stoppable.isEmpty { return nil }
        return "this room records every session: the recording ends with it"
    }

    /// The live sessions here that are not recorded.
    private var idleSessions: [SessionID] { liveSessionsHere.filter { running(in: $0).isEmpty } }

    private func running(in session: SessionID) -> [RecordingID] {
        (state.sessions[session]?.recordings ?? []).filter { state.recordings[$0]?.recording.status == .started }
            .sorted()
    }

    /// The recordings here that somebody started: what a room records by itself cannot be stopped.
    private var stoppable: [(session: SessionID, recording: RecordingID)] {
        liveSessionsHere.flatMap { session -> [(session: SessionID, recording: RecordingID)] in
            if room(of: .session(session))?.room?.recordingOptions.autoRecord == true { return [] }
            return running(in: session).map { (session, $0) }
        }
    }

    mutating func mute() -> [Effect] {
        guard mediaControls != nil else { return askForMedia("mute") }
        guard let id = personInside, let person = state.people[id]?.participant else { return [] }
        let item = Batch.Item(object: .person(id), name: person.name, request: .mute(id, person.sessionID))
        return confirm(Plan(sentence: "mute \(person.name)", items: [item]), key: "mute")
    }

    mutating func record() -> [Effect] {
        guard mediaControls != nil else { return askForMedia("record") }
        let model = self
        let name = { (session: SessionID) in model.room(of: .session(session))?.title ?? "session" }
        // Several at once are recorded; only when all are, stopped.
        let starts = !idleSessions.isEmpty
        let items =
            starts
            ? idleSessions.map { Batch.Item(object: .session($0), name: name($0), request: .record($0)) }
            : stoppable.map { session, recording in
                Batch.Item(object: .session(session), name: name(session), request: .stopRecording(recording))
            }
        let names = TextWidth.list(items.map(\.name))
        let sentence = starts ? "record \(names)" : "stop the recording of \(names)"
        return confirm(Plan(sentence: sentence, items: items), key: "record")
    }

    /// What a server can do is asked when it is first wanted.
    mutating func askForMedia(_ action: Action.ID) -> [Effect] {
        say("asking what the server offers …")
        return ask(.mediaControls, for: .action(action))
    }
}

extension TextWidth {
    /// The first few names of a list, and how many more there are.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).map { fit($0, to: 24) }.joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}
