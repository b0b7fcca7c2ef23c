import Meetings
import MeetingsMedia
import MeetingsServer
import ServerSupport
import Testing

/// Sound and picture over HTTP. Media itself is not needed for what is asked here.
struct MediaAPITests {
    private func enter(_ server: TestServer, _ caller: APICaller, _ names: [String]) async throws -> [PageClient] {
        let room = try await caller.call("POST", "/rooms", #"{"display_name":"A","type":"instant"}"#)
        let code = try #require(room.string("meeting_code"))
        var pages: [PageClient] = []
        for name in names {
            let page = try await PageClient.connect(port: server.port)
            _ = try await page.join(code: code, name: name)
            pages.append(page)
        }
        return pages
    }

    private func session(_ caller: APICaller) async throws -> String {
        try #require(try await caller.call("GET", "/sessions").string("_embedded", "sessions", "0", "id"))
    }

    @Test("a server without media says so, and that is no reason not to be ready") func off() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let media = try await caller.call("GET", "/media")
            #expect(media.status == 200)
            #expect(media.string("state") == "off")
            #expect(media.value("engines")?.count == 0)
            #expect(media.string("turn", "state") == "off")
            #expect(try await caller.call("POST", "/media/media-1/drain").status == 404)
            let open = APICaller(base: server.url, token: nil)
            let ready = try await open.call("GET", "/readyz")
            #expect(ready.status == 200 && ready.string("checks", "media") == "off")
            #expect(try await open.call("GET", "/metrics").text.contains("\ngreenroom_media_wanted 0\n"))
            #expect(try await open.call("GET", "/v1/meetings/media").status == 401)
        }
    }

    @Test("one that lacks Janus says what is missing and what to do") func absent() async throws {
        try await TestServer.with(configure: { $0.media = MediaSettings(program: "/nowhere/janus") }) { server in
            let media = try await server.caller().call("GET", "/media")
            #expect(media.string("state") == "absent")
            #expect(media.string("problems", "0", "part") == "media server")
            #expect(media.string("problems", "0", "text")?.contains("/nowhere/janus") == true)
            #expect(media.string("problems", "0", "fix")?.isEmpty == false)
            let ready = try await APICaller(base: server.url, token: nil).call("GET", "/readyz")
            #expect(ready.status == 200 && ready.string("checks", "media") == "absent")
        }
    }

    @Test("what people have on is told, and muted by the API") func mute() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let pages = try await enter(server, caller, ["Ana", "Ben"])
            try await pages[0].say(#"{"t":"state","mic":true,"camera":true,"screen":false,"hand":true}"#)
            _ = try await pages[1].next("member-state")
            try await pages[0].say(#"{"t":"quality","level":"poor","rtt":310,"loss":0.125}"#)
            _ = try await pages[1].next("quality")
            let id = try await session(caller)
            let media = try await caller.call("GET", "/sessions/\(id)/media")
            #expect(media.string("session_id") == id)
            let ana = try #require(
                media.value("participants")?.elements.first { $0["hand"] == .bool(true) })
            #expect(ana["mic"] == .bool(true) && ana["camera"] == .bool(true) && ana["connected"] == .bool(false))
            #expect(ana["quality"]?["level"]?.string == "poor")
            let person = try #require(ana["participant_id"]?.string)
            let path = "/sessions/\(id)/participants/\(person)/mute"
            #expect(try await caller.call("POST", path).status == 204)
            #expect(try await pages[0].next("moderated")["kind"]?.string == "mic")
            #expect(try await caller.call("POST", path, #"{"kind":"camera"}"#).status == 204)
            #expect(try await pages[0].next("moderated")["kind"]?.string == "camera")
            let refused = try await caller.call("POST", path, #"{"kind":"screen"}"#)
            #expect(refused.status == 400)
            #expect(try await caller.call("POST", "/sessions/\(id)/mute").status == 204)
            #expect(try await pages[1].next("moderated")["kind"]?.string == "mic")
            let stranger = "/sessions/\(id)/participants/nobody/mute"
            #expect(try await caller.call("POST", stranger).status == 404)
            #expect(try await caller.call("POST", "/sessions/none/mute").status == 404)
            #expect(try await caller.call("GET", "/sessions/none/media").status == 404)
            #expect(try await caller.call("POST", "/sessions/\(id)/end").status == 204)
            #expect(try await caller.call("POST", "/sessions/\(id)/mute").status == 409)
            #expect(try await caller.call("GET", "/sessions/\(id)/media").value("participants")?.count == 0)
            let other = try await server.secondApplication()
            #expect(try await other.call("GET", "/sessions/\(id)/media").status == 404)
            #expect(try await other.call("GET", "/media").value("sessions")?.count == 0)
        }
    }
}

/// The same with a real Janus.
@Suite(
    "Real media servers behind the API",
    .enabled(if: MediaMachine.current(for: MediaSettings()).janus != nil, "janus is not installed"))
struct RealMediaAPITests {
    @Test("are told, drained and taken back; a session goes to the one that takes it", .timeLimit(.minutes(1)))
    func draining() async throws {
        let settings = MediaSettings(instances: 2, ports: 36_000...36_099)
        try await TestServer.with(configure: { $0.media = settings }) { server in
            let caller = try await server.caller()
            func engines() async throws -> [JSONTree] {
                (try await caller.call("GET", "/media")).value("engines")?.elements ?? []
            }
            var known: [JSONTree] = []
            repeat {
                try await Task.sleep(for: .milliseconds(20))
                known = try await engines()
            } while known.isEmpty || known.contains { $0["state"]?.string != "ready" }
            #expect(known.map { $0["name"]?.string } == ["media-1", "media-2"])
            #expect(known.allSatisfy { $0["version"]?.string?.isEmpty == false && $0["draining"] == .bool(false) })
            #expect(try await caller.call("POST", "/media/media-1/drain").status == 204)
            #expect(try await engines().map { $0["draining"] } == [.bool(true), .bool(false)])
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"A","type":"instant"}"#)
            let page = try await PageClient.connect(port: server.port)
            _ = try await page.join(code: try #require(room.string("meeting_code")), name: "Ana")
            while try await page.next("media")["state"]?.string != "ready" {}
            let sessions = try await caller.call("GET", "/media").value("sessions")?.elements
            #expect(sessions?.first?["engine"]?.string == "media-2")
            #expect(try await caller.call("POST", "/media/media-1/resume").status == 204)
            #expect(try await engines().map { $0["draining"] } == [.bool(false), .bool(false)])
            let open = APICaller(base: server.url, token: nil)
            let metrics = try await open.call("GET", "/metrics").text
            #expect(metrics.contains("greenroom_media_engine_up{engine=\"media-2\"} 1"))
            #expect(metrics.contains("greenroom_media_engine_sessions{engine=\"media-2\"} 1"))
        }
    }
}
