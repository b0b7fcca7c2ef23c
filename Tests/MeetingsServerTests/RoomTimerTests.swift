import Foundation
import Logging
import Meetings
import MeetingsStorage
import ServerSupport
import Testing
import ValueSupport

@testable import MeetingsServer

/// Twenty thousand rooms under a clock that steps an hour either way and a process that ends at any moment: each room
/// closes when its time has come, once.
struct RoomTimerTests {
    private static let rooms = 20_000
    private static let start = Timestamp(milliseconds: 1_900_000_000_000)

    /// What is open between two ends of the process.
    private final class Run: Sendable {
        let parts: ServerParts
        let follower: EventHub.Follower
        private let timer: Task<Void, any Error>

        init(folder: String, clock: ManualClock) async throws {
            parts = try MeetingsServer.parts(
                ServerConfiguration(host: "127.0.0.1", port: 0), dataFolder: folder, clock: clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, identifiers: .random)
            follower = parts.hub.follow()
            let roomTimer = parts.roomTimer
            timer = Task { try await roomTimer.run() }
        }

        /// Returns once so many rooms are open.
        func settle(open count: Int, of application: ApplicationID) async throws {
            while try await parts.storage.read({ try $0.availableRoomCount(of: application) }) > count {
                await follower.signal.wait()
            }
        }

        func end() async {
            timer.cancel()
            _ = await timer.result
            await parts.storage.close()
        }
    }

    @Test("twenty thousand rooms close in time and once, through steps of the clock and restarts")
    func steps() async throws {
        let folder = NSTemporaryDirectory() + "/greenroom-test-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clock = ManualClock(Self.start)
        let application = try await ApplicationFactory.create(name: "test", dataFolder: folder, clock: clock)
            .applicationID
        var random = SeededRandom(seed: 6)
        var due: [Timestamp] = (0..<Self.rooms).map { _ in
            Self.start + .seconds(Int.random(in: 1...400, using: &random) * 60)
        }
        try await Self.fill(folder, of: application, due: due)
        var expected: [String: Timestamp] = [:]
        var open = Dictionary(uniqueKeysWithValues: due.enumerated().map { ("room-\($0)", $1) })
        due.sort()

        var run = try await Run(folder: folder, clock: clock)
        while let next = open.values.min() {
            let previous = clock.now
            switch Int.random(in: 0..<10, using: &random) {
            case 0: clock.step(to: clock.now - .seconds(3600))
            case 1: clock.step(to: clock.now + .seconds(3600))
            case 2: clock.step(to: max(next, previous) - .milliseconds(1))
            default: clock.step(to: max(next, previous))
            }
            let now = clock.now
            for (id, time) in open where time <= now {
                expected[id] = now
                open[id] = nil
            }
            if Int.random(in: 0..<12, using: &random) == 0 {
                await run.end()
                run = try await Run(folder: folder, clock: clock)
            }
            try await run.settle(open: open.count, of: application)
        }
        try await Self.check(run.parts.storage, application, expected)
        await run.end()
    }

    /// Long-term rooms, never entered, and one in a hundred with somebody inside.
    private static func fill(_ folder: String, of application: ApplicationID, due: [Timestamp]) async throws {
        let storage = try Storage.open(folder: folder)
        try await storage.write { transaction in
            for (number, time) in due.enumerated() {
                let room = Room(
                    id: RoomID("room-\(number)"), displayName: "Room \(number)", type: .longTerm, expiresAt: time,
                    meetingCode: "\(100_000_000 + number)", createdAt: start)
                let closing = RoomClosing.planned(for: room, isLive: false, lastSessionEndedAt: nil)
                try transaction.insert(
                    room, of: application, hostID: ParticipantID("host-\(number)"), closing: closing)
                guard number.isMultiple(of: 100) else { continue }
                let session = SessionID("session-\(number)")
                try transaction.insert(Session(id: session, roomID: room.id, startedAt: start), of: application)
                try transaction.insert(
                    Participant(
                        id: ParticipantID("person-\(number)"), sessionID: session, roomID: room.id, name: "Ines",
                        role: .guest, isHost: false, joinedAt: start))
            }
        }
        await storage.close()
    }

    private static func check(
        _ storage: Storage, _ application: ApplicationID, _ expected: [String: Timestamp]
    ) async throws {
        var closedAt: [String: Timestamp] = [:]
        var expired: [String: Int] = [:]
        var (left, ended) = (0, 0)
        var after: Int64 = 0
        while true {
            let events = try await storage.read { [after] in try $0.events(of: application, after: after, limit: 1000) }
            guard let last = events.last else { break }
            after = last.sequence
            for event in events {
                switch event.name {
                case "room:expired":
                    let room = try #require(event.roomID).rawValue
                    expired[room, default: 0] += 1
                    closedAt[room] = event.at
                case "session:participant:left": left += 1
                case "session:ended": ended += 1
                default: Issue.record("nothing else happens: \(event.name)")
                }
            }
        }
        #expect(expired.count == rooms)
        #expect(expired.values.allSatisfy { $0 == 1 })
        #expect(closedAt == expected)
        #expect((left, ended) == (rooms / 100, rooms / 100))
        #expect(try await storage.read { try $0.earliestClosing() } == nil)
    }
}
