import Meetings
import MeetingsWire
import Synchronization

/// The two connections to one Janus: one for its life, one for its rooms.
final class JanusLink: Sendable {
    let api: JanusConnection
    private let admin: JanusConnection
    private let clock: any WallClock
    private struct State {
        var control: JanusHandle?
        var version: String?
    }

    private let state = Mutex(State())

    init(_ configuration: JanusConfiguration, clock: any WallClock) {
        self.clock = clock
        let secrets = configuration.secrets
        api = JanusConnection(to: configuration.apiSocket, .api, secret: secrets.api, clock: clock)
        admin = JanusConnection(to: configuration.adminSocket, .admin, secret: secrets.admin, clock: clock)
    }

    /// What it calls its version.
    var version: String? { state.withLock(\.version) }

    /// Connects and serves until its task is cancelled or one of the connections ends. `whenReady` is called once rooms
    /// can be made.
    func run(whenReady: @escaping @Sendable () -> Void) async {
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        await withTaskGroup(of: Void.self) { group in
            for connection in [api, admin] {
                group.addTask { try? await connection.run { open.yield() } }
            }
            group.addTask {
                var count = 0
                for await _ in opened {
                    count += 1
                    if count == 2 { break }
                }
                guard count == 2 else { return }
                try? await self.control(whenReady)
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Keeps a session of its own, with a handle that asks whether the plugin does its work.
    private func control(_ whenReady: @Sendable () -> Void) async throws {
        let version = try await admin.request("info").body["version_string"]
        let session = try await JanusSession(on: api)
        let handle = try await session.attach("control")
        state.withLock { state in
            state.control = handle
            if case .string(let text)? = version { state.version = text }
        }
        whenReady()
        try await session.keepAlive(clock)
    }

    /// Whether it does its work: its core answers, and so does the plugin, whose locks may hang while the core is well.
    func isWell() async -> Bool {
        guard let control = state.withLock(\.control) else { return false }
        do {
            _ = try await admin.request("ping", within: MeetingsMedia.healthTimeout)
            _ = try await control.ask(.exists(room: "none"), within: MeetingsMedia.healthTimeout)
            return true
        } catch { return false }
    }
}
