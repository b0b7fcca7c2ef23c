import Meetings
import MeetingsMedia
import MeetingsStorage
import Synchronization

/// How sound and picture fare now, put together from the media servers, the relay and the rooms.
final class MediaOverview: Sendable {
    private let parts: MediaParts
    private let rooms: LiveRooms
    private let storage: Storage
    private let clock: any WallClock
    private let isWanted: Bool
    /// What each process had used of the processor at the look before, and what part of a core that came to.
    private let looks = Mutex<[String: Look]>([:])

    private struct Look {
        var at: Timestamp
        var seconds: Double
        var part: Double?
    }

    init(_ parts: MediaParts, rooms: LiveRooms, storage: Storage, clock: any WallClock, isWanted: Bool) {
        self.parts = parts
        self.rooms = rooms
        self.storage = storage
        self.clock = clock
        self.isWanted = isWanted
    }

    /// All of it; sessions are those of one application.
    func report(for application: ApplicationID) async throws -> MediaReport {
        var report = summary
        let sessions = try await storage.read { transaction in
            try transaction.liveSessions().filter { $0.applicationID == application }.map(\.session)
        }
        for session in sessions {
            guard let room = await rooms.look(at: session.roomID), room.sessionID == session.id else { continue }
            let connected = room.seats.filter(\.isConnected)
            report.sessions.append(
                SessionMediaSummary(
                    sessionID: session.id, engine: rooms.engine(of: session.id), connected: connected.count,
                    poor: connected.count { $0.quality?.level == .poor }))
        }
        return report
    }

    /// What concerns no application.
    var summary: MediaReport {
        let engines = rooms.engines.map(report)
        let turn = parts.turn.status
        return MediaReport(
            state: state(engines), engines: engines,
            turn: TurnReport(
                state: turn.state, urls: turn.urls, restarts: turn.restarts),
            problems: parts.problems.map { MediaFault(part: $0.part.rawValue, text: $0.sentence, fix: $0.fix) })
    }

    /// How each person in a session fares; nil when nobody is connected to its room.
    func people(of session: Session) async -> SessionMedia {
        let room = await rooms.look(at: session.roomID)
        let seats = room?.sessionID == session.id ? room?.seats ?? [] : []
        return SessionMedia(
            sessionID: session.id, engine: rooms.engine(of: session.id),
            people: seats.map { seat in
                ParticipantMedia(
                    id: seat.participant.id, isConnected: seat.isConnected, hasMicrophone: seat.state.mic,
                    hasCamera: seat.state.camera, hasScreen: seat.state.screen, hasHandUp: seat.state.hand,
                    isTalking: seat.isTalking,
                    quality: seat.quality)
            })
    }

    private func state(_ engines: [MediaEngineReport]) -> MediaState {
        if !isWanted { return .off }
        let states = Set(engines.map(\.state))
        return [MediaState.ready, .failing, .starting, .down].first(where: states.contains) ?? .absent
    }

    private func report(_ engine: MediaPool.Report) -> MediaEngineReport {
        let state = MediaState(rawValue: engine.status.health.rawValue) ?? .failing
        return MediaEngineReport(
            name: engine.name, state: state, version: engine.status.version, sessions: engine.status.rooms,
            connections: engine.status.connections, streams: engine.status.streams, capacity: engine.capacity,
            isDraining: engine.isDraining, restarts: engine.status.restarts,
            memory: engine.load?.residentBytes,
            processor: engine.load.flatMap { processor(engine.name, $0.processorSeconds) })
    }

    /// The part of a core that a process used since the look before, unless that was just now.
    private func processor(_ name: String, _ seconds: Double) -> Double? {
        let now = clock.now
        return looks.withLock { looks in
            // A process that was started again has used less than the one before.
            guard let before = looks[name], before.at <= now, seconds >= before.seconds else {
                looks[name] = Look(at: now, seconds: seconds)
                return nil
            }
            let elapsed = Double((now - before.at).wholeMilliseconds) / 1000
            // Two who ask at once must not get a quotient of rounding errors.
            if elapsed < 1 { return before.part }
            let part = (seconds - before.seconds) / elapsed
            looks[name] = Look(at: now, seconds: seconds, part: part)
            return (part * 1000).rounded() / 1000
        }
    }
}
