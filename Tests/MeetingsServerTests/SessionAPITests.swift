import Meetings
import MeetingsServer
import ServerSupport
import Testing
import ValueSupport

/// Sessions over HTTP: the list that was never published, with its filters, and one session.
struct SessionAPITests {
    /// A server with five sessions of one instant room, a minute apart, each half a minute long with two people.
    private func withSessions(
        _ body: (APICaller, ManualClock, _ start: Timestamp) async throws -> Void
    ) async throws {
        let start = try #require(Timestamp("2031-03-04T09:00:00Z"))
        let clock = ManualClock(start)
        try await TestServer.with(clock: clock) { server in
            let caller = try await server.caller(now: Double(start.seconds))
            let code = try #require(
                try await caller.call("POST", "/rooms", #"{"display_name":"Weekly"}"#).string("meeting_code"))
            for _ in 0..<5 {
                let pages = [
                    try await PageClient.connect(port: server.port), try await PageClient.connect(port: server.port),
                ]
                for page in pages { try await page.join(code: code, name: "Ines") }
                clock.advance(by: .seconds(30))
                for page in pages {
                    try await page.say(#"{"t":"leave"}"#)
                    _ = try await page.next("ended")
                }
                clock.advance(by: .seconds(30))
            }
            try await body(caller, clock, start)
        }
    }

    private func starts(_ answer: APICaller.Answer) -> [String] {
        (answer.value("_embedded", "sessions")?.elements ?? []).compactMap { $0["start_time"]?.string }
    }

    @Test("a session is told with its room, its people and its minutes") func fields() async throws {
        try await withSessions { caller, _, start in
            let page = try await caller.call("GET", "/sessions?page_size=1")
            let session = try #require(page.value("_embedded", "sessions", "0"))
            #expect(session["room_display_name"]?.string == "Weekly")
            #expect(session["start_time"]?.string == (start + .seconds(240)).iso8601)
            #expect(session["end_time"]?.string == (start + .seconds(270)).iso8601)
            #expect(session["participants_number"] == .number(2))
            #expect(session["billed_time"] == .number(1))
            #expect(session["recordings_time"] == .number(0))
            #expect(session["is_recorded"] == .bool(false))
            let id = try #require(session["id"]?.string)
            let one = try await caller.call("GET", "/sessions/\(id)")
            #expect(one.string("id") == id)
            #expect(one.value("billed_time") == .number(1))
            #expect(one.value("locked") == .bool(false))
            #expect(try await caller.call("GET", "/sessions/nothing").status == 404)
        }
    }

    @Test("pages follow each other by offset, the newest first") func pages() async throws {
        try await withSessions { caller, _, start in
            var path: String? = "/sessions?page_size=2"
            var found: [String] = []
            while let href = path {
                let page = try await caller.call("GET", href)
                #expect(page.value("total_items") == .number(5))
                #expect(page.value("page_size") == .number(2))
                found += starts(page)
                path = page.string("_links", "next", "href")
            }
            #expect(found == (0..<5).reversed().map { (start + .seconds(60 * $0)).iso8601 })
            let last = try await caller.call("GET", "/sessions?page_size=2&offset=4")
            #expect(last.string("_links", "prev", "href")?.hasSuffix("page_size=2&offset=2") == true)
        }
    }

    @Test("from and to bound when a session began, and the links keep them") func filters() async throws {
        try await withSessions { caller, clock, start in
            let (from, to) = ((start + .seconds(60)).iso8601, (start + .seconds(180)).iso8601)
            let page = try await caller.call("GET", "/sessions?from=\(from)&to=\(to)&recorded=false&page_size=2")
            #expect(page.value("total_items") == .number(3))
            let next = try #require(page.string("_links", "next", "href"))
            #expect(starts(try await caller.call("GET", next)) == [from])
            #expect(try await caller.call("GET", "/sessions?recorded=true").value("total_items") == .number(0))
            let active = try await caller.call(
                "GET", "/sessions?active_from=\((start + .seconds(210)).iso8601)&page_size=1")
            #expect(active.value("total_items") == .number(2))
            #expect(active.string("_links", "next", "href")?.contains("active_from=2031") == true)
            let ahead = try await caller.call("GET", "/sessions?active_from=\((clock.now + .seconds(9)).iso8601)")
            #expect(ahead.value("total_items") == .number(0))
            let offset = try await caller.call("GET", "/sessions?from=2031-03-04T10:01:00+01:00")
            #expect(offset.value("total_items") == .number(4))
            let future = (clock.now + .seconds(1)).iso8601
            for bad in [
                "from=\(future)", "to=\(future)", "from=\(to)&to=\(from)", "from=now", "active_from=now",
                "recorded=maybe",
            ] {
                let refused = try await caller.call("GET", "/sessions?\(bad)")
                #expect(refused.status == 400, "\(bad)")
                #expect(refused.string("name") == "InputValidationError")
            }
        }
    }
}
