import FoundationEssentials
import HTTPTypes
import Meetings
import MeetingsClient
import MeetingsWire
import Synchronization
import Testing

/// Collects what a feed hands on, and lets a test wait for it.
final class Changes: Sendable {
    private let changes = Mutex<[Change]>([])
    private let stream: AsyncStream<Void>
    private let news: AsyncStream<Void>.Continuation

    init() { (stream, news) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    var all: [Change] { changes.withLock { $0 } }

    func add(_ change: Change) {
        changes.withLock { $0.append(change) }
        news.yield()
    }

    /// Returns once the changes so far fulfil the condition. The time limit of the test ends a vain wait.
    func wait(_ condition: ([Change]) -> Bool) async {
        if condition(all) { return }
        for await _ in stream where condition(all) { return }
    }

    func states(of source: Source) -> [LinkState] {
        all.compactMap { if case .link(source, let state, _) = $0 { state } else { nil } }
    }
}

@Suite("The feed", .timeLimit(.minutes(1)))
struct FeedTests {
    static let session = Session(
        id: SessionID("s1"), roomID: RoomID("a"), startedAt: Timestamp(milliseconds: 1_000_000))
    static let person = Participant(
        id: ParticipantID("p1"), sessionID: SessionID("s1"), roomID: RoomID("a"), name: "Ines \u{1B}[31m",
        role: .guest, isHost: false, joinedAt: Timestamp(milliseconds: 1_000_000))

    /// The listings of a small server; nil for all other paths.
    static func listing(_ request: SeenRequest) -> Scripted? {
        switch request.path {
        case "/v1/meetings/rooms":
            return .json(RoomPageJSON.write(RoomPage(rooms: [Sample.room("a")], pageSize: 20, totalItems: 1)))
        case "/v1/meetings/themes": return .text("[]")
        case "/v1/meetings/sessions":
            let ended = Session(
                id: SessionID("s0"), roomID: RoomID("a"), startedAt: Timestamp(milliseconds: 1),
                endedAt: Timestamp(milliseconds: 2))
            let sessions = [ended, session].map { SessionSummary(session: $0, roomDisplayName: "Room a", people: 1) }
            return .json(SessionPageJSON.write(SessionPage(sessions: sessions, pageSize: 20, totalItems: 2)))
        case "/v1/meetings/sessions/s1/participants": return .json(ParticipantListJSON.write([person]))
        default: return nil
        }
    }

    static func message(_ sequence: Int64) -> String {
        let body = EventBody.themeDeleted(ThemeID("t\(sequence)"))
        let envelope = EventEnvelope(
            sequence: sequence, at: Timestamp(milliseconds: 1_000_000), name: body.name.rawValue, roomID: nil,
            sessionID: nil, body: EventJSON.writeBody(body))
        return "id: \(sequence)\ndata: \(String(decoding: EventEnvelopeJSON.write(envelope), as: UTF8.self))\n\n"
    }

    private func withFeed(
        _ url: String, _ changes: Changes, settings: Feed.Settings = Feed.Settings(), after: Int64? = nil,
        _ body: (Feed) async throws -> Void
    ) async throws {
        try await Sample.withClient(url) { client in
            let feed = Feed(
                client: client, clock: RealClock(), after: after, settings: settings, sink: { changes.add($0) })
            let running = Task { await feed.run() }
            do {
                try await body(feed)
            } catch {
                running.cancel()
                throw error
            }
            running.cancel()
            await running.value
        }
    }

    private var quick: Feed.Settings {
        Feed.Settings(
            schedule: PollSchedule(withStream: .seconds(3600), withoutStream: .seconds(3600)),
            backoff: Backoff(first: .milliseconds(10), longest: .milliseconds(20)))
    }

    @Test("polls all listings, and the people of live sessions only, where there is no stream")
    func pollsOnly() async throws {
        let server = ScriptedServer { Self.listing($0) ?? .notFound }
        let changes = Changes()
        try await server.run { url in
            try await withFeed(url, changes) { _ in
                await changes.wait { _ in
                    changes.states(of: .poll).contains(.live) && changes.states(of: .stream).contains(.unused)
                }
            }
        }
        #expect(changes.states(of: .poll) == [.connecting, .live])
        #expect(changes.states(of: .stream) == [.connecting, .unused])
        let rooms = changes.all.compactMap { if case .rooms(let listing) = $0 { listing.items.count } else { nil } }
        let sessions = changes.all.compactMap { if case .sessions(let listing, _) = $0 { listing.items } else { nil } }
        let people = changes.all.compactMap {
            if case .participants(let listing, of: SessionID("s1")) = $0 { listing.items } else { nil }
        }
        #expect(rooms == [1] && sessions.first?.count == 2 && people == [[Self.person]])
        #expect(!server.requests.contains { $0.path.contains("s0/participants") })
    }

    @Test("leaves out what a foreign server does not have, and still counts as live")
    func foreignServer() async throws {
        let server = ScriptedServer { request in
            request.path.contains("sessions") ? .notFound : Self.listing(request) ?? .notFound
        }
        let changes = Changes()
        try await server.run { url in
            try await withFeed(url, changes) { _ in
                await changes.wait { _ in changes.states(of: .poll).contains(.live) }
            }
        }
        #expect(!changes.all.contains { if case .sessions = $0 { true } else { false } })
    }

    @Test("tells what became of callbacks, and asks for the undelivered ones only where there are some")
    func deliveries() async throws {
        let endpoint = CallbackEndpoint(url: "https://a.example/", pending: 0, dead: 1)
        let delivery = DeliverySummary(
            id: 4, sequence: 9, event: "room:expired", roomID: RoomID("a"), kind: .rooms, url: endpoint.url,
            webhookID: "m", state: .dead, attempts: 53, createdAt: Timestamp(milliseconds: 1))
        let server = ScriptedServer { request in
            switch request.path {
            case "/v1/meetings/deliveries/receivers": .json(CallbackEndpointListJSON.write([endpoint]))
            case "/v1/meetings/deliveries":
                .json(DeliveryPageJSON.write(DeliveryPage(deliveries: [delivery], pageSize: 100, totalItems: 1)))
            default: Self.listing(request) ?? .notFound
            }
        }
        let changes = Changes()
        try await server.run { url in
            try await withFeed(url, changes) { _ in
                await changes.wait { _ in changes.states(of: .poll).contains(.live) }
            }
        }
        let told = changes.all.compactMap { if case .deliveries(let listing, _) = $0 { listing } else { nil } }
        #expect(told.first?.open == [delivery] && told.first?.newest == [delivery] && told.first?.hasAllOpen == true)
        #expect(changes.all.contains { if case .callbackEndpoints([endpoint], _) = $0 { true } else { false } })
        let asked = server.requests.filter { $0.path == "/v1/meetings/deliveries" }.map(\.query)
        #expect(
            asked == ["state=dead&page_size=100", "page_size=100"]
                || asked == ["page_size=100&state=dead", "page_size=100"])
    }

    @Test("while the stream is heard, polls ask only for what it does not tell")
    func betweenWhole() async throws {
        func rooms(_ all: [Change]) -> Int { all.count { if case .rooms = $0 { true } else { false } } }
        func deliveries(_ all: [Change]) -> Int { all.count { if case .deliveries = $0 { true } else { false } } }
        let (stream, writer) = AsyncStream.makeStream(of: String.self)
        let server = ScriptedServer { request in
            switch request.path {
            case "/v1/meetings/events": .events(stream)
            case "/v1/meetings/deliveries/receivers": .json(CallbackEndpointListJSON.write([]))
            case "/v1/meetings/deliveries":
                .json(DeliveryPageJSON.write(DeliveryPage(deliveries: [], pageSize: 100, totalItems: 0)))
            default: Self.listing(request) ?? .notFound
            }
        }
        let changes = Changes()
        var often = quick
        often.schedule = PollSchedule(withStream: .milliseconds(20), withoutStream: .milliseconds(20))
        try await server.run { url in
            try await withFeed(url, changes, settings: often) { _ in
                await changes.wait { _ in changes.states(of: .stream).contains(.live) }
                let before = changes.all
                await changes.wait { deliveries($0) >= deliveries(before) + 8 }
                // One may be under way, and one is for what happened before the stream was opened.
                #expect(rooms(changes.all) <= rooms(before) + 2)
            }
            writer.finish()
        }
    }

    /// A feed of a small server after its second poll, as far as a change of this kind.
    private func polledTwice(_ isTold: @escaping (Change) -> Bool) async throws -> (ScriptedServer, Changes) {
        let server = ScriptedServer { Self.listing($0) ?? .notFound }
        let changes = Changes()
        try await server.run { url in
            try await withFeed(url, changes, settings: quick) { feed in
                await changes.wait { _ in changes.states(of: .poll).contains(.live) }
                feed.refresh()
                await changes.wait { $0.count(where: isTold) == 2 }
            }
        }
        return (server, changes)
    }

    @Test("a server that knows nothing of callbacks is asked for them once")
    func noDeliveries() async throws {
        let (server, changes) = try await polledTwice { if case .themes = $0 { true } else { false } }
        #expect(server.requests.count { $0.path.contains("deliveries") } == 1)
        #expect(changes.all.contains { if case .deliveries(nil, _) = $0 { true } else { false } })
    }

    @Test("asks again only for sessions that go on or have ended since")
    func sessionsSince() async throws {
        let (server, changes) = try await polledTwice { if case .sessions = $0 { true } else { false } }
        let asked = server.requests.filter { $0.path.hasSuffix("/sessions") && !$0.query.contains("recorded") }
        #expect(asked.map(\.query) == ["page_size=1000", "page_size=1000&active_from=1969-12-31T23%3A59%3A50.002Z"])
        let since = changes.all.compactMap { if case .sessions(_, let since) = $0 { since } else { nil } }
        #expect(since == [Timestamp(milliseconds: -9_998)])
    }

    @Test("of too many sessions asks for the newest, and for those that go on however old they are")
    func newestSessions() async throws {
        let newest = (0..<2000).map { number in
            Session(
                id: SessionID("n\(number)"), roomID: RoomID("a"), startedAt: Timestamp(milliseconds: 2_000_000),
                endedAt: Timestamp(milliseconds: 3_000_000))
        }
        let server = ScriptedServer { request in
            guard request.path.hasSuffix("/sessions"), !request.query.contains("recorded") else {
                return Self.listing(request) ?? .notFound
            }
            let sessions = request.query.contains("active_from") ? [Self.session] : newest
            let page = SessionPage(
                sessions: sessions.map { SessionSummary(session: $0, roomDisplayName: "Room a", people: 1) },
                pageSize: 1000, totalItems: 9000, next: "/sessions?offset=2000")
            return .json(SessionPageJSON.write(page))
        }
        let changes = Changes()
        try await server.run { url in
            try await withFeed(url, changes, settings: quick) { _ in
                await changes.wait { _ in changes.states(of: .poll).contains(.live) }
            }
        }
        let listings = changes.all.compactMap { change -> ([Session], Timestamp?)? in
            if case .sessions(let listing, let since) = change { (listing.items, since) } else { nil }
        }
        #expect(listings.map(\.0) == [[Self.session] + newest])
        #expect(listings.first?.1 != nil)
        #expect(changes.all.contains { if case .participants(_, of: SessionID("s1")) = $0 { true } else { false } })
    }

    @Test("polls again when asked, and on schedule")
    func refreshes() async throws {
        func polls(_ all: [Change]) -> Int { all.count { if case .themes = $0 { true } else { false } } }
        let server = ScriptedServer { Self.listing($0) ?? .notFound }
        let changes = Changes()
        try await server.run { url in
            try await withFeed(url, changes, settings: quick) { feed in
                await changes.wait { polls($0) == 1 }
                feed.refresh()
                await changes.wait { polls($0) == 2 }
            }
            var often = quick
            often.schedule = PollSchedule(withStream: .seconds(3600), withoutStream: .milliseconds(20))
            try await withFeed(url, changes, settings: often) { _ in await changes.wait { polls($0) >= 6 } }
        }
    }

    @Test("follows the stream, and takes it up again after the last event it saw")
    func follows() async throws {
        let (first, writer) = AsyncStream.makeStream(of: String.self)
        let (second, secondWriter) = AsyncStream.makeStream(of: String.self)
        let server = ScriptedServer { request in
            guard request.path.hasSuffix("/events") else { return Self.listing(request) ?? .notFound }
            return .events(request.query == "after=5" ? first : second)
        }
        let changes = Changes()
        try await server.run { url in
            try await withFeed(url, changes, settings: quick, after: 5) { _ in
                writer.yield(": still here\n\n" + Self.message(6))
                writer.yield(String(Self.message(7).prefix(20)))
                writer.yield(String(Self.message(7).dropFirst(20)))
                writer.yield("id: 8\ndata: {\"new\":\"kind\"}\n\n")
                await changes.wait { $0.contains { if case .heartbeat(.stream, _) = $0 { true } else { false } } }
                await changes.wait { $0.count { if case .event = $0 { true } else { false } } == 2 }
                writer.finish()
                await changes.wait { _ in changes.states(of: .stream).count { $0 == .live } == 2 }
                await changes.wait { $0.count { if case .themes = $0 { true } else { false } } >= 2 }
            }
            secondWriter.finish()
        }
        let sequences = changes.all.compactMap { change -> Int64? in
            if case .event(let event, from: .stream, at: _) = change { event.sequence } else { nil }
        }
        #expect(sequences == [6, 7])
        let opened = server.requests.filter { $0.path.hasSuffix("/events") }
        #expect(opened.map(\.query) == ["after=5", "after=8"])
        #expect(opened.map { $0.headers[.accept] } == ["text/event-stream", "text/event-stream"])
        let lastEventID = HTTPField.Name("Last-Event-ID")
        #expect(opened.map { request in lastEventID.flatMap { request.headers[$0] } } == ["5", "8"])
        #expect(changes.states(of: .stream).contains { if case .down = $0 { true } else { false } })
    }

    @Test("says in words when the server cannot be reached, and that it came back")
    func recovers() async throws {
        let isUp = Mutex(false)
        let server = ScriptedServer { request in
            guard isUp.withLock({ $0 }) else {
                return .text(#"{"message":"Starting up","name":"x","status":500}"#, status: 500)
            }
            return Self.listing(request) ?? .notFound
        }
        let changes = Changes()
        var settings = quick
        settings.schedule = PollSchedule(withStream: .seconds(3600), withoutStream: .milliseconds(20))
        try await server.run { url in
            try await withFeed(url, changes, settings: settings) { _ in
                await changes.wait { _ in
                    changes.states(of: .poll).contains(.down("Starting up"))
                        && changes.states(of: .stream).contains(.down("Starting up"))
                }
                isUp.withLock { $0 = true }
                await changes.wait { _ in
                    changes.states(of: .poll).contains(.live) && changes.states(of: .stream).contains(.unused)
                }
            }
        }
        // The reason stays readable while the feed keeps trying.
        #expect(changes.states(of: .poll) == [.connecting, .down("Starting up"), .live])
        #expect(changes.states(of: .stream) == [.connecting, .down("Starting up"), .unused])
    }

    @Test("takes a silent stream for dead")
    func silence() async throws {
        let writers = Mutex<[AsyncStream<String>.Continuation]>([])
        let server = ScriptedServer { request in
            guard request.path.hasSuffix("/events") else { return Self.listing(request) ?? .notFound }
            let (silent, writer) = AsyncStream.makeStream(of: String.self)
            writers.withLock { $0.append(writer) }
            return .events(silent)
        }
        let changes = Changes()
        var settings = quick
        settings.silence = .milliseconds(50)
        try await server.run { url in
            try await withFeed(url, changes, settings: settings) { _ in
                await changes.wait { _ in
                    changes.states(of: .stream).contains {
                        if case .down(let sentence) = $0 { sentence.contains("was silent for") } else { false }
                    }
                }
            }
            writers.withLock { $0.forEach { $0.finish() } }
        }
    }
}
