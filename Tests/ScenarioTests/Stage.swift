import Meetings
import MeetingsCallbacks
import MeetingsClient
import MeetingsDelivery
import MeetingsServer
import MeetingsStore
import ServerSupport
import Testing

/// Everything at once, each part real: a server, a client's feed, and a receiver of its callbacks.
struct Stage {
    let server: TestServer
    let client: Client
    /// Fed by stream and polls.
    let feed: Watch
    /// Fed by callbacks alone.
    let callbacks: Watch
    /// Where the receiver listens.
    let hooks: String

    /// Sets the stage, plays, and takes everything down again.
    static func set(
        clock: any WallClock = SystemClock(), _ play: @Sendable (Stage) async throws -> Void
    ) async throws {
        let local = AddressPolicy(allowed: [try CIDR("127.0.0.0/8")])
        try await TestServer.with(clock: clock, configure: { $0.callbackTargets = local }) {
            server in
            let credentials = try Credentials(
                applicationID: server.application.applicationID, privateKeyPEM: server.privateKey)
            let client = try Client(server: server.url, credentials: credentials, clock: clock)
            let callbacks = Watch()
            let receiver = try Self.receiver(of: server, clock: clock, into: callbacks)
            let (listening, signal) = AsyncStream.makeStream(of: Int.self)
            let receiving = Task { try await receiver.run { signal.yield($0) } }
            var ports = listening.makeAsyncIterator()
            let port = try #require(await ports.next())
            let stage = Stage(
                server: server, client: client, feed: Watch(), callbacks: callbacks,
                hooks: "http://127.0.0.1:\(port)/")
            // A clock that jumps is no silence of the server: without this a jump races with the next heartbeat.
            let settings = Feed.Settings(silence: .seconds(86_400))
            let feed = Feed(client: client, clock: clock, settings: settings) { stage.feed.take($0) }
            let feeding = Task { await feed.run() }
            defer {
                receiving.cancel()
                feeding.cancel()
            }
            await stage.feed.until { $0.links[.stream]?.state == .live }
            try await play(stage)
            feeding.cancel()
            await feeding.value
            await client.close()
        }
    }

    /// A room whose callbacks come to this stage.
    func makeRoom(_ name: String) async throws -> Room {
        let urls = CallbackURLs(rooms: hooks, sessions: hooks, recordings: hooks)
        return try await client.create(NewRoom(displayName: name, callbackURLs: urls))
    }

    private static func receiver(
        of server: TestServer, clock: any WallClock, into callbacks: Watch
    ) throws -> Receiver {
        let verifier = try CallbackVerifier(
            signatureSecrets: [server.application.signatureSecret],
            webhookSecrets: [try WebhookSecret(server.application.webhookSecret)])
        return Receiver(host: "127.0.0.1", port: 0, verification: .required(verifier), clock: clock) { received in
            callbacks.take(received.change)
        }
    }
}
