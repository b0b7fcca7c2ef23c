import Meetings
import MeetingsStore
import TerminalUI

/// Media servers, and how people in a session fare.
extension Model {
    /// How often a view of people asks how they fare. The feed tells numbers only.
    private static let mediaInterval = Duration.seconds(5)

    /// The live session whose people are on the screen.
    private var watchedSession: SessionID? {
        switch openObject {
        case .session(let id)?: state.sessions[id]?.isLive == true ? id : nil
        case .person(let id)?:
            state.people[id].flatMap { state.isInside($0) ? $0.participant.sessionID : nil }
        default: nil
        }
    }

    /// Asks how the people of the open session fare, when that is old.
    mutating func followMedia() -> [Effect] {
        guard past == nil, configuration.recordedFile == nil, state.media.isServed == true,
            let session = watchedSession, !wanted.values.contains(.sessionMedia(session))
        else { return [] }
        let isDue =
            mediaAskedAt.map { $0.session != session || now - $0.at >= Self.mediaInterval || now < $0.at } ?? true
        guard isDue else { return [] }
        mediaAskedAt = MediaQuestion(session: session, at: now)
        return ask(.sessionMedia(session), for: .sessionMedia(session))
    }

    /// How one person fares, and when that was told; nil where it is not known.
    func media(of id: ParticipantID) -> (media: ParticipantMedia, at: Timestamp)? {
        guard past == nil, let known = state.people[id], state.isInside(known) else { return nil }
        return state.media.person(id, in: known.participant.sessionID)
    }

    /// The media servers that keys are about.
    private var enginesHere: [MediaEngineReport] { targets.compactMap { engine($0) } }

    var reasonAgainstDraining: String? {
        if state.media.isServed == false { return "this server tells nothing of media servers" }
        return enginesHere.isEmpty ? "there is no media server here" : nil
    }

    mutating func toggleDraining() -> [Effect] {
        let engines = enginesHere
        // Several at once are drained; only when all are, taken back.
        let drains = engines.contains { !$0.isDraining }
        let changed = engines.filter { $0.isDraining != drains }
        let items = changed.map { engine in
            Batch.Item(
                object: .engine(engine.name), name: engine.name,
                request: drains ? .drain(engine.name) : .resumeEngine(engine.name))
        }
        let names = TextWidth.list(items.map(\.name))
        let sessions = changed.reduce(0) { $0 + $1.sessions }
        let others = (state.media.report?.engines ?? []).filter { engine in
            engine.state == .ready && !engine.isDraining && !changed.contains { $0.name == engine.name }
        }
        let rest = others.isEmpty ? ", the LAST that takes any" : ""
        let sentence =
            drains
            ? "drain \(names)\(rest) (\(sessions) \(sessions == 1 ? "session goes" : "sessions go") on)"
            : "let \(names) take new sessions"
        return confirm(Plan(sentence: sentence, items: items), key: "drain")
    }

    mutating func muteAll() -> [Effect] {
        guard mediaControls != nil else { return askForMedia("mute-all") }
        let items = liveSessionsHere.map { session in
            let name = room(of: .session(session))?.title ?? "session"
            return Batch.Item(object: .session(session), name: name, request: .muteAll(session))
        }
        let guests = liveSessionsHere.reduce(0) { $0 + (state.sessions[$1]?.guests ?? 0) }
        let names = TextWidth.list(items.map(\.name))
        return confirm(
            Plan(sentence: "mute all \(guests) guests of \(names)", items: items), key: "mute-all")
    }

    var reasonAgainstMutingAll: String? {
        if liveSessionsHere.isEmpty { return "no session is live here" }
        return mediaControls?.muting == false ? "this server's API offers no mute" : nil
    }
}

/// Which session was asked about, and when.
struct MediaQuestion: Equatable, Sendable {
    var session: SessionID
    var at: Timestamp
}
