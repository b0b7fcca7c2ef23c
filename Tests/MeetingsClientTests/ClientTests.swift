import FoundationEssentials
import HTTPTypes
import Meetings
import MeetingsClient
import MeetingsWire
import Testing

@Suite("The client", .timeLimit(.minutes(1)))
struct ClientTests {
    @Test("walks through odd pages and sends one token with each request")
    func rooms() async throws {
        let server = ScriptedServer { request in
            let first = RoomPageJSON.write(
                RoomPage(
                    rooms: [Sample.room("a"), Sample.room("b")], pageSize: 2, totalItems: 0,
                    next: "api.example.org/meetings/rooms?page_size=2&start_id=3"))
            let last = RoomPage(rooms: [Sample.room("c")], pageSize: 2, totalItems: 0, next: "x?start_id=4")
            return switch request.query.contains("start_id") ? request.query.last : nil {
            case nil:
                .text(String(decoding: first, as: UTF8.self).replacing(#""page_size":2"#, with: #""page_size":"2""#))
            case "3": .json(RoomPageJSON.write(last))
            default: .text("{\"_embedded\":[]}")
            }
        }
        try await server.run { url in
            try await Sample.withClient(url) { client in
                let listing = try await client.rooms()
                #expect(listing.items.map(\.id.rawValue) == ["a", "b", "c"])
                #expect(listing.askedAt <= listing.at)
            }
        }
        let requests = server.requests
        #expect(requests.map(\.path) == Array(repeating: "/v1/meetings/rooms", count: 3))
        #expect(requests.map(\.query) == ["page_size=1000", "page_size=1000&start_id=3", "page_size=1000&start_id=4"])
        #expect(Set(requests.map { $0.headers[.authorization] }).count == 1)
        #expect(requests.first?.headers[.authorization]?.hasPrefix("Bearer ey") == true)
    }

    @Test("sends what is to be made or changed, and reads the answer")
    func writes() async throws {
        let server = ScriptedServer { _ in .json(RoomJSON.write(Sample.room("a")), status: 201) }
        try await server.run { url in
            try await Sample.withClient(url + "/meetings") { client in
                #expect(try await client.create(NewRoom(displayName: "Room a")).id == RoomID("a"))
                _ = try await client.update(RoomUpdate(expireAfterUse: true), room: RoomID("a/b"))
                try await client.delete(theme: ThemeID("t"), force: true)
            }
        }
        let requests = server.requests
        #expect(requests.map(\.method) == ["POST", "PATCH", "DELETE"])
        #expect(requests.map(\.path).first == "/meetings/rooms")
        #expect(requests[0].headers[.contentType] == "application/json")
        #expect(try NewRoomJSON.read(Array(requests[0].body.utf8)).displayName == "Room a")
        #expect(requests[1].body.contains("update_details"))
        #expect(requests[1].path == "/meetings/rooms/a%2Fb")
        #expect(requests[2].query == "force=true")
    }

    @Test("reads all that servers sent for no themes", arguments: ["", "{}", "null", "[]", " [ ]\n"])
    func noThemes(body: String) async throws {
        try await ScriptedServer { _ in .text(body) }.run { url in
            try await Sample.withClient(url) { client in
                let themes = try await client.themes()
                #expect(themes.items.isEmpty)
            }
        }
    }

    @Test("keeps a refusal in the words of the API")
    func problem() async throws {
        let refusal =
            #"{"message":"could not delete theme","name":"BadRequestError","status":400,"errors":["Theme x is used by 1 room"]}"#
        try await ScriptedServer { _ in .text(refusal, status: 400) }.run { url in
            try await Sample.withClient(url) { client in
                let error = await #expect(throws: ClientError.self) {
                    try await client.delete(theme: ThemeID("x"), force: false)
                }
                #expect(error?.code == .problem && error?.problem?.kind == .badRequest)
                #expect(error?.message == "could not delete theme Theme x is used by 1 room")
            }
        }
    }

    @Test("says what to look at when the token is refused")
    func unauthorized() async throws {
        let refusal = #"{"title":"Unauthorized","detail":"You did not provide correct credentials"}"#
        try await ScriptedServer { _ in .text(refusal, status: 401) }.run { url in
            try await Sample.withClient(url) { client in
                let error = await #expect(throws: ClientError.self) { try await client.rooms() }
                #expect(error?.code == .unauthorized && error?.problem?.kind == .unauthorized)
                #expect(error?.message.contains("Compare both ids, then both clocks.") == true)
            }
        }
    }

    @Test("tries a request that changes nothing three times, any other once")
    func retries() async throws {
        let server = ScriptedServer { request in
            request.number == 3 ? .json(RoomJSON.write(Sample.room("a"))) : .text("", status: 503)
        }
        try await server.run { url in
            try await Sample.withClient(url) { client in
                let room = try await client.room(RoomID("a"))
                #expect(room.id == RoomID("a"))
                let error = await #expect(throws: ClientError.self) {
                    try await client.create(NewRoom(displayName: "x"))
                }
                #expect(error?.problem?.kind == .unavailable)
            }
        }
        #expect(server.requests.map(\.method) == ["GET", "GET", "GET", "POST"])
    }

    @Test("waits as long as the server asks before it tries again")
    func retryAfter() async throws {
        let clock = MovableClock()
        let before = clock.now
        let server = ScriptedServer { request in
            guard request.number == 1, let field = HTTPField.Name("Retry-After") else { return .text("[]") }
            return .text("{}", status: 429, headers: [field: "7"])
        }
        try await server.run { url in
            try await Sample.withClient(url, clock: clock) { client in _ = try await client.themes() }
        }
        #expect(clock.now - before == .seconds(7))
    }

    @Test("asks whether the server runs when nothing listens")
    func refusedConnection() async throws {
        try await Sample.withClient("http://127.0.0.1:1") { client in
            let error = await #expect(throws: ClientError.self) { try await client.rooms() }
            #expect(error?.code == .unreachable)
            #expect(error?.message.hasPrefix("Nothing answers at http://127.0.0.1:1. Is the server running?") == true)
        }
    }

    @Test("says so when the answer is none of this API", arguments: ["<html>hello</html>", "[1]", "7"])
    func notUnderstood(body: String) async throws {
        try await ScriptedServer { _ in .text(body) }.run { url in
            try await Sample.withClient(url) { client in
                let error = await #expect(throws: ClientError.self) { try await client.rooms() }
                #expect(error?.code == .notUnderstood)
                #expect(error?.message.contains("Check that the address is that of a Meetings API.") == true)
            }
        }
    }

    @Test("does not carry the token to where a redirect points")
    func redirect() async throws {
        let server = ScriptedServer { _ in
            .text("", status: 307, headers: [.location: "/elsewhere"])
        }
        try await server.run { url in
            try await Sample.withClient(url) { client in
                let error = await #expect(throws: ClientError.self) { try await client.rooms() }
                #expect(error?.code == .notUnderstood)
            }
        }
        #expect(server.requests.count == 1)
    }

    @Test("says which side expects TLS")
    func tls() async throws {
        try await ScriptedServer { _ in .text("") }.run { url in
            try await Sample.withClient(url.replacing("http:", with: "https:")) { client in
                let error = await #expect(throws: ClientError.self) { try await client.rooms() }
                #expect(error?.code == .tls, "\(error?.cause.map { "\($0)" } ?? "")")
            }
        }
    }

    @Test("stops when its task is cancelled")
    func cancelled() async throws {
        let (open, writer) = AsyncStream.makeStream(of: String.self)
        let server = ScriptedServer { _ in Scripted(stream: open) }
        try await server.run { url in
            try await Sample.withClient(url) { client in
                let asking = Task { try await client.rooms() }
                while server.requests.isEmpty { await Task.yield() }
                asking.cancel()
                await #expect(throws: CancellationError.self) { try await asking.value }
            }
            writer.finish()
        }
    }
}
