import Meetings
import MeetingsWire
import Synchronization

/// The polling half of a feed.
extension Feed {
    /// How many requests for participants are under way at once.
    private static let width = 8

    /// Asks once, for everything or for what the stream does not tell. False when the server could not be asked.
    func poll() async -> Bool {
        let isWhole = schedule.withLock { $0.takesWhole(at: clock.now) }
        do {
            // A server that knows nothing of callbacks is asked for the rest: its answer shows that it is there.
            if isWhole || deliveriesMissingAt.withLock({ $0 != nil }) { try await pollListings() }
            try await pollDeliveries()
            report(.poll, .live)
            return true
        } catch is CancellationError {
            return false
        } catch {
            lastEnd.withLock { $0 = nil }
            report(.poll, .down(Self.sentence(for: error)))
            return false
        }
    }

    private func pollListings() async throws {
        hand(.rooms(try await client.rooms()))
        hand(.themes(try await client.themes()))
        if let live = try await unlessMissing({ try await pollSessions() }) {
            try await pollParticipants(of: live)
            try await pollRecordings()
        }
        let askedAt = clock.now
        if let acknowledgements = try await unlessMissing({ try await client.answer(to: .acknowledgements()) }) {
            hand(.acknowledgements(Listing(items: acknowledgements, askedAt: askedAt, at: clock.now)))
        }
    }

    /// How long before the newest known end one may lie that is not known yet: the server commits a little later.
    private static let lateEnd = Duration.seconds(10)

    /// Asks for the sessions that go on and those that have ended since the last poll: a server keeps all of them, and
    /// after some weeks they are too many to be asked for twice a minute. Answers which go on.
    private func pollSessions() async throws -> [SessionID] {
        let sessions: [Session]
        if let since = lastEnd.withLock({ $0 }).map({ $0 - Self.lateEnd }) {
            let listing = try await client.sessions(activeFrom: since)
            hand(.sessions(listing, endedSince: since))
            sessions = listing.items
        } else {
            sessions = try await pollAllSessions()
        }
        if let end = sessions.compactMap(\.endedAt).max() { lastEnd.withLock { $0 = max(end, $0 ?? end) } }
        return sessions.filter(\.isLive).map(\.id)
    }

    /// Asks for the newest sessions, and where there are too many, for those besides that began earlier and go on.
    private func pollAllSessions() async throws -> [Session] {
        var listing = try await client.sessions(limit: MeetingsClient.endedSessions)
        guard listing.items.count >= MeetingsClient.endedSessions else {
            hand(.sessions(listing))
            return listing.items
        }
        let active = try await client.sessions(activeFrom: listing.askedAt)
        let known = Set(active.items.map(\.id))
        listing.items = active.items + listing.items.filter { !known.contains($0.id) }
        hand(.sessions(listing, endedSince: listing.askedAt))
        return listing.items
    }

    /// How many callbacks of each kind one poll asks for.
    private static let deliveries = 100

    /// Asks what became of callbacks. The requests for those that are not delivered are left out where there are none.
    private func pollDeliveries() async throws {
        let askedAt = clock.now
        if let missing = deliveriesMissingAt.withLock({ $0 }), askedAt < missing + settings.recheck { return }
        guard let endpoints = try await unlessMissing({ try await client.answer(to: .callbackEndpoints) }) else {
            deliveriesMissingAt.withLock { $0 = askedAt }
            return hand(.deliveries(nil, at: clock.now))
        }
        hand(.callbackEndpoints(endpoints, at: clock.now))
        let listing = try await client.deliveryListing(
            hasPending: endpoints.contains { $0.pending > 0 }, hasDead: endpoints.contains { $0.dead > 0 },
            limit: Self.deliveries)
        hand(.deliveries(listing, at: listing.at))
    }

    private func pollParticipants(of sessions: [SessionID]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, session) in sessions.enumerated() {
                if number >= Self.width { try await group.next() }
                group.addTask {
                    let people = try await self.unlessMissing { try await self.client.participants(of: session) }
                    if let people { self.hand(.participants(people, of: session)) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// How far back sessions are asked for their recordings: an upload takes minutes, an event some days.
    private static let recordingsKept = Duration.seconds(3 * 86_400)

    /// Asks for the recordings of recorded sessions, until nothing more can come of them.
    private func pollRecordings() async throws {
        // From the start of a day, so that the API log shows one request that repeats.
        let day = Duration.seconds(86_400).wholeMilliseconds
        let since = Timestamp(milliseconds: (clock.now - Self.recordingsKept).milliseconds / day * day)
        let found = try await unlessMissing { try await client.sessionSummaries(from: since, isRecorded: true) }
        guard let sessions = found?.items.map(\.session) else { return }
        let open = settled.withLock { settled in
            settled.formIntersection(sessions.map(\.id))
            return sessions.filter { !settled.contains($0.id) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, session) in open.enumerated() {
                if number >= Self.width { try await group.next() }
                group.addTask { try await self.pollRecordings(of: session) }
            }
            try await group.waitForAll()
        }
    }

    private func pollRecordings(of session: Session) async throws {
        let askedAt = clock.now
        guard let recordings = try await unlessMissing({ try await client.recordings(of: session.id) }) else { return }
        hand(.recordings(Listing(items: recordings, askedAt: askedAt, at: clock.now), of: session.id))
        if !session.isLive, recordings.allSatisfy({ $0.status == .uploaded }) {
            _ = settled.withLock { $0.insert(session.id) }
        }
    }

    /// Asks again and again how sound and picture fare, rarely where the server knows nothing of that. A failure is told by
    /// the other polls; here it shows as age.
    func pollMedia() async {
        while !Task.isCancelled {
            let askedAt = clock.now
            var wait = settings.mediaInterval
            do {
                let report = try await unlessMissing { try await client.answer(to: .media) }
                if report == nil { wait = settings.recheck }
                hand(.media(report, at: askedAt))
            } catch {
                // The next question is soon enough.
            }
            guard (try? await clock.sleep(until: clock.now + wait)) != nil else { return }
        }
    }

    /// Nil where the server does not know what is asked for: a foreign server, or a session just forgotten.
    private func unlessMissing<Value>(_ ask: () async throws -> Value) async throws -> Value? {
        do {
            return try await ask()
        } catch let error as ClientError {
            guard let kind = error.problem?.kind, [.notFound, .methodNotAllowed].contains(kind) else { throw error }
            return nil
        }
    }
}
