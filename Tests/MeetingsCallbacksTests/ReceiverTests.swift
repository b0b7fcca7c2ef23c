import AsyncHTTPClient
import FoundationEssentials
import Logging
import Meetings
import MeetingsCallbacks
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

/// A clock that stands still.
struct StillClock: WallClock {
    var now = Signer.now
    func sleep(until deadline: Timestamp) async throws { throw CancellationError() }
}

/// What a sink was given, in order.
final class Collected: Sendable {
    private let callbacks = Mutex<[ReceivedCallback]>([])
    var all: [ReceivedCallback] { callbacks.withLock { $0 } }
    func add(_ callback: ReceivedCallback) { callbacks.withLock { $0.append(callback) } }
}

@Suite("The receiver")
struct ReceiverTests {
    private struct Failure: Error {}

    /// Runs a receiver on a free port for as long as the body takes.
    private func withReceiver(
        path: String = "/", verification: CallbackInbox.Verification? = nil,
        sink: @escaping CallbackInbox.Sink, _ body: (String) async throws -> Void
    ) async throws {
        let receiver = Receiver(
            host: "127.0.0.1", port: 0, path: path, verification: try verification ?? .required(Signer.verifier()),
            clock: StillClock(), sink: sink)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let running = Task { try await receiver.run { found.yield($0) } }
        defer { running.cancel() }
        var port: Int?
        for await first in ports {
            port = first
            break
        }
        try await body("http://127.0.0.1:\(try #require(port))")
    }

    private func post(
        _ url: String, _ headers: CallbackHeaders, body: [UInt8] = Signer.body, method: HTTPMethod = .POST
    ) async throws -> (status: Int, text: String) {
        var request = HTTPClientRequest(url: url)
        request.method = method
        let fields: [(String, String?)] = [
            ("Authorization", headers.authorization), ("Webhook-Id", headers.webhookID),
            ("webhook-timestamp", headers.webhookTimestamp), ("webhook-signature", headers.webhookSignature),
            ("Greenroom-Sequence", headers.sequence), ("Greenroom-Committed-At", headers.time),
        ]
        for (name, value) in fields { if let value { request.headers.add(name: name, value: value) } }
        if method == .POST { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let text = try await response.body.collect(upTo: 1 << 20)
        return (Int(response.status.code), String(buffer: text))
    }

    private func expect(
        _ status: Int, _ url: String, _ headers: CallbackHeaders, body: [UInt8] = Signer.body,
        method: HTTPMethod = .POST, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await post(url, headers, body: body, method: method)
        #expect(answer.status == status, sourceLocation: location)
    }

    @Test("hands a good callback on, with its place and time, and answers 204")
    func good() async throws {
        let collected = Collected()
        try await withReceiver(sink: { collected.add($0) }) { url in
            var headers = try Signer.headers()
            headers.sequence = "42"
            headers.time = "2031-02-27T23:06:39.500Z"
            let answer = try await post(url + "/recordings", headers)
            #expect(answer.status == 204 && answer.text.isEmpty)
            let callback = try #require(collected.all.first)
            #expect(callback.webhookID == "msg_1" && callback.sequence == 42 && callback.body == Signer.body)
            let at = Timestamp("2031-02-27T23:06:39.500Z")
            let event = EventBody.recordingStarted(recording: RecordingID("r1"), session: SessionID("s1"))
            #expect(
                callback.change == .event(Event(sequence: 42, at: at, body: event), from: .callbacks, at: Signer.now))
        }
    }

    @Test("answers a repeated callback with 204 and does not hand it on again")
    func repeated() async throws {
        let collected = Collected()
        try await withReceiver(sink: { collected.add($0) }) { url in
            try await expect(204, url, Signer.headers())
            try await expect(204, url, Signer.headers(tokenID: "t-2"))
            try await expect(204, url, Signer.headers(id: "msg_2"))
            #expect(collected.all.map(\.webhookID) == ["msg_1", "msg_2"])
        }
    }

    @Test("answers 401 with a sentence to what is not believed, and hands nothing on")
    func refused() async throws {
        let collected = Collected()
        try await withReceiver(sink: { collected.add($0) }) { url in
            let answer = try await post(url, CallbackHeaders())
            #expect(answer.status == 401 && answer.text.hasPrefix("The callback is not signed"))
            try await expect(401, url, Signer.headers(webhookSecret: "whsec_" + Data(1...32).base64EncodedString()))
            #expect(collected.all.isEmpty)
        }
    }

    @Test("answers 400, 404, 405 and 413 where they belong")
    func badRequests() async throws {
        try await withReceiver(path: "/hooks", sink: { _ in }) { url in
            let broken = Array("{\"event\":".utf8)
            try await expect(400, url + "/hooks", Signer.headers(body: broken), body: broken)
            try await expect(404, url + "/other", Signer.headers())
            try await expect(404, url + "/hooksandmore", Signer.headers())
            try await expect(405, url + "/hooks/rooms", Signer.headers(), method: .GET)
            let huge = [UInt8](repeating: 32, count: (1 << 20) + 1)
            try await expect(413, url + "/hooks", Signer.headers(body: huge), body: huge)
        }
    }

    @Test("answers 204 to an event that it does not know, so that it is not sent for days")
    func unknownEvent() async throws {
        let collected = Collected()
        try await withReceiver(sink: { collected.add($0) }) { url in
            let body = Array(#"{"event":"room:painted","room_id":"r"}"#.utf8)
            try await expect(204, url, Signer.headers(body: body), body: body)
            #expect(collected.all.isEmpty)
        }
    }

    @Test("answers 503 when the sink failed, and takes the next attempt")
    func sinkFails() async throws {
        let collected = Collected()
        let attempts = Mutex(0)
        let sink: CallbackInbox.Sink = { callback in
            let number = attempts.withLock { attempts in
                attempts += 1
                return attempts
            }
            if number == 1 { throw Failure() }
            collected.add(callback)
        }
        try await withReceiver(sink: sink) { url in
            try await expect(503, url, Signer.headers())
            try await expect(204, url, Signer.headers(tokenID: "t-2"))
            #expect(collected.all.count == 1)
        }
    }

    @Test("believes anyone when it was built without verification")
    func unverified() async throws {
        let collected = Collected()
        try await withReceiver(verification: CallbackInbox.Verification.none, sink: { collected.add($0) }) { url in
            try await expect(204, url, CallbackHeaders())
            #expect(collected.all.count == 1)
        }
    }

    @Test("says which port is taken and what to do")
    func portInUse() async throws {
        try await withReceiver(sink: { _ in }) { url in
            let port = try #require(Int(url.split(separator: ":").last ?? ""))
            let second = Receiver(
                host: "127.0.0.1", port: port, verification: try .required(Signer.verifier()), clock: StillClock(),
                sink: { _ in })
            let error = await #expect(throws: CallbackError.self) { try await second.run() }
            #expect(error?.code == .portInUse)
            #expect(error?.message.contains("Port \(port) on 127.0.0.1 is taken") == true)
        }
    }
}
