import Meetings
import MeetingsServer
import ServerSupport
import Testing
import ValueSupport

/// How a room ends: by time, by the last who leaves, by hand; and how a request that is sent twice makes one room.
struct RoomLifeAPITests {
    private func longTerm(_ clock: ManualClock, after seconds: Int = 3600, _ more: String = "") -> String {
        let expiry = (clock.now + .seconds(seconds)).iso8601
        return #"{"display_name":"A","type":"long_term","expires_at":"\#(expiry)"\#(more)}"#
    }

    /// A caller whose token is good at the clock's time.
    private func caller(_ server: TestServer, _ clock: ManualClock) async throws -> APICaller {
        try await server.caller(now: Double(clock.now.seconds))
    }

    private func events(_ caller: APICaller) async throws -> [String] {
        (try await caller.call("GET", "/events").value("_embedded", "events")?.elements ?? [])
            .compactMap { $0["name"]?.string }
    }

    @Test("a room says when and why it will close, and why it closed") func closing() async throws {
        let clock = ManualClock(SystemTime.now)
        try await TestServer.with(clock: clock) { server in
            let caller = try await caller(server, clock)
            let instant = try await caller.call("POST", "/rooms", #"{"display_name":"A"}"#)
            let path = "/rooms/\(try #require(instant.string("id")))/closing"
            let planned = try await caller.call("GET", path)
            #expect(planned.string("reason") == "never_used")
            #expect(planned.string("closes_at") == instant.string("expires_at"))
            #expect(planned.value("closed_at") == .null)
            #expect(planned.value("is_available") == .bool(true))
            let code = try #require(instant.string("meeting_code"))
            let page = try await PageClient.connect(port: server.port)
            try await page.join(code: code, name: "Ines")
            let live = try await caller.call("GET", path)
            #expect(live.value("closes_at") == .null)
            #expect(live.value("reason") == .null)
            try await page.say(#"{"t":"leave"}"#)
            _ = try await page.next("ended")
            let idle = try await caller.call("GET", path)
            #expect(idle.string("reason") == "idle")
            #expect(idle.string("closes_at") == (clock.now + .seconds(600)).iso8601)
            let visitor = try await PageClient.connect(port: server.port)
            try await visitor.say(#"{"t":"hello","room_token":"\#(code)"}"#)
            _ = try await visitor.next("welcome")
            clock.advance(by: .seconds(600))
            #expect(try await visitor.next("ended")["why"]?.string == "closed")
            let closed = try await self.caller(server, clock).call("GET", path)
            #expect(closed.value("is_available") == .bool(false))
            #expect(closed.value("closes_at") == .null)
            #expect(closed.string("closed_at") == clock.now.iso8601)
            #expect(closed.string("closed_reason") == "idle")
            let late = try await caller.call("GET", "\(server.url)/\(code)")
            #expect(late.status == 410)
            #expect(late.text.contains("ten minutes after the last person had left"))
        }
    }

    @Test("a room closes on time with people inside, and tells it in order") func onTime() async throws {
        let clock = ManualClock(SystemTime.now)
        try await TestServer.with(clock: clock) { server in
            let room = try await caller(server, clock).call("POST", "/rooms", longTerm(clock, after: 700))
            let page = try await PageClient.connect(port: server.port)
            try await page.join(code: try #require(room.string("meeting_code")), name: "Ines")
            clock.advance(by: .seconds(700))
            #expect(try await page.next("ended")["why"]?.string == "closed")
            let caller = try await caller(server, clock)
            #expect(
                try await events(caller) == [
                    "room:created", "session:started", "session:participant:joined", "session:participant:left",
                    "session:ended", "room:expired",
                ])
            let id = try #require(room.string("id"))
            let update = try await caller.call(
                "PATCH", "/rooms/\(id)", #"{"update_details":{"expire_after_use":true}}"#)
            #expect(update.status == 404)
        }
    }

    @Test("an update that brings the end forward is kept to") func broughtForward() async throws {
        let clock = ManualClock(SystemTime.now)
        try await TestServer.with(clock: clock) { server in
            let caller = try await caller(server, clock)
            let room = try await caller.call("POST", "/rooms", longTerm(clock, after: 3600))
            let page = try await PageClient.connect(port: server.port)
            try await page.join(code: try #require(room.string("meeting_code")), name: "Ines")
            let sooner = (clock.now + .seconds(601)).iso8601
            let id = try #require(room.string("id"))
            let update = try await caller.call(
                "PATCH", "/rooms/\(id)", #"{"update_details":{"expires_at":"\#(sooner)"}}"#)
            #expect(update.string("expires_at") == sooner)
            clock.advance(by: .seconds(601))
            #expect(try await page.next("ended")["why"]?.string == "closed")
        }
    }

    @Test("expire_after_use closes ten minutes after the last one left, and nobody else's return is late")
    func afterUse() async throws {
        let clock = ManualClock(SystemTime.now)
        try await TestServer.with(clock: clock) { server in
            let room = try await caller(server, clock).call(
                "POST", "/rooms", longTerm(clock, after: 86_400, #","expire_after_use":true"#))
            let code = try #require(room.string("meeting_code"))
            let path = "/rooms/\(try #require(room.string("id")))/closing"
            let token = try #require(room.string("_links", "host_url", "href")?.split(separator: "=").last)
            for _ in 0..<2 {
                let host = try await PageClient.connect(port: server.port)
                try await host.join(code: code, name: "Host", participantToken: String(token))
                #expect(try await caller(server, clock).call("GET", path).string("reason") == "expired")
                try await host.say(#"{"t":"leave"}"#)
                _ = try await host.next("ended")
                #expect(try await caller(server, clock).call("GET", path).string("reason") == "after_use")
                clock.advance(by: .seconds(599))
            }
            let visitor = try await PageClient.connect(port: server.port)
            try await visitor.say(#"{"t":"hello","room_token":"\#(code)"}"#)
            _ = try await visitor.next("welcome")
            clock.advance(by: .seconds(1))
            _ = try await visitor.next("ended")
            #expect(try await caller(server, clock).call("GET", path).string("closed_reason") == "after_use")
        }
    }

    @Test("a deleted room is gone with its session, and its people are told") func delete() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let room = try await caller.call(
                "POST", "/rooms", #"{"display_name":"A","join_approval_level":"after_owner_only"}"#)
            let (id, code) = (try #require(room.string("id")), try #require(room.string("meeting_code")))
            let token = try #require(room.string("_links", "host_url", "href")?.split(separator: "=").last)
            let waiting = try await PageClient.connect(port: server.port)
            try await waiting.say(#"{"t":"hello","room_token":"\#(code)"}"#)
            try await waiting.say(#"{"t":"enter","name":"Omar"}"#)
            _ = try await waiting.next("waiting")
            let host = try await PageClient.connect(port: server.port)
            try await host.join(code: code, name: "Host", participantToken: String(token))
            _ = try await waiting.next("entered")
            #expect(try await caller.call("DELETE", "/rooms/\(id)").status == 204)
            for page in [host, waiting] { #expect(try await page.next("ended")["why"]?.string == "closed") }
            #expect(try await caller.call("GET", "/rooms/\(id)").status == 404)
            #expect(try await caller.call("DELETE", "/rooms/\(id)").status == 404)
            #expect(try await caller.call("GET", "/sessions").value("total_items") == .number(0))
            #expect(try await caller.call("GET", "/rooms").value("total_items") == .number(0))
            #expect(try await caller.call("GET", "\(server.url)/\(code)").status == 404)
            #expect(
                try await events(caller).suffix(4) == [
                    "session:participant:left", "session:participant:left", "session:ended", "room:deleted",
                ])
        }
    }

    @Test("the same request with the same key makes one thing", arguments: ["/rooms", "/themes"])
    func idempotency(path: String) async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let isRoom = path == "/rooms"
            let body = isRoom ? #"{"display_name":"A"}"# : ##"{"main_color":"#123456","brand_text":"B"}"##
            let key = ["Idempotency-Key": "order 66"]
            let idName = isRoom ? "id" : "theme_id"
            let first = try await caller.call("POST", path, body, headers: key)
            let second = try await caller.call("POST", path, body, headers: key)
            let slash = try await server.caller(prefix: "/meetings").call("POST", path, body, headers: key)
            #expect([first.status, second.status, slash.status] == [201, 201, 201])
            #expect(first.headers["idempotent-replayed"] == nil)
            #expect(second.headers["idempotent-replayed"] == "true")
            #expect(second.string(idName) == first.string(idName))
            #expect(slash.string(idName) == first.string(idName))
            let other = try await caller.call("POST", path, body + " ", headers: key)
            #expect(other.status == 422)
            #expect(other.string("name") == "UnprocessableEntityError")
            let fresh = try await caller.call("POST", path, body, headers: ["Idempotency-Key": "order 67"])
            #expect(fresh.string(idName) != first.string(idName))
            let foreign = try await server.secondApplication().call("POST", path, body, headers: key)
            #expect(foreign.status == 201)
            #expect(foreign.headers["idempotent-replayed"] == nil)
            let long = ["Idempotency-Key": String(repeating: "k", count: 256)]
            #expect(try await caller.call("POST", path, body, headers: long).status == 400)
            let id = try #require(first.string(idName))
            #expect(try await caller.call("DELETE", "\(path)/\(id)").status == 204)
            #expect(try await caller.call("POST", path, body, headers: key).status == 404, "it does not come back")
        }
    }

    @Test("a key that comes ten times at once makes one room, and is forgotten after a day")
    func race() async throws {
        let clock = ManualClock(SystemTime.now)
        try await TestServer.with(clock: clock) { server in
            let key = ["Idempotency-Key": "k"]
            let body = longTerm(clock, after: 800)
            let soon = try await caller(server, clock)
            let ids = try await withThrowingTaskGroup(of: String?.self) { tasks in
                for _ in 0..<10 {
                    tasks.addTask { try await soon.call("POST", "/rooms", body, headers: key).string("id") }
                }
                return try await tasks.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(!ids.contains(nil))
            // What was allowed then is still the answer when it would not be allowed now.
            clock.advance(by: .seconds(300))
            let replay = try await caller(server, clock).call("POST", "/rooms", body, headers: key)
            #expect(replay.status == 201)
            #expect(ids == [replay.string("id")])
            clock.advance(by: .seconds(86_401))
            let nextDay = try await caller(server, clock).call(
                "POST", "/rooms", #"{"display_name":"A"}"#, headers: key)
            #expect(nextDay.status == 201)
            #expect(!ids.contains(nextDay.string("id")))
        }
    }

    @Test(
        "every spelling of a time that the SDKs send is read",
        arguments: [
            ("2031-03-04T09:10:00.412Z", "412"), ("2031-03-04T09:10:00Z", "000"), ("2031-03-04 09:10:00", "000"),
            ("2031-03-04T09:10:00+0000", "000"), ("2031-03-04T10:10:00+01:00", "000"),
            ("2031-03-04 09:10:00 UTC", "000"), ("2031-03-04T09:10:00.412345+00:00", "412"),
            ("2031-03-04T09:10:00.4123456Z", "412"), ("2031-03-04 09:10:00 +0000", "000"), ("2031-03-04T09:10Z", "000"),
        ])
    func dates(text: String, milliseconds: String) async throws {
        let clock = ManualClock(try #require(Timestamp("2031-03-01T00:00:00Z")))
        try await TestServer.with(clock: clock) { server in
            let caller = try await caller(server, clock)
            let room = try await caller.call(
                "POST", "/rooms", #"{"display_name":"A","type":"long_term","expires_at":"\#(text)"}"#)
            #expect(room.string("expires_at") == "2031-03-04T09:10:00.\(milliseconds)Z")
            let id = try #require(room.string("id"))
            let update = try await caller.call(
                "PATCH", "/rooms/\(id)", #"{"update_details":{"expires_at":"\#(text)"}}"#)
            #expect(update.string("expires_at") == "2031-03-04T09:10:00.\(milliseconds)Z")
        }
    }

    @Test("a room shows its own theme, or else the application's default as it is now") func theme() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            func theme(_ url: String) async throws -> String {
                let body = ##"{"main_color":"#123456","brand_text":"\##(url)","short_company_url":"\##(url)"}"##
                return try #require(try await caller.call("POST", "/themes", body).string("theme_id"))
            }
            let own = try await theme("own-x")
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"A","theme_id":"\#(own)"}"#)
            let code = try #require(room.string("meeting_code"))
            #expect(room.string("_links", "guest_url", "href") == "\(server.url)/own-x/\(code)")
            #expect(try await caller.call("GET", "\(server.url)/own-x/\(code)").text.contains("own-x – A"))
            let plain = try await caller.call("POST", "/rooms", #"{"display_name":"A"}"#)
            #expect(plain.value("theme_id") == .null)
            let bare = try #require(plain.string("meeting_code"))
            #expect(plain.string("_links", "guest_url", "href") == "\(server.url)/\(bare)")
        }
    }
}
