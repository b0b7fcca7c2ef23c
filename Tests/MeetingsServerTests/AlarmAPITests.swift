import Meetings
import MeetingsServer
import ServerSupport
import Testing
import ValueSupport

/// What operators decide about alarms, and what they write down, over HTTP.
struct AlarmAPITests {
    private static let path = "/alarms/closing/5f0c1e6a-0d34-4d0e-9a55-7b1d3c2f9e01"

    private static func names(_ caller: APICaller) async throws -> [String] {
        let page = try await caller.call("GET", "/events?after=0&page_size=1000")
        return (page.value("_embedded", "events")?.elements ?? []).compactMap { $0["name"]?.string }
    }

    @Test("a decision is listed until it is taken back, and the stream tells both") func decide() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            #expect(try await caller.call("GET", "/alarms").value("_embedded", "alarms")?.count == 0)
            let body = #"{"state":"acknowledged","note":"on it","operator":"dana","level":"warning"}"#
            let made = try await caller.call("PUT", Self.path, body)
            #expect(made.status == 200)
            #expect(made.string("operator") == "dana" && made.string("level") == "warning")
            let listed = try await caller.call("GET", "/alarms")
            #expect(listed.string("_embedded", "alarms", "0", "rule") == "closing")
            #expect(listed.string("_embedded", "alarms", "0", "note") == "on it")
            #expect(listed.value("_embedded", "alarms", "0", "until") == made.value("until"))
            #expect(try await caller.call("DELETE", Self.path + "?operator=lee").status == 204)
            #expect(try await caller.call("DELETE", Self.path).status == 404)
            #expect(try await caller.call("GET", "/alarms").value("_embedded", "alarms")?.count == 0)
            #expect(try await Self.names(caller) == ["alarm:acknowledged", "alarm:reopened"])
        }
    }

    @Test("a second decision replaces the first, and one that ended is listed no more") func ending() async throws {
        let clock = ManualClock(SystemTime.now)
        try await TestServer.with(clock: clock) { server in
            let caller = try await server.caller(now: Double(clock.now.seconds))
            _ = try await caller.call("PUT", Self.path, #"{"state":"acknowledged"}"#)
            let until = (clock.now + .seconds(300)).iso8601
            let snoozed = try await caller.call("PUT", Self.path, #"{"state":"snoozed","until":"\#(until)"}"#)
            #expect(snoozed.string("state") == "snoozed" && snoozed.string("until") == until)
            #expect(try await caller.call("GET", "/alarms").value("_embedded", "alarms")?.count == 1)
            clock.advance(by: .seconds(301))
            let later = try await server.caller(now: Double(clock.now.seconds))
            #expect(try await later.call("GET", "/alarms").value("_embedded", "alarms")?.count == 0)
            #expect(try await later.call("DELETE", Self.path).status == 404)
        }
    }

    @Test(
        "what cannot be decided is refused in words",
        arguments: [
            (path, "{}", 400, #""state" is required"#),
            (path, #"{"state":"gone"}"#, 400, #""state" must be one of [acknowledged, snoozed]"#),
            (path, #"{"state":"snoozed"}"#, 400, #""until" is required"#),
            (path, #"{"state":"snoozed","until":"2001-01-01T00:00:00Z"}"#, 400, #""until" must be in the future"#),
            (path, #"{"state":"snoozed","until":"2999-01-01T00:00:00Z"}"#, 400, #""until" must be within seven days"#),
            ("/alarms/nothing/x", #"{"state":"acknowledged"}"#, 404, #"There is no alarm rule "nothing""#),
        ])
    func refused(path: String, body: String, status: Int, message: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.caller().call("PUT", path, body)
            #expect(answer.status == status)
            #expect(answer.string("message") == message)
        }
    }

    @Test("a note is told by the stream, listed with its room and gone with it") func notes() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"R"}"#)
            let id = try #require(room.string("id"))
            let notes = "/rooms/\(id)/notes"
            let made = try await caller.call("POST", notes, #"{"text":"Dana calls","operator":"lee"}"#)
            #expect(made.status == 201)
            #expect(made.string("room_id") == id && made.value("session_id") == .null)
            #expect(try await caller.call("GET", notes).string("_embedded", "notes", "0", "text") == "Dana calls")
            let events = try await caller.call("GET", "/events?last=1")
            #expect(events.string("_embedded", "events", "0", "name") == "note:added")
            #expect(events.string("_embedded", "events", "0", "room_id") == id)
            let stranger = try await caller.call("POST", notes, #"{"text":"x","session_id":"nope"}"#)
            #expect(stranger.status == 400 && stranger.string("message") == "The session nope is not of this room")
            #expect(try await caller.call("POST", notes, #"{"text":" "}"#).status == 400)
            #expect(try await caller.call("POST", "/rooms/none/notes", #"{"text":"x"}"#).status == 404)
            #expect(try await caller.call("DELETE", "/rooms/\(id)").status == 204)
            #expect(try await caller.call("GET", notes).status == 404)
        }
    }
}
