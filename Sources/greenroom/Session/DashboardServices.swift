import Dashboard
import Meetings
import MeetingsClient
import Synchronization

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
    private let numbers = RisingNumber()

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
        while (try? await clock.sleep(until: clock.now + .seconds(5))) != nil {
            if let running = server.running, running != connected?.connection { await connect() }
        }
    }

    /// Asks everything again; connects first where there is no server.
    func refresh() async {
        if let recorded { return await recorded.putTogether() }
        if case .local(let server) = target, server.running != connected?.connection { return await connect() }
        guard let connected else { return await connect() }
        connected.feed.refresh()
    }

    /// Carries out a change, and posts how it went.
    func send(_ request: Request, _ id: RequestID) async {
        if await answer(id, { .answered(try await request.carryOut(with: $0), id) }) { connected?.feed.refresh() }
    }

    /// Finds something out, and posts it.
    func ask(_ query: Query, _ id: RequestID) async {
        // A picture of a link needs no server.
        if case .qr(let text) = query {
            let code = QRCode(text)
            return post(code.map { .answered(.qr($0.modules), id) } ?? .failed("The link is too long for a code.", id))
        }
        if let recorded { return await recorded.ask(query, id) }
        let examination = connected?.connection.receiver?.examination
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
        _ = await answer(id) { .answered(try await query.answer(from: $0, examination: examination), id) }
    }

    /// Posts what comes of it. True when the server did it.
    private func answer(_ id: RequestID, _ work: (Client) async throws -> Message) async -> Bool {
        guard let connected else {
            post(.failed("Nothing was sent: there is no connection to a server yet.", id))
            return false
        }
        do {
            post(try await work(connected.client))
            return true
        } catch let error as ClientError {
            post(error.problem.map { .refused($0, id) } ?? .failed(error.message, id))
        } catch {
            post(.failed(CommandFailure(error).message, id))
        }
        return false
    }

    private func connect() async {
        guard !isConnecting else { return }
        isConnecting = true
        defer { isConnecting = false }
        await disconnect()
        tell(.poll, .connecting)
        do {
            let connection = try await findServer()
            let plain = try Client(
                server: connection.server, credentials: try connection.credentials(), clock: clock,
                trust: try connection.trust())
            let post = post
            let numbers = numbers
            func watched(isPoll: Bool) -> Client {
                plain.observed { post(.requested(APILogEntry($0, number: numbers.next(), isPoll: isPoll))) }
            }
            let client = watched(isPoll: false)
            let feed = Feed(client: watched(isPoll: true), clock: clock) { post(.changes([$0])) }
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

/// Numbers from 1 on, each given out once.
private final class RisingNumber: Sendable {
    private let last = Mutex(0)

    func next() -> Int {
        last.withLock { number in
            number += 1
            return number
        }
    }
}

extension APILogEntry {
    /// What the client told of a request, as a line of the API log.
    fileprivate init(_ record: ExchangeRecord, number: Int, isPoll: Bool) {
        self.init(
            number: number, at: record.at, method: record.method, path: record.path, status: record.status,
            took: record.took, failure: record.failure, requestID: record.requestID, answer: record.answer,
            isPoll: isPoll)
    }
}
