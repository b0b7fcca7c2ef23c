import Meetings
import MeetingsServer
import ServerSupport
import Testing

/// Themes over HTTP.
struct ThemeAPITests {
    private static let body = ##"{"theme_name":"Summit","main_color":"#12f64e","brand_text":"Summit 2031"}"##

    @Test("a theme is made, listed, changed and deleted") func life() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            #expect(try await caller.call("GET", "/themes").text == "[]")
            let created = try await caller.call("POST", "/themes", Self.body)
            #expect(created.status == 201)
            #expect(created.string("domain") == "VCP")
            #expect(created.string("account_id") == server.application.apiKey)
            let id = try #require(created.string("theme_id"))
            #expect(try await caller.call("GET", "/themes").value()?.count == 1)
            let updated = try await caller.call(
                "PATCH", "/themes/\(id)", ##"{"update_details":{"main_color":"#000"}}"##)
            #expect(updated.string("main_color") == "#000")
            #expect(try await caller.call("DELETE", "/themes/\(id)").status == 204)
            let gone = try await caller.call("GET", "/themes/\(id)")
            #expect(gone.status == 404)
            #expect(gone.string("message") == "could not find theme \(id)")
        }
    }

    @Test("a name is taken once") func conflict() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            _ = try await caller.call("POST", "/themes", Self.body)
            let second = try await caller.call("POST", "/themes", Self.body)
            #expect(second.status == 409)
            #expect(second.string("name") == "ConflictError")
            #expect(second.string("message") == "theme_name already exists in application")
        }
    }

    @Test("a theme in use is kept unless it is forced away") func inUse() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let theme = try #require(try await caller.call("POST", "/themes", Self.body).string("theme_id"))
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"A","theme_id":"\#(theme)"}"#)
            let id = try #require(room.string("id"))
            let refused = try await caller.call("DELETE", "/themes/\(theme)")
            #expect(refused.status == 400)
            #expect(refused.string("message") == "could not delete theme")
            #expect(refused.string("errors", "0") == "Theme \(theme) is used by 1 room")
            #expect(try await caller.call("GET", "/themes/\(theme)/rooms").value("total_items") == .number(1))
            // The Python SDK spells the boolean this way.
            #expect(try await caller.call("DELETE", "/themes/\(theme)?force=True").status == 204)
            #expect(try await caller.call("GET", "/rooms/\(id)").value("theme_id") == .null)
        }
    }

    @Test(
        "the observed refusals",
        arguments: [
            ("PATCH", "{}", 400), ("PATCH", #"{"update_details":{}}"#, 400),
            ("PATCH", #"{"update_details":{"main_color":"red"}}"#, 400),
        ])
    func refusals(method: String, body: String, status: Int) async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let id = try #require(try await caller.call("POST", "/themes", Self.body).string("theme_id"))
            let answer = try await caller.call(method, "/themes/\(id)", body)
            #expect(answer.status == status)
            #expect(answer.string("name") == "InputValidationError")
        }
    }

    @Test("an empty update is refused with the recorded words") func emptyUpdate() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let id = try #require(try await caller.call("POST", "/themes", Self.body).string("theme_id"))
            let answer = try await caller.call("PATCH", "/themes/\(id)", #"{"update_details":{}}"#)
            #expect(answer.string("message") == #""update_details" must have at least 1 key"#)
        }
    }
}
