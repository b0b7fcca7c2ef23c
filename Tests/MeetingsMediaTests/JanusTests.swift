import Foundation
import Meetings
import MeetingsWire
import Testing

@testable import MeetingsMedia

@Suite("Janus", .enabled(if: FileManager.default.isExecutableFile(atPath: janus), "janus is not installed"))
struct JanusTests {
    /// A folder with its files, removed afterwards.
    private func withConfiguration(_ body: (JanusConfiguration) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "janus-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let configuration = JanusConfiguration(
            folder: folder.path, sockets: folder.path, library: "/usr/lib/x86_64-linux-gnu/janus", eventLoops: 2,
            secrets: .init(api: "a1", admin: "a2", rooms: "a3"))
        for (name, text) in configuration.files {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        try await body(configuration)
    }

    private func connect(
        _ configuration: JanusConfiguration, _ interface: JanusConnection.Interface = .admin,
        _ body: (JanusConnection) async throws -> Void
    ) async throws {
        var answered = false
        while !answered {
            let connection = JanusConnection(
                to: interface == .api ? configuration.apiSocket : configuration.adminSocket, interface,
                secret: interface == .api ? configuration.secrets.api : configuration.secrets.admin,
                clock: MachineClock())
            let (opened, open) = AsyncStream.makeStream(of: Void.self)
            let serving = Task {
                defer { open.finish() }
                try await connection.run { open.yield() }
            }
            for await _ in opened {
                answered = true
                try await body(connection)
                break
            }
            serving.cancel()
            _ = await serving.result
        }
    }

    @Test(
        "starts, answers, refuses who does not know the secret, and ends when it is asked to", .timeLimit(.minutes(1)))
    func life() async throws {
        try await withConfiguration { configuration in
            let process = try GuardedProcess(program: janus, arguments: configuration.arguments)
            try await connect(configuration) { connection in
                let pong = try await connection.request("ping")
                #expect(pong.kind == "pong")
                let info = try await connection.request("info")
                #expect(info.body["name"] == .string("Janus WebRTC Server"))
                #expect(info.body["plugins"]?["janus.plugin.videoroom"] != nil)
                #expect(info.body["plugins"]?["janus.plugin.echotest"] == nil)
            }
            process.terminate()
            #expect(try await process.run { _ in } == 0)
        }
    }

    @Test("is gone when the one who started it is", .timeLimit(.minutes(1)))
    func orphan() async throws {
        try await withConfiguration { configuration in
            var process: GuardedProcess? = try GuardedProcess(program: janus, arguments: configuration.arguments)
            try await connect(configuration) { connection in
                let pong = try await connection.request("ping")
                #expect(pong.kind == "pong")
                // Our end of its pipe closes, as it does when we are killed.
                process = nil
                await #expect(throws: JanusError.closed) {
                    while true { _ = try await connection.request("ping") }
                }
            }
            #expect(process == nil)
        }
    }

    @Test("that is killed fails what waits for it", .timeLimit(.minutes(1)))
    func killed() async throws {
        try await withConfiguration { configuration in
            let process = try GuardedProcess(program: janus, arguments: configuration.arguments)
            try await connect(configuration) { connection in
                process.kill()
                await #expect(throws: JanusError.closed) {
                    while true { _ = try await connection.request("ping") }
                }
            }
            #expect(try await process.run { _ in } == SIGKILL)
        }
    }

    @Test("makes a private room, lets in who knows its PIN, names them, and puts them out", .timeLimit(.minutes(1)))
    func room() async throws {
        try await withConfiguration { configuration in
            let process = try GuardedProcess(program: janus, arguments: configuration.arguments)
            try await connect(configuration, .api) { connection in
                let session = try await JanusSession(on: connection)
                let (host, ines) = (try await session.attach("host"), try await session.attach("ines"))
                let made = try await host.ask(
                    .create(room: "s-1", secret: "s", pin: "p", key: configuration.secrets.rooms, limits: .init()))
                #expect(made.plugin?["videoroom"] == .string("created"))
                #expect(try await host.ask(.exists(room: "s-1")).plugin?["exists"] == .bool(true))
                await #expect(throws: JanusError.self) {
                    try await ines.ask(.join(room: "s-1", pin: "wrong", participant: "p-1", name: "Ines"))
                }
                let joined = try await ines.ask(.join(room: "s-1", pin: "p", participant: "p-1", name: "Inês 🎈"))
                #expect(joined.plugin?["videoroom"] == .string("joined"))
                let listed = try await host.ask(.participants(room: "s-1", secret: "s")).plugin?["participants"]
                guard case .array(let people)? = listed else { return _ = Issue.record("no list") }
                #expect(people.map { $0["display"] } == [.string("Inês 🎈")])
                _ = try await host.ask(.kick(room: "s-1", secret: "s", participant: "p-1"))
                await #expect(throws: JanusError.self) {
                    try await host.ask(.destroy(room: "s-1", secret: "not it"))
                }
                _ = try await host.ask(.destroy(room: "s-1", secret: "s"))
                #expect(try await host.ask(.exists(room: "s-1")).plugin?["exists"] == .bool(false))
                try await session.destroy()
            }
            process.terminate()
            #expect(try await process.run { _ in } == 0)
        }
    }
}
