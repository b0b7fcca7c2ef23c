import Foundation
import Logging
import Meetings
import Testing

@testable import MeetingsMedia

@Suite(
    "A supervised Janus", .enabled(if: FileManager.default.isExecutableFile(atPath: janus), "janus is not installed"))
struct JanusHostTests {
    @Test("is started again when it is killed, and gone when the work is over", .timeLimit(.minutes(1)))
    func killed() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "host-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (healths, tell) = AsyncStream.makeStream(of: EngineSupervision.Health.self)
        let configuration = JanusConfiguration(
            folder: folder + "/conf", sockets: folder + "/run", library: "/usr/lib/x86_64-linux-gnu/janus",
            eventLoops: 2, secrets: .init(api: "a1", admin: "a2", rooms: "a3"))
        let host = JanusHost(
            program: janus, configuration, clock: MachineClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { tell.yield($0) }
        let running = Task { await host.run() }
        var told = healths.makeAsyncIterator()
        #expect(await told.next() == .starting)
        // A busy machine may need another attempt.
        while let health = await told.next(), health != .ready {}
        let first = try #require(try RunningPrograms.first("janus", with: folder))
        kill(first, SIGKILL)
        #expect(await told.next() == .starting)
        // A busy machine may need another attempt.
        while let health = await told.next(), health != .ready {}
        #expect(host.restarts >= 1)
        #expect((host.load?.residentBytes ?? 0) > 1 << 20)
        let second = try #require(try RunningPrograms.first("janus", with: folder))
        #expect(second != first)
        running.cancel()
        await running.value
        #expect(try RunningPrograms.first("janus", with: folder) == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/run")[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }
}
