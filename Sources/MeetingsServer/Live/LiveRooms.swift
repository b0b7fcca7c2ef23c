import Logging
import Meetings
import MeetingsMedia
import MeetingsStorage

/// All rooms that somebody's page is connected to: routes what pages say to the room that it concerns.
actor LiveRooms {
    /// What goes to one page.
    enum Outgoing: Sendable {
        case text([UInt8])
        case close
    }

    /// One page before and after it said which room it belongs to.
    private struct Connection {
        let send: @Sendable (Outgoing) -> Void
        var runner: LiveRoomRunner?
    }

    let records: SessionRecords
    private let lobby: Lobby
    let clock: any WallClock
    let identifiers: IdentifierSource
    private let grace: Duration
    let media: MediaPool
    let recordings: RecordingFiles
    let recordingSettings: RecordingSettings
    private let happened: AsyncStream<(SessionID, MediaEvent)>
    private let iceServers: @Sendable (ParticipantID) -> [IceServer]
    let logger: Logger
    /// The rooms whose sessions have media.
    private var mediaRooms: [SessionID: RoomID] = [:]
    private var lastConnection = 0
    private var connections: [ConnectionID: Connection] = [:]
    private var runners: [RoomID: LiveRoomRunner] = [:]

    /// `engines` are the media servers, none where there is no media; `iceServers` makes what a page needs to get through
    /// firewalls.
    init(
        records: SessionRecords, lobby: Lobby, clock: any WallClock, identifiers: IdentifierSource, grace: Duration,
        engines: [MediaPool.Engine], iceServers: @escaping @Sendable (ParticipantID) -> [IceServer],
        recordings: RecordingFiles, recordingSettings: RecordingSettings, logger: Logger
    ) {
        self.records = records
        self.lobby = lobby
        self.clock = clock
        self.identifiers = identifiers
        self.grace = grace
        self.iceServers = iceServers
        self.recordings = recordings
        self.recordingSettings = recordingSettings
        self.logger = logger
        let (happened, tell) = AsyncStream.makeStream(of: (SessionID, MediaEvent).self)
        self.happened = happened
        media = MediaPool(engines: engines, clock: clock, logger: logger) { tell.yield(($0, $1)) }
    }

    /// Keeps the media servers running and hands on what they tell, until the task is cancelled.
    func runMedia() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.media.run() }
            group.addTask {
                for await (session, event) in self.happened { await self.hear(event, in: session) }
            }
        }
    }

    private func hear(_ event: MediaEvent, in session: SessionID) async {
        let stopped: String? = if case .recording(.stopped(let folder)) = event { folder } else { nil }
        guard let room = mediaRooms[session], let runner = runners[room] else {
            if let stopped { await discard(stopped) }
            return
        }
        let servers = if case .availability(let id, .ready) = event { iceServers(id) } else { [IceServer]() }
        runner.post(.happened(session, event, iceServers: servers))
        guard let stopped else { return }
        // After the room has heard of it.
        runner.look { [weak self] live in
            if live.recording?.fresh.folder != stopped { await self?.discard(stopped) }
        }
    }

    private func order(_ orders: [MediaOrder], room: RoomID) {
        for order in orders {
            mediaRooms[order.session] = order.request == .close ? nil : room
            if case .record(let folder?) = order.request, !makeRecordingFolder(folder) {
                let failed = MediaEvent.recording(.failed(folder: folder))
                runners[room]?.post(.happened(order.session, failed, iceServers: []))
                continue
            }
            media.post(order.request, in: order.session)
        }
    }

    /// The room as it is now; nil when nobody is connected to it.
    func look(at room: RoomID) async -> LiveRoom? {
        guard let runner = runners[room] else { return nil }
        return await runner.look()
    }

    /// What there is to know about each media server, in their order.
    nonisolated var engines: [MediaPool.Report] { media.reports }

    /// The media server that a session is on; nil for none.
    nonisolated func engine(of session: SessionID) -> String? { media.engine(of: session) }

    /// Lets a media server take no new sessions, or take them again. False when there is none of that name.
    nonisolated func setDraining(_ isDraining: Bool, engine: String) -> Bool {
        media.setDraining(isDraining, engine: engine)
    }

    /// Takes up the sessions that were live when the process last ended: their people have one grace to come back.
    /// Whoever waited then waits no more: their pages ask again.
    /// The recordings of `interrupted` sessions go on as new ones, once their people are back.
    func restore(recording interrupted: Set<SessionID> = []) async throws {
        try await records.endWaits(at: clock.now)
        for live in try await records.liveSessions() {
            let room = LiveRoom(
                roomID: live.session.roomID, grace: grace, sessionID: live.session.id, isLocked: live.isLocked,
                seats: live.seats, chat: live.chat, now: clock.now)
            let runner = makeRunner(room)
            runners[live.session.roomID] = runner
            runner.post(.deadline)
            if interrupted.contains(live.session.id) {
                let isAutomatic = await lobby.room(live.session.roomID)?.room.recordingOptions.autoRecord == true
                let fresh = freshRecording(isAutomatic: isAutomatic, isPatient: true)
                runner.post(.control(.record(fresh), by: .api(session: live.session.id)))
            }
        }
    }

    func connect(_ send: @escaping @Sendable (Outgoing) -> Void) -> ConnectionID {
        lastConnection += 1
        let id = ConnectionID(number: lastConnection)
        connections[id] = Connection(send: send)
        return id
    }

    func disconnect(_ id: ConnectionID) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        connection.runner?.post(.lost(id))
    }

    /// The room closed and the log says so: its pages are told.
    func close(_ room: RoomID) { runners[room]?.post(.closed) }

    /// Changes a session, or who waits, in the name of the API; answered once it is durable. `session` must be the
    /// room's live one where a session is changed.
    func control(
        _ control: LiveRoom.Control, room: RoomID, session: SessionID? = nil
    ) async throws -> LiveRoom.ControlAnswer {
        guard let runner = runners[room] else { return .unknown }
        return try await runner.ask(control, by: .api(session: session))
    }

    func receive(_ bytes: [UInt8], from id: ConnectionID) async {
        guard let message = PageMessage.FromPage(bytes) else {
            return say(.error(.message), to: id)
        }
        switch (message, connections[id]?.runner) {
        case (.ping, _): say(.pong, to: id)
        case (.hello(let code, let token, let resume), nil): await greet(id, code: code, token: token, resume: resume)
        case (.enter(let name), let runner?): await enter(id, name: name, runner: runner)
        case (.leave, let runner?): runner.post(.leave(id))
        case (.control(let control), let runner?): runner.post(.control(control, by: .host(id)))
        case (.record(let isOn), let runner?): record(isOn, from: id, runner: runner)
        case (.say(let saying), let runner?): runner.post(.say(id, saying))
        case (.media(let media), let runner?): runner.post(.media(id, media))
        case (.hello, .some), (_, nil): say(.error(.order), to: id)
        }
    }

    private func greet(_ id: ConnectionID, code: String, token: String?, resume: String?) async {
        switch await lobby.arrival(code: code, token: token) {
        case .refused(let refusal, let sentence):
            say(.refused(refusal, because: sentence), to: id)
            connections[id]?.send(.close)
        case .welcome(let room, let theme, let isHost):
            let runner = runners[room.id] ?? makeRunner(LiveRoom(roomID: room.id, grace: grace))
            runners[room.id] = runner
            connections[id]?.runner = runner
            let digest = resume.map(SecretText.digest)
            runner.post(.greet(id, isHost: isHost, features: room.features))
            runner.look { [weak self] live in
                let welcome = PageMessage.Welcome(room: room, theme: theme, isHost: isHost, people: live.seats.count)
                await self?.say(.welcome(welcome), to: id)
            }
            if let digest { runner.post(.resume(id, digest: digest)) }
        }
    }

    private func enter(_ id: ConnectionID, name: String, runner: LiveRoomRunner) async {
        let visible = name.scrubbed(limit: 60)
        let trimmed = String(visible.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !trimmed.isEmpty else { return say(.error(.name), to: id) }
        guard let place = await lobby.room(runner.roomID) else { return say(.refused(.unavailable), to: id) }
        let secret = identifiers.secret()
        let isRecorded = place.room.recordingOptions.autoRecord
        let fresh = FreshIdentifiers(
            participant: ParticipantID(identifiers.uuid()), session: identifiers.sessionID(now: clock.now),
            resume: secret, resumeDigest: SecretText.digest(secret),
            recording: isRecorded ? freshRecording(isAutomatic: true, isPatient: true) : nil)
        let arrival = LiveRoom.Arrival(
            connection: id, name: trimmed, room: place.room, hasEndedSession: place.hasEndedSession, fresh: fresh)
        runner.post(.enter(arrival))
    }

    private func makeRunner(_ room: LiveRoom) -> LiveRoomRunner {
        LiveRoomRunner(
            room: room, records: records, clock: clock, logger: logger,
            send: { [weak self] messages in await self?.deliver(messages) },
            order: { [weak self, id = room.roomID] orders in await self?.order(orders, room: id) },
            idle: { [weak self] in await self?.forget($0) })
    }

    /// Lets go of a room nobody is connected to; a page that greets it meanwhile has kept it busy.
    private func forget(_ room: RoomID) {
        guard !connections.values.contains(where: { $0.runner?.roomID == room }) else { return }
        runners.removeValue(forKey: room)?.finish()
    }

    private func deliver(_ messages: [LiveRoom.Message]) {
        for message in messages {
            say(message.body, to: message.to)
            if message.closes { connections[message.to]?.send(.close) }
        }
    }

    func say(_ message: PageMessage.FromServer, to id: ConnectionID) {
        guard let connection = connections[id] else { return }
        do { connection.send(.text(try message.bytes())) } catch {
            logger.error("A page message has no JSON: \(error)")
        }
    }
}
