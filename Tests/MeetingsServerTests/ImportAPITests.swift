import Meetings
import MeetingsServer
import ServerSupport
import Testing

/// Saved rooms and themes over HTTP.
struct ImportAPITests {
    private static func room(_ id: String, code: String, theme: String? = nil) -> String {
        let themeID = theme.map { "\"\($0)\"" } ?? "null"
        return #"{"id":"\#(id)","display_name":"Saved","type":"instant","expires_at":"2023-01-10T16:09:10.020Z","#
            + #""meeting_code":"\#(code)","created_at":"2023-01-10T15:59:10.020Z","theme_id":\#(themeID)}"#
    }

    private static let theme =
        ##"{"theme_id":"t-1","theme_name":"Saved","main_color":"#123","brand_text":"B","short_company_url":"saved"}"##

    @Test("a trial changes nothing, the import does it, a second one finds it done") func life() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let body =
                #"{"rooms":{"_embedded":[\#(Self.room("r-1", code: "111122223", theme: "t-1"))]},"themes":[\#(Self.theme)]}"#
            let trial = try await caller.call("POST", "/import?dry_run=true", body)
            #expect(trial.status == 200)
            #expect(trial.value("dry_run") == .bool(true))
            #expect(trial.string("rooms", "created", "0") == "r-1")
            #expect(try await caller.call("GET", "/rooms").value("total_items") == .number(0))
            let done = try await caller.call("POST", "/import", body)
            #expect(done.value("dry_run") == .bool(false))
            #expect(done.string("themes", "created", "0") == "t-1")
            let room = try await caller.call("GET", "/rooms/r-1")
            #expect(room.string("meeting_code") == "111122223")
            #expect(room.string("created_at") == "2023-01-10T15:59:10.020Z")
            #expect(room.value("is_available") == .bool(false))
            #expect(room.string("theme_id") == "t-1")
            let again = try await caller.call("POST", "/import", body)
            #expect(again.value("rooms", "created")?.count == 0)
            #expect(again.string("rooms", "unchanged", "0") == "r-1")
            #expect(again.string("themes", "unchanged", "0") == "t-1")
        }
    }

    @Test("what clashes is passed over with its reason, the rest is taken") func clashes() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let rooms = [
                Self.room("r-1", code: "111122223"), Self.room("r-2", code: "111122223"), #"{"display_name":"x"}"#,
            ]
            let answer = try await caller.call("POST", "/import", "[\(rooms.joined(separator: ","))]")
            #expect(answer.value("rooms", "created")?.count == 1)
            #expect(answer.string("rooms", "conflicts", "0", "id") == "r-2")
            #expect(
                answer.string("rooms", "conflicts", "0", "reason")
                    == "Its meeting code 111122223 is that of another room.")
            #expect(answer.string("rooms", "conflicts", "1", "id") == "rooms[2]")
            #expect(answer.string("rooms", "conflicts", "1", "reason") == "\"id\" is required.")
        }
    }

    @Test("a body that is no saved answer is refused", arguments: ["", "7", "[7]", #"{"name":"x"}"#])
    func refused(body: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.caller().call("POST", "/import", body)
            #expect(answer.status == 400)
            #expect(answer.string("name") == "InputValidationError")
        }
    }

    @Test("a body of more than a megabyte is taken, one of more than sixteen is not") func size() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let blanks = String(repeating: " ", count: 2 << 20)
            #expect(try await caller.call("POST", "/import", "[\(blanks)]").status == 200)
            let more = String(repeating: " ", count: 17 << 20)
            let answer = try await caller.call("POST", "/import", "[\(more)]")
            #expect(answer.status == 413)
            #expect(answer.string("message") == "The body is larger than 16 MiB, which is the limit")
        }
    }
}
