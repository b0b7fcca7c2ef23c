import Dashboard
import Meetings
import MeetingsClient

/// What runs beside the dashboard's loop: the connection to a server, the feed of news, and the requests.
///
/// It answers by posting messages, and everything that fails becomes a sentence in one.
actor DashboardServices {
    /// Whom the dashboard talks to.
    enum Target: Sendable {
        case named(Connection)
        /// The local server, started when none runs.
        case local(LocalServer)
        /// A file of recorded events, and no server.
        case recorded(RecordedFile)
    }

    private let target: Target
    private let clock: any WallClock
    private let post: @Sendable (Message) -> Void
    private var isConnecting = false
    private var connected: Connected?
    /// Travels in the log of the server that is connected.
    private var traveller: TimeTraveller?
    private let recorded: RecordedServices?

    /// One connection at work.
    private struct Connected {
        var connection: Connection
        var client: Client
        var feed: Feed
        var task: Task<Void, Never>
    }

    init(target: Target, clock: any WallClock, post: @escaping @Sendable (Message) -> Void) {
        self.target = target
        self.clock = clock
        self.post = post
        if case .recorded(let file) = target {
            recorded = RecordedServices(file: file, post: post)
        } else {
            recorded = nil
        }
    }

    /// Connects for the first time. For the local server it goes on to look whether that one comes back elsewhere.
    func run() async {
        if let recorded { return await recorded.run() }
        await connect()
        guard case .local(let server) = target else { return }
        while (try? await Task.sleep(for: .seconds(5))) != nil {
            if let running = server.running, running != connected?.connection { await connect() }
        }
    }

    /// Asks everything again; connects first where there is no server.
    func refresh() async {
        if recorded != nil { return }
        if case .local(let server) = target, server.running != connected?.connection { return await connect() }
        guard let connected else { return await connect() }
        connected.feed.refresh()
    }

    /// Carries out a change, and posts how it went.
    func send(_ request: Request, _ id: RequestID) async {
        await answer(id) { .answered(try await request.carryOut(with: $0), id) }
    }

    /// Finds something out, and posts it.
    func ask(_ query: Query, _ id: RequestID) async {
        if let recorded { return await recorded.ask(query, id) }
        if let connected, query.isAboutThePast {
            do {
                let traveller = traveller ?? TimeTraveller(archive: ServerArchive(client: connected.client))
                self.traveller = traveller
                post(.answered(try await query.answer(from: connected.client, traveller, post), id))
            } catch {
                post(.failed(CommandFailure(error).message, id))
            }
            return
        }
        await answer(id) { .answered(try await query.answer(from: $0), id) }
    }

    private func answer(_ id: RequestID, _ work: (Client) async throws -> Message) async {
        guard let connected else {
            return post(.failed("Nothing was sent: there is no connection to a server yet.", id))
        }
        do {
            post(try await work(connected.client))
            connected.feed.refresh()
        } catch let error as ClientError {
            post(error.problem.map { .refused($0, id) } ?? .failed(error.message, id))
        } catch {
            post(.failed(CommandFailure(error).message, id))
        }
    }

    private func connect() async {
        guard !isConnecting else { return }
        isConnecting = true
        defer { isConnecting = false }
        await disconnect()
        tell(.poll, .connecting)
        do {
            let connection = try await findServer()
            let client = try Client(
                server: connection.server, credentials: try connection.credentials(), clock: clock,
                trust: try connection.trust())
            let post = post
            let feed = Feed(client: client, clock: clock) { post(.changes([$0])) }
            connected = Connected(
                connection: connection, client: client, feed: feed, task: Task.detached { await feed.run() })
        } catch {
            let sentence = CommandFailure(error).message
            tell(.poll, .down(sentence))
            tell(.stream, .unused)
            // In place of the line that said what was being tried.
            post(.notice(sentence))
        }
    }

    private func findServer() async throws -> Connection {
        switch target {
        case .recorded: throw CommandFailure("A recorded file has no server.")
        case .named(let connection): return connection
        case .local(let server):
            let post = post
            return try await server.connect { post(.notice($0)) }
        }
    }

    private func disconnect() async {
        guard let old = connected else { return }
        connected = nil
        traveller = nil
        old.task.cancel()
        await old.task.value
        await old.client.close()
    }

    private func tell(_ source: Source, _ state: LinkState) {
        post(.changes([.link(source, state, at: clock.now)]))
    }
}
