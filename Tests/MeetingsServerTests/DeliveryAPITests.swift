import Foundation
import Meetings
import MeetingsCallbacks
import MeetingsDelivery
import MeetingsServer
import MeetingsWire
import ServerSupport
import Testing
import ValueSupport

/// The list of deliveries over HTTP, against a real receiver; time is the test's.
@Suite("Deliveries over the API")
struct DeliveryAPITests {
    /// What a test talks to.
    private struct Stage {
        let server: TestServer
        let clock: ManualClock
        let catcher: CallbackCatcher
        let url: String

        /// A caller with a token of the present time.
        var caller: APICaller {
            get async throws { try await server.caller(now: Double(clock.now.milliseconds) / 1000) }
        }

        /// Makes a room and lets it expire, so that one callback goes out. Returns its id.
        func expireRoom(metadata: String? = nil) async throws -> String {
            let expiresAt = (clock.now + .seconds(3600)).iso8601
            let extra = metadata.map { #","metadata":"\#($0)""# } ?? ""
            let made = try await caller.call(
                "POST", "/rooms",
                #"{"display_name":"R","type":"long_term","expires_at":"\#(expiresAt)"\#(extra),"#
                    + #""callback_urls":{"rooms_callback_url":"\#(url)"}}"#)
            let id = try #require(made.string("id"), "\(made.text)")
            clock.advance(by: .seconds(3601))
            return id
        }

        func list(_ query: String = "") async throws -> DeliveryPage {
            try DeliveryPageJSON.read(await caller.call("GET", "/deliveries" + query).bytes)
        }

        /// How the callbacks to each URL fare.
        func receivers() async throws -> [CallbackEndpoint] {
            try CallbackEndpointListJSON.read(await caller.call("GET", "/deliveries/receivers").bytes)
        }

        /// Waits for a condition on the whole list.
        func until(_ condition: ([DeliverySummary]) -> Bool) async throws {
            let deadline = ContinuousClock.now + .seconds(30)
            while try await !condition(list("?page_size=100").deliveries) {
                try #require(ContinuousClock.now < deadline, "waited too long")
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    private func withStage(_ body: (Stage) async throws -> Void) async throws {
        let clock = ManualClock(Timestamp(milliseconds: 1_925_035_200_000))
        let local = AddressPolicy(allowed: [try CIDR("127.0.0.0/8")])
        try await CallbackCatcher.with { catcher, url in
            try await TestServer.with(clock: clock, configure: { $0.callbackTargets = local }) { server in
                try await body(Stage(server: server, clock: clock, catcher: catcher, url: url))
            }
        }
    }

    @Test("what was sent is listed, the newest first, by page and by condition") func listing() async throws {
        try await withStage { stage in
            var rooms: [String] = []
            for number in 1...5 {
                rooms.append(try await stage.expireRoom())
                try await stage.until { $0.filter { $0.state == .delivered }.count == number }
            }
            let page = try await stage.list("?page_size=2")
            #expect(page.totalItems == 5 && page.pageSize == 2)
            #expect(page.deliveries.map(\.roomID?.rawValue) == [rooms[4], rooms[3]])
            let next = try #require(page.next)
            let second = try DeliveryPageJSON.read(await stage.caller.call("GET", next).bytes)
            #expect(second.deliveries.map(\.roomID?.rawValue) == [rooms[2], rooms[1]])
            let last = try DeliveryPageJSON.read(await stage.caller.call("GET", #require(second.next)).bytes)
            #expect(last.deliveries.count == 1 && last.next == nil)
            let address = stage.url.replacing(":", with: "%3A").replacing("/", with: "%2F")
            for (query, count) in [
                ("?state=delivered", 5), ("?state=dead", 0), ("?room_id=\(rooms[1])", 1), ("?event=room:expired", 5),
                ("?event=session:started", 0), ("?url=\(address)", 5), ("?url=x", 0), ("?state=&url=", 5),
                ("?room_id=\(rooms[1])&state=pending", 0),
            ] {
                let found = try await stage.list(query)
                #expect(found.deliveries.count == count && found.totalItems == count, "\(query)")
            }
            for query in ["?state=lost", "?page_size=0", "?page_size=x", "?before=-1"] {
                #expect(try await stage.caller.call("GET", "/deliveries\(query)").status == 400, "\(query)")
            }
        }
    }

    @Test("one is shown with its exact body and its attempts, and can be sent at once and again") func one()
        async throws
    {
        try await withStage { stage in
            stage.catcher.answer(422)
            let room = try await stage.expireRoom(metadata: "größe=1")
            try await stage.until { $0.first?.attempts == 1 }
            let id = try #require(try await stage.list().deliveries.first?.id)
            let shown = try DeliveryDetailJSON.read(await stage.caller.call("GET", "/deliveries/\(id)").bytes)
            #expect(shown.body == stage.catcher.caught.first?.text)
            #expect(shown.body.hasSuffix(#","metadata":"größe=1"}"#))
            #expect(stage.catcher.caught.first?[header: "Greenroom-Metadata"] == "gr%C3%B6%C3%9Fe%3D1")
            #expect(shown.attempts.map(\.status) == [422])
            #expect(shown.summary.roomID?.rawValue == room && shown.summary.lastError == "The receiver answered 422.")
            let sent = try #require(shown.attempts.first?.headers)
            let caughtFirst = try #require(stage.catcher.caught.first)
            for field in sent { #expect(caughtFirst[header: field.name] == field.value, "\(field.name)") }
            #expect(sent.contains { $0.name == "Authorization" } && sent.contains { $0.name == "webhook-signature" })
            let failing = try await stage.receivers()
            #expect(failing.map(\.url) == [stage.url])
            #expect(failing.first?.pending == 1 && failing.first?.dead == 0 && failing.first?.failures == 1)
            #expect(failing.first?.oldestPendingAt != nil && failing.first?.isPaused == false)
            stage.catcher.answer(204)
            // The next attempt would be due in five seconds, and this clock stands.
            #expect(try await stage.caller.call("POST", "/deliveries/\(id)/replay").status == 202)
            try await stage.until { $0.first?.state == .delivered }

            let replayed = try await stage.caller.call("POST", "/deliveries/\(id)/replay")
            #expect(replayed.status == 202)
            #expect(try DeliveryJSON.read(replayed.bytes).state == .pending)
            try await stage.until { $0.first?.state == .delivered }
            let caught = stage.catcher.caught
            #expect(caught.count == 3 && Set(caught.map(\.text)).count == 1)
            #expect(Set(caught.compactMap { $0[header: "webhook-id"] }).count == 1)
            #expect(Set(caught.compactMap { $0[header: "Authorization"] }).count == 3)
            let log = try DeliveryDetailJSON.read(await stage.caller.call("GET", "/deliveries/\(id)").bytes).attempts
            #expect(log.map(\.number) == [1, 2, 3])
            #expect(Set(log.compactMap { $0.headers?.first { $0.name == "Authorization" }?.value }).count == 3)
            #expect(try await stage.receivers().isEmpty)
        }
    }

    @Test("a range is replayed, each once, and only what meets the conditions") func range() async throws {
        try await withStage { stage in
            for number in 1...4 {
                _ = try await stage.expireRoom()
                try await stage.until { $0.filter { $0.state == .delivered }.count == number }
            }
            let sequences = try await stage.list().deliveries.map(\.sequence).sorted()
            for (body, count) in [
                (#"{"from_sequence":\#(sequences[1]),"to_sequence":\#(sequences[2])}"#, 2),
                (#"{"state":"dead"}"#, 0), (#"{"url":"\#(stage.url)"}"#, 4), (#"{"event":"session:started"}"#, 0),
                (#"{"from_sequence":9000000}"#, 0),
            ] {
                let before = stage.catcher.caught.count
                let answer = try await stage.caller.call("POST", "/deliveries/replay", body)
                #expect(answer.status == 202)
                #expect(try DeliveryReplayJSON.readAnswer(answer.bytes) == count, "\(body)")
                try await stage.until { $0.allSatisfy { $0.state == .delivered } }
                #expect(stage.catcher.caught.count == before + count, "\(body)")
            }
            for body in ["{}", #"{"state":"pending"}"#, "nothing"] {
                #expect(try await stage.caller.call("POST", "/deliveries/replay", body).status == 400)
            }
        }
    }

    @Test("a URL that answers 410 is paused, shown, and resumed with all it missed") func paused() async throws {
        try await withStage { stage in
            stage.catcher.answer(410)
            _ = try await stage.expireRoom()
            try await stage.until { $0.first?.isPaused == true }
            for _ in 1...3 { _ = try await stage.expireRoom() }
            try await stage.until { $0.count == 4 && $0.allSatisfy { $0.isPaused && $0.nextAttemptAt == nil } }
            #expect(stage.catcher.caught.count == 1)
            let paused = try await stage.caller.call("GET", "/deliveries/endpoints")
            let endpoints = try DeliveryEndpointListJSON.read(paused.bytes)
            #expect(endpoints.map(\.url) == [stage.url] && endpoints.map(\.held) == [4])
            #expect(endpoints.first?.reason.contains("410") == true)
            stage.catcher.answer(204)
            let body = String(decoding: DeliveryResumeJSON.write(url: stage.url), as: UTF8.self)
            let resumed = try await stage.caller.call("POST", "/deliveries/endpoints/resume", body)
            #expect(resumed.status == 200)
            #expect(try DeliveryResumeJSON.readAnswer(resumed.bytes) == 4)
            try await stage.until { $0.allSatisfy { $0.state == .delivered } }
            #expect(stage.catcher.caught.count == 5)
            #expect(try await stage.caller.call("POST", "/deliveries/endpoints/resume", body).status == 404)
            #expect(try await stage.caller.call("POST", "/deliveries/endpoints/resume", "{}").status == 400)
        }
    }

    @Test("nobody sees or sends the deliveries of another application") func tenants() async throws {
        try await withStage { stage in
            _ = try await stage.expireRoom()
            try await stage.until { $0.first?.state == .delivered }
            let id = try #require(try await stage.list().deliveries.first?.id)
            let other = try await ApplicationFactory.create(
                name: "other", dataFolder: stage.server.folder, clock: stage.clock)
            let token = try await TestToken.rs256(
                privateKey: try String(contentsOfFile: other.privateKeyPath, encoding: .utf8),
                applicationID: other.applicationID.rawValue,
                issuedAt: Double(stage.clock.now.milliseconds) / 1000, expiresAt: nil)
            let stranger = APICaller(base: stage.server.url + "/v1/meetings", token: token)
            let listed = try await stranger.call("GET", "/deliveries")
            #expect(try DeliveryPageJSON.read(listed.bytes).totalItems == 0)
            for (method, path) in [("GET", "/deliveries/\(id)"), ("POST", "/deliveries/\(id)/replay")] {
                #expect(try await stranger.call(method, path).status == 404)
            }
            let replay = try await stranger.call("POST", "/deliveries/replay", #"{"from_sequence":1}"#)
            #expect(try DeliveryReplayJSON.readAnswer(replay.bytes) == 0)
            for path in ["/deliveries/0", "/deliveries/x", "/deliveries/99999999999999999999"] {
                #expect(try await stage.caller.call("GET", path).status == 404, "\(path)")
            }
            let nobody = APICaller(base: stage.server.url + "/v1/meetings", token: nil)
            #expect(try await nobody.call("GET", "/deliveries").status == 401)
        }
    }

    @Test("secrets are changed beside a running server, and its callbacks follow at once") func rotation() async throws
    {
        try await withStage { stage in
            let old = stage.server.application
            let new = try await ApplicationFactory.rotateSecrets(
                of: old.applicationID, dataFolder: stage.server.folder, clock: stage.clock)
            #expect(new.previousUntil == stage.clock.now + .seconds(24 * 3600))
            #expect(new.signatureSecret != old.signatureSecret && new.webhookSecret != old.webhookSecret)
            let again = await #expect(throws: ServerError.self) {
                try await ApplicationFactory.rotateSecrets(
                    of: old.applicationID, dataFolder: stage.server.folder, clock: stage.clock)
            }
            #expect(again?.code == .secretsChanging)

            _ = try await stage.expireRoom()
            try await stage.until { $0.first?.state == .delivered }
            let during = try #require(stage.catcher.caught.last)
            for (signature, webhook) in [
                ([old.signatureSecret], [old.webhookSecret]), ([], [new.webhookSecret]),
                ([old.signatureSecret, new.signatureSecret], [new.webhookSecret]),
            ] {
                let verifier = try CallbackVerifier(
                    signatureSecrets: signature, webhookSecrets: try webhook.map { try WebhookSecret($0) })
                _ = try verifier.verify(CallbackHeaders(during.headers), body: during.body, now: stage.clock.now)
            }

            let last = try await ApplicationFactory.rotateSecrets(
                of: old.applicationID, keep: .zero, dataFolder: stage.server.folder, clock: stage.clock)
            #expect(last.previousUntil == nil)
            _ = try await stage.expireRoom()
            try await stage.until { $0.allSatisfy { $0.state == .delivered } && $0.count == 2 }
            let after = try #require(stage.catcher.caught.last)
            let headers = CallbackHeaders(after.headers)
            let present = try CallbackVerifier(
                signatureSecrets: [last.signatureSecret], webhookSecrets: [try WebhookSecret(last.webhookSecret)])
            _ = try present.verify(headers, body: after.body, now: stage.clock.now)
            for secret in [old.webhookSecret, new.webhookSecret] {
                let past = try CallbackVerifier(webhookSecrets: [try WebhookSecret(secret)])
                #expect(throws: CallbackRefusal.self) {
                    try past.verify(headers, body: after.body, now: stage.clock.now)
                }
            }
            let unknown = await #expect(throws: ServerError.self) {
                try await ApplicationFactory.rotateSecrets(
                    of: ApplicationID("nobody"), dataFolder: stage.server.folder, clock: stage.clock)
            }
            #expect(unknown?.code == .unknownApplication)
        }
    }
}
