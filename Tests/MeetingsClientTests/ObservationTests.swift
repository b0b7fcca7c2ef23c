import HTTPTypes
import Meetings
import MeetingsClient
import Synchronization
import Testing

@Suite("What a client tells of its requests", .timeLimit(.minutes(1)))
struct ObservationTests {
    private final class Records: Sendable {
        private let records = Mutex<[ExchangeRecord]>([])
        var all: [ExchangeRecord] { records.withLock { $0 } }
        func add(_ record: ExchangeRecord) { records.withLock { $0.append(record) } }
    }

    @Test("each request with its status, the server's name for it, and a refusal's words; never a token")
    func requests() async throws {
        let server = ScriptedServer { request in
            if request.path.hasSuffix("/themes") {
                return .text("[]", headers: [.init("X-Request-Id") ?? .server: "req-1"])
            }
            return .notFound
        }
        let records = Records()
        try await server.run { url in
            try await Sample.withClient(url) { plain in
                let client = plain.observed { records.add($0) }
                _ = try await client.themes()
                await #expect(throws: ClientError.self) { try await client.room(RoomID("r 1")) }
                _ = try await plain.themes()
            }
        }
        let found = records.all
        #expect(found.map(\.status) == [200, 404] && found.map(\.method) == ["GET", "GET"])
        #expect(found.first?.path == "/themes" && found.first?.requestID == "req-1" && found.first?.failure == nil)
        #expect(found.last?.path == "/rooms/r 1" && found.last?.failure?.contains("no such thing") == true)
        #expect(found.last?.answer?.contains("NotFoundError") == true)
        for record in found { #expect(!"\(record)".contains("Bearer") && !"\(record)".contains("eyJ")) }
    }

    @Test("a request without an answer is told with the reason")
    func unanswered() async throws {
        let records = Records()
        try await Sample.withClient("http://127.0.0.1:1") { plain in
            let client = plain.observed { records.add($0) }
            await #expect(throws: ClientError.self) { try await client.delete(room: RoomID("r")) }
        }
        #expect(records.all.map(\.status) == [nil] && records.all.first?.failure?.isEmpty == false)
    }

    @Test("a stream is told when it opens and when it ends")
    func streams() async throws {
        let (stream, source) = AsyncStream.makeStream(of: String.self)
        let server = ScriptedServer { _ in .events(stream) }
        let records = Records()
        try await server.run { url in
            try await Sample.withClient(url) { plain in
                let client = plain.observed { records.add($0) }
                source.finish()
                for try await _ in client.events(after: 7) {}
            }
        }
        #expect(records.all.map(\.path) == ["/events?after=7", "/events?after=7"])
        #expect(records.all.map { $0.failure != nil } == [false, true])
    }
}
