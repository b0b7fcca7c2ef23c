import FoundationEssentials
import Meetings
import MeetingsStorage
import Testing

/// A file in which bits have turned over.
struct RotTests {
    private static let pageSize = 4096

    /// Reads everything that the server reads; returns what it saw, as one text.
    private func readAll(_ storage: Storage) async throws -> String {
        try await storage.read { transaction in
            var seen: [String] = []
            seen.append("\(try transaction.applications().map(\.id))")
            seen.append("\(try transaction.rooms(of: acme, in: RoomRange(limit: .max - 1)))")
            seen.append("\(try transaction.themes(of: acme))")
            seen.append("\(try transaction.events(of: acme, after: 0, limit: .max))")
            seen.append("\(try transaction.deliveries(of: acme, limit: .max))")
            seen.append("\(try transaction.dueDeliveries(at: noon + .seconds(99_999), limit: .max))")
            seen.append("\(try transaction.sessions(of: acme, offset: 0, limit: .max))")
            for live in try transaction.liveSessions() {
                seen.append("\(try transaction.chat(of: live.session.id, last: .max))")
            }
            seen.append("\(try transaction.counts())")
            return seen.joined(separator: "\n")
        }
    }

    private func makeOriginal(in folder: TemporaryFolder) async throws -> [UInt8] {
        let storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(application(callbacks: CallbackURLs(sessions: "https://b.example/s")))
            try transaction.insert(theme(1))
            // So many that pages are full: in an empty one a bit means nothing.
            for number in 1...120 {
                let room = try transaction.insertRoom(number, theme: ThemeID("theme-1")).room.id
                try transaction.insert(
                    Session(id: SessionID("s-\(number)"), roomID: room, startedAt: noon), of: acme)
                let guest = Participant(
                    id: ParticipantID("p-\(number)"), sessionID: SessionID("s-\(number)"), roomID: room,
                    name: "Person \(number)", role: .guest, isHost: false, joinedAt: noon)
                try transaction.insert(guest)
                try transaction.insert(chatLine: number, "Hello", of: guest.id, in: guest.sessionID, at: noon)
                try transaction.append(.sessionStarted, of: acme, room: room, body: [1, 2, 3], at: noon)
            }
        }
        await storage.close()
        return [UInt8](try #require(FileManager.default.contents(atPath: folder.database)))
    }

    /// What a damaged copy did: refused to open, told of damage, read as the sound one, or read something else.
    private enum Fate { case refused, told, harmless, silent }

    private func fate(of bytes: [UInt8], sound: String) async throws -> Fate {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.data, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: folder.database))
        let storage: Storage
        do { storage = try Storage.open(folder: folder.data) } catch { return .refused }
        let isTold = try await !storage.check(thorough: true).isEmpty
        let seen: String?
        do { seen = try await readAll(storage) } catch let error as StorageError {
            seen = nil
            #expect(!error.message.contains("SQLITE"))
        }
        await storage.close()
        if isTold || seen == nil { return .told }
        return seen == sound ? .harmless : .silent
    }

    @Test("two hundred bits turned over anywhere never bring it down, and what it cannot trust it says")
    func bits() async throws {
        let folder = try TemporaryFolder()
        let original = try await makeOriginal(in: folder)
        let sound = try await readAll(try Storage.open(folder: folder.data))
        var random = Dice(seed: 20_310)
        var fates: [Fate: Int] = [:]
        for _ in 0..<200 {
            var bytes = original
            bytes[Int(random.next() % UInt64(bytes.count))] ^= 1 << UInt8(random.next() % 8)
            fates[try await fate(of: bytes, sound: sound), default: 0] += 1
        }
        // A letter of a name or a digit of a time carries no check of its own: only the structure does.
        #expect(fates.values.reduce(0, +) == 200)
        #expect(fates[.told, default: 0] + fates[.refused, default: 0] > 25)
        #expect(fates[.silent, default: 0] < 15)
    }

    @Test("a page that is not what it was is always told of", arguments: [0, 1, 2])
    func pages(pattern: Int) async throws {
        let folder = try TemporaryFolder()
        let original = try await makeOriginal(in: folder)
        let sound = try await readAll(try Storage.open(folder: folder.data))
        var random = Dice(seed: UInt64(pattern))
        for page in 0..<original.count / Self.pageSize {
            var bytes = original
            for index in page * Self.pageSize..<(page + 1) * Self.pageSize {
                bytes[index] = pattern == 0 ? 0 : pattern == 1 ? 0xFF : UInt8(truncatingIfNeeded: random.next())
            }
            let fate = try await fate(of: bytes, sound: sound)
            #expect(fate == .told || fate == .refused, "page \(page)")
        }
    }

    @Test("a file that ends too early is told of", arguments: [4096, 40_000])
    func truncated(missing: Int) async throws {
        let folder = try TemporaryFolder()
        let original = try await makeOriginal(in: folder)
        let fate = try await fate(of: Array(original.dropLast(missing)), sound: "")
        #expect(fate == .told || fate == .refused)
    }
}

/// The same numbers for the same seed (SplitMix64).
private struct Dice {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
