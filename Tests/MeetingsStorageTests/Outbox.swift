import Meetings
import MeetingsStorage
import Testing

/// A storage of one application with two callback URLs and three rooms, and what a sender does with it.
struct Outbox {
    static let sessions = "https://b.example/sessions"
    static let rooms = "https://a.example/rooms"

    let folder: TemporaryFolder
    let storage: Storage

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(application(callbacks: CallbackURLs(rooms: Self.rooms, sessions: Self.sessions)))
            for number in 1...3 { try transaction.insertRoom(number) }
        }
    }

    /// Appends so many events that are called back.
    func append(_ count: Int, name: EventName = .sessionStarted, room: Int? = 1, at seconds: Int = 0) async throws {
        try await storage.write { transaction in
            for _ in 0..<count {
                try transaction.append(
                    name, of: acme, room: room.map { RoomID("room-\($0)") }, body: [7], at: noon + .seconds(seconds))
            }
        }
    }

    func due(_ seconds: Int = 0) async throws -> [StoredDelivery] {
        try await storage.read { try $0.dueDeliveries(at: noon + .seconds(seconds), limit: 9999) }
    }

    func delivery(_ id: Int64) async throws -> StoredDelivery {
        try #require(try await storage.read { try $0.delivery(id, of: acme) })
    }

    func record(
        _ delivery: StoredDelivery, _ outcome: DeliveryOutcome, at seconds: Int = 0
    ) async throws -> StoredDelivery? {
        let attempt = DeliveryAttempt(
            number: delivery.attempts + 1, at: noon + .seconds(seconds), status: outcome == .delivered ? 200 : 500,
            error: outcome == .delivered ? nil : "went wrong", duration: .zero)
        return try await storage.write { try $0.record(attempt, of: delivery, outcome: outcome) }
    }
}
