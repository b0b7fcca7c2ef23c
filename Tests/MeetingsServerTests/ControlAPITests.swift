import Meetings
import MeetingsServer
import ServerSupport
import Testing

/// Control of live sessions over HTTP, with pages and the log as witnesses.
struct ControlAPITests {
    /// A room and the ways into it.
    private struct Place {
        let id: String
        let code: String
        let hostToken: String
    }

    private func place(_ caller: APICaller, level: String = "none", type: String = "instant") async throws -> Place {
        let expiry = type == "instant" ? "" : #","expires_at":"\#((SystemTime.now + .seconds(86_400)).iso8601)""#
        let room = try await caller.call(
            "POST", "/rooms", #"{"display_name":"A","type":"\#(type)","join_approval_level":"\#(level)"\#(expiry)}"#)
        let link = try #require(room.string("_links", "host_url", "href"))
        return Place(
            id: try #require(room.string("id")), code: try #require(room.string("meeting_code")),
            hostToken: String(try #require(link.split(separator: "=").last)))
    }

    private func events(_ caller: APICaller) async throws -> [String] {
        (try await caller.call("GET", "/events").value("_embedded", "events")?.elements ?? [])
            .compactMap { $0["name"]?.string }.filter { $0 != "room:updated" && $0 != "room:created" }
    }

    private func session(_ caller: APICaller) async throws -> String {
        try #require(try await caller.call("GET", "/sessions").string("_embedded", "sessions", "0", "id"))
    }

    private func knock(_ server: TestServer, _ code: String, _ name: String) async throws -> PageClient {
        let page = try await PageClient.connect(port: server.port)
        try await page.say(#"{"t":"hello","room_token":"\#(code)"}"#)
        _ = try await page.next("welcome")
        try await page.say(#"{"t":"enter","name":"\#(name)"}"#)
        return page
    }

    @Test("who waits is listed, admitted and denied by the API") func waiting() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let place = try await place(caller, level: "explicit_approval")
            let (ana, ben) = (
                try await knock(server, place.code, "Ana"), try await knock(server, place.code, "Ben")
            )
            for page in [ana, ben] { _ = try await page.next("waiting") }
            let list = try await caller.call("GET", "/rooms/\(place.id)/waiting")
            let people = try #require(list.value("_embedded", "waiting")).elements
            #expect(people.count == 2)
            #expect(people.allSatisfy { $0["waits_for"]?.string == "approval" && $0["since"]?.string != nil })
            func id(_ name: String) throws -> String {
                try #require(people.first { $0["name"]?.string == name }?["participant_id"]?.string)
            }
            let base = "/rooms/\(place.id)/waiting"
            #expect(try await caller.call("POST", "\(base)/\(id("Ana"))/admit").status == 204)
            #expect(try await ana.next("entered")["you"]?["id"]?.string == id("Ana"))
            #expect(try await caller.call("POST", "\(base)/\(id("Ben"))/deny").status == 204)
            #expect(try await ben.next("ended")["why"]?.string == "denied")
            #expect(try await caller.call("POST", "\(base)/\(id("Ben"))/admit").status == 404)
            #expect(try await caller.call("GET", base).value("_embedded", "waiting")?.count == 0)
            let events = try await events(caller)
            #expect(
                events == [
                    "session:waiting:joined", "session:waiting:joined", "session:waiting:left", "session:started",
                    "session:participant:joined", "session:waiting:left",
                ])
        }
    }

    @Test("all who wait are admitted in one call, at each level", arguments: ["after_owner_only", "explicit_approval"])
    func admitAll(level: String) async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let place = try await place(caller, level: level)
            let pages = [try await knock(server, place.code, "Ana"), try await knock(server, place.code, "Ben")]
            for page in pages { _ = try await page.next("waiting") }
            let answer = try await caller.call("POST", "/rooms/\(place.id)/waiting/admit")
            #expect(answer.status == 200)
            #expect(answer.value("admitted") == .number(2))
            for page in pages { _ = try await page.next("entered") }
            let nobody = try await caller.call("POST", "/rooms/\(place.id)/waiting/admit")
            #expect(nobody.value("admitted") == .number(0))
        }
    }

    @Test("a lock is stored, survives a restart and ends with unlock") func lock() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let place = try await place(caller)
            let ines = try await PageClient.connect(port: server.port)
            let entered = try await ines.join(code: place.code, name: "Ines")
            let resume = try #require(entered["resume"]?.string)
            #expect(entered["locked"] == .bool(false))
            let session = try await session(caller)
            #expect(try await caller.call("POST", "/sessions/\(session)/lock").status == 204)
            #expect(try await ines.next("locked")["locked"] == .bool(true))
            #expect(try await caller.call("GET", "/sessions/\(session)").value("locked") == .bool(true))
            await server.stop()

            let second = try await TestServer.start(folder: server.folder, application: server.application)
            let later = try await second.caller()
            let back = try await PageClient.connect(port: second.port)
            try await back.say(#"{"t":"hello","room_token":"\#(place.code)","resume":"\#(resume)"}"#)
            #expect(try await back.next("entered")["locked"] == .bool(true))
            let guest = try await knock(second, place.code, "Omar")
            #expect(try await guest.next("refused")["reason"]?.string == "locked")
            let host = try await PageClient.connect(port: second.port)
            try await host.join(code: place.code, name: "Host", participantToken: place.hostToken)
            #expect(try await later.call("POST", "/sessions/\(session)/unlock").status == 204)
            _ = try await PageClient.connect(port: second.port).join(code: place.code, name: "Omar")
            let events = try await events(later)
            await second.stop()
            #expect(events.filter { $0.hasSuffix("locked") } == ["session:locked", "session:unlocked"])
        }
    }

    @Test("after a restart nobody waits, and the log says so") func noGhosts() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let place = try await place(caller, level: "after_owner_only")
            _ = try await knock(server, place.code, "Ana").next("waiting")
            await server.stop()
            let second = try await TestServer.start(folder: server.folder, application: server.application)
            let later = try await second.caller()
            let list = try await later.call("GET", "/rooms/\(place.id)/waiting")
            let events = try await events(later)
            await second.stop()
            #expect(list.value("_embedded", "waiting")?.count == 0)
            #expect(events == ["session:waiting:joined", "session:waiting:left"])
        }
    }

    @Test("a removed person leaves, is told, and their secret gives no seat") func remove() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let place = try await place(caller)
            let ines = try await PageClient.connect(port: server.port)
            try await ines.join(code: place.code, name: "Ines")
            let omar = try await PageClient.connect(port: server.port)
            let seat = try await omar.join(code: place.code, name: "Omar")
            let id = try #require(seat["you"]?["id"]?.string)
            let path = "/sessions/\(try await session(caller))/participants/\(id)"
            #expect(try await caller.call("DELETE", path).status == 204)
            #expect(try await omar.next("ended")["why"]?.string == "removed")
            #expect(try await ines.next("member-left")["id"]?.string == id)
            #expect(try await caller.call("DELETE", path).status == 404)
            let again = try await PageClient.connect(port: server.port)
            let resume = try #require(seat["resume"]?.string)
            try await again.say(#"{"t":"hello","room_token":"\#(place.code)","resume":"\#(resume)"}"#)
            try await again.say(#"{"t":"enter","name":"Omar"}"#)
            #expect(try await again.next("entered")["you"]?["id"]?.string != id)
        }
    }

    @Test("the end for everyone is final for the session, not for the room") func end() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let place = try await place(caller, type: "long_term")
            let ines = try await PageClient.connect(port: server.port)
            try await ines.join(code: place.code, name: "Ines")
            let session = try await session(caller)
            #expect(try await caller.call("POST", "/sessions/\(session)/end").status == 204)
            #expect(try await ines.next("ended")["why"]?.string == "ended")
            for action in ["end", "lock", "unlock"] {
                let late = try await caller.call("POST", "/sessions/\(session)/\(action)")
                #expect(late.status == 409)
                #expect(late.string("message")?.contains("has ended") == true)
            }
            #expect(try await caller.call("GET", "/rooms/\(place.id)").value("is_available") == .bool(true))
            let events = try await events(caller)
            #expect(
                events == [
                    "session:started", "session:participant:joined", "session:participant:left", "session:ended",
                ])
            // The meeting has ended: it begins again with the host, also after the room was let go of.
            let early = try await knock(server, place.code, "Omar")
            #expect(try await early.next("waiting")["for"]?.string == "restart")
            let host = try await PageClient.connect(port: server.port)
            try await host.join(code: place.code, name: "Host", participantToken: place.hostToken)
            _ = try await early.next("entered")
        }
    }

    @Test("hosts do on the page what the API does") func hostPage() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let place = try await place(caller, level: "explicit_approval")
            let host = try await PageClient.connect(port: server.port)
            try await host.join(code: place.code, name: "Host", participantToken: place.hostToken)
            let (ana, ben) = (
                try await knock(server, place.code, "Ana"), try await knock(server, place.code, "Ben")
            )
            for page in [ana, ben] { _ = try await page.next("waiting") }
            try await host.say(#"{"t":"admit-all"}"#)
            let id = try #require(try await ana.next("entered")["you"]?["id"]?.string)
            _ = try await ben.next("entered")
            try await host.say(#"{"t":"lock"}"#)
            #expect(try await ben.next("locked")["locked"] == .bool(true))
            try await host.say(#"{"t":"remove","id":"\#(id)"}"#)
            #expect(try await ana.next("ended")["why"]?.string == "removed")
            try await host.say(#"{"t":"end"}"#)
            #expect(try await ben.next("ended")["why"]?.string == "ended")
            #expect(try await host.next("ended")["why"]?.string == "ended")
        }
    }

    @Test("what is not there, or another application's, is a 404") func notThere() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let place = try await place(caller)
            let ines = try await PageClient.connect(port: server.port)
            let entered = try await ines.join(code: place.code, name: "Ines")
            let id = try #require(entered["you"]?["id"]?.string)
            let session = try await session(caller)
            let other = try await server.secondApplication()
            for (method, path) in [
                ("POST", "/sessions/\(session)/lock"), ("POST", "/sessions/\(session)/end"),
                ("DELETE", "/sessions/\(session)/participants/\(id)"), ("GET", "/sessions/\(session)"),
                ("GET", "/rooms/\(place.id)/waiting"), ("POST", "/rooms/\(place.id)/waiting/admit"),
                ("POST", "/rooms/\(place.id)/waiting/\(id)/admit"), ("GET", "/rooms/\(place.id)/closing"),
                ("DELETE", "/rooms/\(place.id)"),
            ] {
                let answer = try await other.call(method, path)
                #expect(answer.status == 404, "\(method) \(path)")
                #expect(answer.string("name") == "NotFoundError")
            }
            #expect(try await caller.call("POST", "/sessions/nothing/lock").status == 404)
            #expect(try await caller.call("GET", "/sessions/\(session)").value("locked") == .bool(false))
        }
    }

    @Test("a page that floods is closed") func flood() async throws {
        try await TestServer.with { server in
            let page = try await PageClient.connect(port: server.port)
            await #expect(throws: (any Error).self) {
                for _ in 0..<500 { try await page.say(#"{"t":"ping"}"#) }
                _ = try await page.next("welcome")
            }
            let calm = try await PageClient.connect(port: server.port)
            try await calm.say(#"{"t":"ping"}"#)
            _ = try await calm.next("pong")
        }
    }
}
