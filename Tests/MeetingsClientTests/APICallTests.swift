import FoundationEssentials
import HTTPTypes
import Meetings
import MeetingsWire
import Testing

@testable import MeetingsClient

@Suite("The calls of the API", .timeLimit(.minutes(1)))
struct APICallTests {
    /// What a call says, in one line.
    private static func line<Answer>(_ call: APICall<Answer>) -> String {
        let query = call.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let body = call.body.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
        return "\(call.method.rawValue) /\(call.path.joined(separator: "/"))\(query.isEmpty ? "" : "?" + query)\(body)"
    }

    private static let session = SessionID("s")
    private static let room = RoomID("r")

    @Test(
        "go where the API has them",
        arguments: [
            (line(.delete(room: room)), "DELETE /rooms/r"), (line(.closing(of: room)), "GET /rooms/r/closing"),
            (line(.waiting(at: room)), "GET /rooms/r/waiting"),
            (line(.admit(ParticipantID("p"), room: room)), "POST /rooms/r/waiting/p/admit"),
            (line(.deny(ParticipantID("p"), room: room)), "POST /rooms/r/waiting/p/deny"),
            (line(.admitAll(at: room)), "POST /rooms/r/waiting/admit"),
            (line(.rooms(of: ThemeID("t"))), "GET /themes/t/rooms?page_size=1000"),
            (line(.delete(theme: ThemeID("t"), force: true)), "DELETE /themes/t?force=true"),
            (line(.logoGrants), "GET /themes/logos-upload-urls"),
            (
                line(.finalizeLogos(["a", "b"], theme: ThemeID("t"))),
                #"PUT /themes/t/finalizeLogos {"keys":["a","b"]}"#
            ),
            (
                line(.setDefaultTheme(ThemeID("t"))),
                #"PATCH /applications {"update_details":{"default_theme_id":"t"}}"#
            ),
            (
                line(
                    .sessions(from: Timestamp(milliseconds: 0), to: nil, isRecorded: true, offset: 20, pageSize: 20)),
                "GET /sessions?page_size=20&from=1970-01-01T00:00:00.000Z&recorded=true&offset=20"
            ),
            (
                line(.sessions(activeFrom: Timestamp(milliseconds: 0), pageSize: 20)),
                "GET /sessions?page_size=20&active_from=1970-01-01T00:00:00.000Z"
            ),
            (line(.session(session)), "GET /sessions/s"), (line(.lock(session)), "POST /sessions/s/lock"),
            (line(.unlock(session)), "POST /sessions/s/unlock"), (line(.end(session)), "POST /sessions/s/end"),
            (line(.remove(ParticipantID("p"), from: session)), "DELETE /sessions/s/participants/p"),
            (line(.recordings(of: session)), "GET /sessions/s/recordings"),
            (line(.recording(RecordingID("c"))), "GET /recordings/c"),
            (line(.delete(recording: RecordingID("c"))), "DELETE /recordings/c"),
            (line(.dialInNumbers), "GET /dial-in-numbers"),
            (line(.events(after: 7)), "GET /events?after=7&page_size=100"),
            (line(.events(last: 3)), "GET /events?last=3&page_size=3"),
            (
                line(.deliveries(state: .dead, url: "http://x/", room: room, event: "e", before: 9, pageSize: 2)),
                "GET /deliveries?page_size=2&state=dead&url=http://x/&room_id=r&event=e&before=9"
            ),
            (line(.delivery(3)), "GET /deliveries/3"), (line(.replay(delivery: 3)), "POST /deliveries/3/replay"),
            (
                line(.replay(DeliveryReplay(state: .dead, toSequence: 5))),
                #"POST /deliveries/replay {"state":"dead","to_sequence":5}"#
            ),
            (line(.pausedEndpoints), "GET /deliveries/endpoints"),
            (line(.resume(url: "http://x/")), #"POST /deliveries/endpoints/resume {"url":"http://x/"}"#),
            (
                line(.importing(ImportCollection(), isTrial: true)),
                #"POST /import?dry_run=true {"rooms":[],"themes":[]}"#
            ),
        ])
    func places(said: String, expected: String) { #expect(said == expected) }

    @Test("each create has a key of its own, and nothing else has one")
    func keys() {
        let first = APICall.create(NewRoom(displayName: "x"))
        let second = APICall.create(NewRoom(displayName: "x"))
        #expect(first.idempotencyKey != nil && first.idempotencyKey != second.idempotencyKey)
        #expect(APICall.create(NewTheme(mainColor: "#000", brandText: "b")).idempotencyKey != nil)
        #expect(APICall.update(RoomUpdate(), room: Self.room).idempotencyKey == nil)
    }

    @Test("a create that got no answer is sent again with the same key")
    func repeats() async throws {
        // The first answer breaks off after its head, as when the server dies while it writes.
        let server = ScriptedServer { request in
            guard request.number == 1, let length = HTTPField.Name("Content-Length") else {
                return .json(RoomJSON.write(Sample.room("a")), status: 201)
            }
            return .text("{", status: 201, headers: [length: "100"])
        }
        try await server.run { url in
            try await Sample.withClient(url) { client in
                let room = try await client.answer(to: .create(NewRoom(displayName: "x"), idempotencyKey: "key-1"))
                #expect(room.id == RoomID("a"))
            }
        }
        #expect(server.requests.map(\.method) == ["POST", "POST"])
        let name = try #require(HTTPField.Name("Idempotency-Key"))
        #expect(server.requests.map { $0.headers[name] } == ["key-1", "key-1"])
    }

    @Test("a picture goes up as a form without a token, its file last")
    func upload() async throws {
        let server = ScriptedServer { request in
            request.number == 1
                ? .text("", status: 204) : .text("<Error><Message>Too big</Message></Error>", status: 403)
        }
        try await server.run { url in
            let grant = LogoGrant(
                kind: "white", key: "k", url: url + "/upload",
                fields: [.init(name: "key", value: "k"), .init(name: "Policy", value: "p")])
            try await Sample.withClient(url) { client in
                try await client.upload(Array("PNG".utf8), with: grant)
                let error = await #expect(throws: ClientError.self) {
                    try await client.upload(Array("PNG".utf8), with: grant)
                }
                #expect(error?.message == "The white picture was not taken: Too big.")
            }
        }
        let request = try #require(server.requests.first)
        #expect(request.headers[.authorization] == nil)
        let type = try #require(request.headers[.contentType])
        let boundary = try #require(type.split(separator: "boundary=").last)
        let parts = request.body.split(separator: "--\(boundary)")
        #expect(parts.count == 4)
        #expect(parts[0] == "\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n")
        #expect(parts[2].contains("name=\"file\"") && parts[2].hasSuffix("\r\n\r\nPNG\r\n"))
    }

    @Test("the health of a server is told without a token, its clock too")
    func health() async throws {
        let server = ScriptedServer { request in
            guard let software = HTTPField.Name("Server") else { return .text("") }
            return .text("ok\n", status: request.path == "/readyz" ? 503 : 200, headers: [software: "greenroom"])
        }
        try await server.run { url in
            let clock = MovableClock()
            try await Sample.withClient(url, clock: clock) { client in
                let health = try await client.health()
                #expect(health.isOurs && health.status == 200 && health.readyStatus == 503)
                // The server's own clock dates its answers.
                let expected = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) - clock.now
                let lead = try #require(health.clockLead)
                #expect(abs((lead - expected).wholeMilliseconds) < 60_000)
            }
        }
        #expect(server.requests.map(\.path) == ["/healthz", "/readyz"])
        #expect(server.requests.allSatisfy { $0.headers[.authorization] == nil })
    }

    @Test(
        "the Date field is read in its one form",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"),
            ("Thu, 29 Feb 2024 23:59:59 GMT", "2024-02-29T23:59:59.000Z"), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
            ("Sun, 31 Feb 2024 00:00:00 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("", nil),
        ] as [(String, String?)])
    func date(text: String, expected: String?) { #expect(HTTPDate.read(text)?.iso8601 == expected) }

    @Test(
        "TLS is spoken to the host and port of an https address only",
        arguments: [
            ("https://meet.example.org", "meet.example.org 443"), ("https://[::1]:8443/", "::1 8443"),
            ("https://[::1]", "::1 443"), ("https://a:1/v1/meetings", "a 1"), ("http://a:1", nil),
        ] as [(String, String?)])
    func endpoint(address: String, expected: String?) throws {
        let found = try ServerAddress(address).secureEndpoint
        #expect(found.map { "\($0.host) \($0.port)" } == expected)
    }

    @Test("a file without a certificate is named")
    func noCertificate() {
        for path in ["/nonexistent/ca.pem", "/dev/null"] {
            let error = #expect(throws: ClientError.self) { try Trust(certificateFile: path) }
            #expect(error?.code == .tls && error?.message.contains(path) == true)
        }
    }
}
