import FoundationEssentials
import Meetings
import MeetingsServer
import ServerSupport
import Testing

/// Rooms over HTTP, as the retired SDKs and curl see them.
struct RoomAPITests {
    @Test(
        "a name is enough for an instant room, on each of the three prefixes, with or without a slash",
        arguments: ["/v1/meetings", "/meetings", "/beta/meetings"], ["/rooms", "/rooms/"])
    func createInstant(prefix: String, path: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.caller(prefix: prefix).call("POST", path, #"{"display_name":"Rehearsal"}"#)
            #expect(answer.status == 201)
            #expect(answer.string("type") == "instant")
            #expect(answer.value("metadata") == .null)
            #expect(answer.value("callback_urls") == nil)
            #expect(answer.value("is_available") == .bool(true))
            let code = try #require(answer.string("meeting_code"))
            #expect(code.count == 9)
            #expect(answer.string("_links", "guest_url", "href") == "\(server.url)/\(code)")
            let host = try #require(answer.string("_links", "host_url", "href"))
            #expect(host.hasPrefix("\(server.url)/?room_token=\(code)&participant_token=ey"))
            let created = try #require(answer.string("created_at").flatMap(Timestamp.init))
            #expect(answer.string("expires_at").flatMap(Timestamp.init) == created + .seconds(600))
        }
    }

    @Test("a long-term room keeps what it was made with, and an update changes it") func longTerm() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let expiry = (SystemTime.now + .seconds(86_400)).iso8601
            let created = try await caller.call(
                "POST", "/rooms",
                """
                {"display_name":"Weekly","type":"long_term","expires_at":"\(expiry)","metadata":"m",
                 "recording_options":{"auto_record":true},"join_approval_level":"after_owner_only",
                 "callback_urls":{"rooms_callback_url":"https://hooks.example.org/r"}}
                """)
            #expect(created.status == 201)
            let id = try #require(created.string("id"))
            #expect(created.string("expires_at") == expiry)
            let later = (SystemTime.now + .seconds(172_800)).iso8601
            let updated = try await caller.call(
                "PATCH", "/rooms/\(id)",
                #"{"update_details":{"expires_at":"\#(later)","available_features":{"is_chat_available":false}}}"#)
            #expect(updated.status == 200)
            #expect(updated.string("expires_at") == later)
            #expect(updated.value("available_features", "is_chat_available") == .bool(false))
            #expect(updated.value("available_features", "is_recording_available") == .bool(true))
            let read = try await caller.call("GET", "/rooms/\(id)")
            #expect(read.string("join_approval_level") == "after_owner_only")
            #expect(read.string("callback_urls", "rooms_callback_url") == "https://hooks.example.org/r")
        }
    }

    @Test("pages follow each other by serial and the last has no next", arguments: [0, 1, 20, 21, 45])
    func paging(rooms: Int) async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            for number in 0..<rooms {
                _ = try await caller.call("POST", "/rooms", #"{"display_name":"Room \#(number)"}"#)
            }
            var names: [String] = []
            var next: String? = "/rooms"
            var pages = 0
            while let path = next {
                let page = try await caller.call("GET", path)
                #expect(page.value("total_items") == .number(Double(rooms)))
                #expect(page.value("page_size") == .number(20))
                names += (page.value("_embedded")?.elements ?? []).compactMap { $0["display_name"]?.string }
                next = page.string("_links", "next", "href")
                pages += 1
            }
            #expect(names == (0..<rooms).map { "Room \($0)" })
            #expect(pages == max(1, (rooms + 19) / 20))
        }
    }

    @Test("what is wrong is said in the API's words", arguments: BadRoom.all)
    func refusals(bad: BadRoom) async throws {
        try await TestServer.with { server in
            let answer = try await server.caller().call(bad.method, bad.path, bad.body)
            #expect(answer.status == bad.status)
            #expect(answer.string("name") == bad.name)
            #expect(answer.value("status") == .number(Double(bad.status)))
            #expect(answer.string("message")?.contains(bad.message) == true, "\(answer.text)")
        }
    }

    @Test("an instant room cannot be updated, and the internal name of its type leaks as it always did")
    func updateOfAnInstantRoom() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let id = try #require(try await caller.call("POST", "/rooms", #"{"display_name":"A"}"#).string("id"))
            let answer = try await caller.call(
                "PATCH", "/rooms/\(id)", #"{"update_details":{"expire_after_use":true}}"#)
            #expect(answer.status == 400)
            #expect(answer.string("name") == "BadRequestError")
            #expect(
                answer.string("message")
                    == "The room with id: \(id) could not be updated because of its type: temporary")
        }
    }

    @Test("a body over 1 MiB is refused") func oversized() async throws {
        try await TestServer.with { server in
            let body = #"{"display_name":"A","metadata":"\#(String(repeating: "x", count: 1_100_000))"}"#
            let answer = try await server.caller().call("POST", "/rooms", body)
            #expect(answer.status == 413)
            #expect(answer.string("message")?.contains("1 MiB") == true)
        }
    }

    @Test("another application's room is not there") func tenants() async throws {
        try await TestServer.with { server in
            let id = try #require(
                try await server.caller().call("POST", "/rooms", #"{"display_name":"A"}"#).string("id"))
            let other = try await server.secondApplication()
            #expect(try await other.call("GET", "/rooms/\(id)").status == 404)
            #expect(try await other.call("GET", "/rooms").value("total_items") == .number(0))
        }
    }
}

/// A request that must be refused, and how.
struct BadRoom: Sendable, CustomTestStringConvertible {
    var method = "POST"
    var path = "/rooms"
    var body: String?
    var status = 400
    var name = "InputValidationError"
    var message: String

    var testDescription: String { "\(method) \(path) \(body?.prefix(60) ?? "")" }

    static let all = [
        BadRoom(body: #"{"display_name":"#, message: "JSON"),
        BadRoom(body: "", message: "JSON"),
        BadRoom(body: "{}", message: #""display_name" is required"#),
        BadRoom(body: #"{"display_name":""}"#, message: #""display_name" is not allowed to be empty"#),
        BadRoom(body: #"{"display_name":5}"#, message: #""display_name" must be a string"#),
        BadRoom(body: #"{"display_name":"A","type":"forever"}"#, message: #""type" must be one of"#),
        BadRoom(body: #"{"display_name":"A","type":"long_term"}"#, message: #""expires_at" is required"#),
        BadRoom(
            body: #"{"display_name":"A","type":"long_term","expires_at":"2020-01-01T00:00:00Z"}"#,
            message: #""expires_at" must be more than 10 minutes in the future"#),
        BadRoom(
            body: #"{"display_name":"A","recording_options":{"auto_record":"yes"}}"#,
            message: #""recording_options.auto_record" must be a boolean"#),
        BadRoom(
            body: #"{"display_name":"A","theme_id":"00000000-0000-0000-0000-000000000000"}"#, name: "BadRequestError",
            message: "theme id 00000000-0000-0000-0000-000000000000 not found"),
        BadRoom(method: "GET", path: "/rooms/nothing", status: 404, name: "NotFoundError", message: "nothing"),
        BadRoom(method: "GET", path: "/rooms?page_size=many", message: #""page_size" must be a number"#),
        BadRoom(method: "GET", path: "/nowhere", status: 404, name: "NotFoundError", message: "/nowhere"),
        BadRoom(
            method: "PATCH", path: "/rooms/nothing", body: #"{"update_details":{"expire_after_use":true}}"#,
            status: 404,
            name: "NotFoundError", message: "nothing"),
    ]
}
