import Meetings
import MeetingsServer
import ServerSupport
import Testing

/// The meeting over its socket, with the log as witness.
struct MeetingPageTests {
    private func events(_ caller: APICaller) async throws -> [String] {
        (try await caller.call("GET", "/events").value("_embedded", "events")?.elements ?? [])
            .compactMap { $0["name"]?.string }
    }

    private func code(_ caller: APICaller, _ body: String = #"{"display_name":"Rehearsal"}"#) async throws -> String {
        try #require(try await caller.call("POST", "/rooms", body).string("meeting_code"))
    }

    @Test("coming and going is told in order") func life() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let code = try await code(caller)
            let ines = try await PageClient.connect(port: server.port)
            let entered = try await ines.join(code: code, name: "Ines")
            #expect(entered["you"]?["name"]?.string == "Ines")
            let omar = try await PageClient.connect(port: server.port)
            try await omar.join(code: code, name: "Omar")
            #expect(try await ines.next("member-joined")["member"]?["name"]?.string == "Omar")
            try await omar.say(#"{"t":"leave"}"#)
            _ = try await omar.next("ended")
            _ = try await ines.next("member-left")
            try await ines.say(#"{"t":"leave"}"#)
            _ = try await ines.next("ended")
            // Where an instant room's closing moves, the log says so in between.
            let events = try await events(caller).filter { $0 != "room:updated" }
            #expect(
                events == [
                    "room:created", "session:started", "session:participant:joined", "session:participant:joined",
                    "session:participant:left", "session:participant:left", "session:ended",
                ])
        }
    }

    @Test("a killed browser leaves after the grace") func killed() async throws {
        try await TestServer.with(configure: { $0.grace = .milliseconds(100) }) { server in
            let caller = try await server.caller()
            let code = try await code(caller)
            let watcher = try await PageClient.connect(port: server.port)
            try await watcher.join(code: code, name: "Ines")
            let killed = try await PageClient.connect(port: server.port)
            try await killed.join(code: code, name: "Omar")
            try await killed.drop()
            _ = try await watcher.next("member-left")
            #expect(try await events(caller).contains("session:participant:left"))
        }
    }

    @Test("a restart of the server loses nobody who comes back") func restart() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let code = try await code(caller)
            let page = try await PageClient.connect(port: server.port)
            let resume = try #require(try await page.join(code: code, name: "Ines")["resume"]?.string)
            await server.stop()
            let second = try await TestServer.start(folder: server.folder, application: server.application)
            let back = try await PageClient.connect(port: second.port)
            try await back.say(#"{"t":"hello","room_token":"\#(code)","resume":"\#(resume)"}"#)
            #expect(try await back.next("entered")["you"]?["name"]?.string == "Ines")
            let events = try await events(try await second.caller())
            await second.stop()
            #expect(!events.contains("session:participant:left"))
            #expect(events.filter { $0 == "session:started" }.count == 1)
        }
    }

    @Test("a host link that was made up is refused, a real one is host") func hostLink() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"A"}"#)
            let code = try #require(room.string("meeting_code"))
            let link = try #require(room.string("_links", "host_url", "href"))
            let token = String(try #require(link.split(separator: "=").last))
            let host = try await PageClient.connect(port: server.port)
            #expect(try await host.join(code: code, name: "H", participantToken: token)["you"]?["host"] == .bool(true))
            let forger = try await PageClient.connect(port: server.port)
            try await forger.say(#"{"t":"hello","room_token":"\#(code)","participant_token":"\#(token)x"}"#)
            #expect(try await forger.next("refused")["reason"]?.string == "bad_link")
        }
    }

    @Test("a page of another site is not listened to") func origin() async throws {
        try await TestServer.with { server in
            let stranger = try await PageClient.connect(port: server.port, origin: "https://evil.example")
            await #expect(throws: PageClientError.self) { try await stranger.next("welcome") }
        }
    }

    @Test("the page carries the room's name as text, and an unknown code is a 404 in words") func html() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let code = try await code(caller, #"{"display_name":"<b>Board & Co</b>"}"#)
            let page = try await caller.call("GET", "\(server.url)/\(code)")
            #expect(page.status == 200)
            #expect(page.text.contains("&lt;b&gt;Board &amp; Co&lt;/b&gt;"))
            #expect(page.headers["content-security-policy"]?.contains("default-src 'self'") == true)
            let missing = try await caller.call("GET", "\(server.url)/000000000")
            #expect(missing.status == 404)
            #expect(missing.text.contains("There is no meeting at this link"))
        }
    }
}
