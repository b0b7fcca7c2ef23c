import CryptoExtras
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Meetings
import MeetingsClient
import NIOCore
import ServiceLifecycle
import Synchronization

/// The machine's clock.
struct RealClock: WallClock {
    var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
    func sleep(until deadline: Timestamp) async throws { try await Task.sleep(for: max(deadline - now, .zero)) }
}

/// One request as the server saw it.
struct SeenRequest: Sendable {
    var method: String
    var path: String
    var query: String
    var headers: HTTPFields
    var body: String
    /// From 1, over all requests of the server.
    var number: Int
}

/// What the server answers.
struct Scripted: Sendable {
    var status = 200
    var body: [UInt8] = []
    var type = "application/json"
    var headers: HTTPFields = [:]
    /// Written piece by piece as it comes, after the body.
    var stream: AsyncStream<String>?

    static func json(_ body: [UInt8], status: Int = 200) -> Scripted { Scripted(status: status, body: body) }
    static func text(_ text: String, status: Int = 200, headers: HTTPFields = [:]) -> Scripted {
        Scripted(status: status, body: Array(text.utf8), headers: headers)
    }
    static func events(_ stream: AsyncStream<String>) -> Scripted {
        Scripted(type: "text/event-stream", stream: stream)
    }
    static let notFound = text(#"{"message":"no such thing","name":"NotFoundError","status":404}"#, status: 404)
}

/// A server on a free port of this machine that answers as its script says, and remembers what it was asked.
final class ScriptedServer: Sendable {
    private let seen = Mutex<[SeenRequest]>([])
    private let script: @Sendable (SeenRequest) -> Scripted

    init(_ script: @escaping @Sendable (SeenRequest) -> Scripted) { self.script = script }

    var requests: [SeenRequest] { seen.withLock { $0 } }

    /// Runs for as long as the body takes; hands it the address.
    func run(_ body: (String) async throws -> Void) async throws {
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: Responder(server: self), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        var configuration = ServiceGroupConfiguration(services: [application], logger: application.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(1)
        // Shut down and not cancelled: a connection that just comes in must not be dropped half made.
        let group = ServiceGroup(configuration: configuration)
        let running = Task { try await group.run() }
        for await port in ports {
            let result = await Result.of { try await body("http://127.0.0.1:\(port)") }
            await group.triggerGracefulShutdown()
            _ = await running.result
            return try result.get()
        }
    }

    private struct Responder: HTTPResponder {
        typealias Context = BasicRequestContext
        let server: ScriptedServer

        func respond(to request: Request, context: Context) async throws -> Response {
            let body = try await request.body.collect(upTo: 1 << 20)
            let seen = server.seen.withLock { seen in
                seen.append(
                    SeenRequest(
                        method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "",
                        headers: request.headers, body: String(buffer: body), number: seen.count + 1))
                return seen[seen.count - 1]
            }
            let answer = server.script(seen)
            var headers = answer.headers
            headers[.contentType] = answer.type
            let status = HTTPResponse.Status(code: answer.status)
            guard let stream = answer.stream else {
                let buffer = ByteBuffer(bytes: answer.body)
                return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: buffer))
            }
            let writing = ResponseBody { writer in
                for await piece in stream { try await writer.write(ByteBuffer(string: piece)) }
                try await writer.finish(nil)
            }
            return Response(status: status, headers: headers, body: writing)
        }
    }
}

extension Result where Success == Void, Failure == any Error {
    /// How the work ended.
    static func of(_ work: () async throws -> Void) async -> Result {
        do {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
}

/// Values that several tests need.
enum Sample {
    static let key: Result<_RSA.Signing.PrivateKey, any Error> = Result { try .init(keySize: .bits2048) }

    static func credentials() throws -> Credentials {
        try Credentials(applicationID: ApplicationID("app1"), privateKeyPEM: try key.get().pemRepresentation)
    }

    static func room(_ id: String) -> Room {
        Room(
            id: RoomID(id), displayName: "Room \(id)", type: .longTerm, expiresAt: Timestamp(milliseconds: 2_000_000),
            meetingCode: "123456789", createdAt: Timestamp(milliseconds: 1_000_000))
    }

    /// Runs the body with a client that is closed afterwards. Retries wait for almost no time.
    static func withClient(
        _ server: String, clock: any WallClock = RealClock(), _ body: (Client) async throws -> Void
    ) async throws {
        let client = try Client(
            server: server, credentials: credentials(), clock: clock,
            retry: RetryPolicy(firstWait: .milliseconds(1)), timeout: .seconds(20))
        do {
            try await body(client)
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }
}
