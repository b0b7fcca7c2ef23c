import Foundation
import Logging
import Meetings
import MeetingsMedia
import Testing

@Suite(
    "A supervised Janus", .enabled(if: FileManager.default.isExecutableFile(atPath: janus), "janus is not installed"))
struct JanusHostTests {
    /// The process with this in its command line that is called so; nil when there is none.
    private func process(_ name: String, with text: String) throws -> pid_t? {
        for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let pid = pid_t(entry), let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else {
                continue
            }
            let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            if words.first?.hasSuffix(name) == true, words.contains(where: { $0.contains(text) }) { return pid }
        }
        return nil
    }

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
        #expect(await told.next() == .ready)
        let first = try #require(try process("janus", with: folder))
        kill(first, SIGKILL)
        #expect(await told.next() == .starting)
        #expect(await told.next() == .ready)
        let second = try #require(try process("janus", with: folder))
        #expect(second != first)
        running.cancel()
        await running.value
        #expect(try process("janus", with: folder) == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/run")[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }
}
