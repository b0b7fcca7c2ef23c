import FoundationEssentials
import Logging
import Meetings
import MeetingsDelivery
import MeetingsStorage
import Testing
import ValueSupport

let noon = Timestamp(milliseconds: 1_925_035_200_000)
let acme = ApplicationID("0d7f2f0c-9a51-4a3e-8a1b-1f6f8a3c5d01")

/// A storage with one application and rooms, a clock and a sender: what a test of sending needs.
final class Post: Sendable {
    static let sessions = "https://sessions.example/hook"
    static let rooms = "https://rooms.example/hook"

    let folder: String
    let storage: Storage
    let clock = ManualClock(noon)
    let signal = DeliverySignal()

    /// Room `n` sends its callbacks of sessions to `urls[n]`, or else to the application's URL.
    init(rooms: Int = 3, urls: [Int: String] = [:]) async throws {
        folder = FileManager.default.temporaryDirectory.path + "/greenroom-" + UUID().uuidString
        storage = try Storage.open(folder: folder) { [signal] _ in signal.give() }
        try await storage.write { transaction in
            try transaction.insert(
                StoredApplication(
                    id: acme, name: "Acme", apiKey: "a1b2c3d4", publicKey: "", signatureSecret: "secret",
                    webhookSecret: "whsec_" + String(repeating: "QUJD", count: 10),
                    callbackURLs: CallbackURLs(rooms: Self.rooms, sessions: Self.sessions), createdAt: noon))
            for number in 1...rooms {
                let room = Room(
                    id: RoomID("room-\(number)"), displayName: "Room", metadata: "größe=\(number)", type: .instant,
                    expiresAt: noon, callbackURLs: CallbackURLs(sessions: urls[number]),
                    meetingCode: "\(100_000_000 + number)", createdAt: noon)
                try transaction.insert(room, of: acme, hostID: ParticipantID("h"), closing: nil)
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func append(_ name: EventName = .sessionStarted, room: Int, number: Int) async throws {
        let now = clock.now
        try await storage.write { transaction in
            _ = try transaction.append(
                name, of: acme, room: RoomID("room-\(room)"), body: [UInt8(number), 0x7B, 0x22, 0xFF], at: now)
        }
    }

    func deliveries(_ state: DeliveryState) async throws -> [StoredDelivery] {
        try await storage.read { try $0.deliveries(of: acme, state: state, limit: 1000).reversed() }
    }

    /// Runs a sender while `body` runs.
    func sending(
        by transport: ScriptedTransport, limits: DeliveryLimits = DeliveryLimits(),
        sign: @escaping DeliverySigning = { _, delivery, _ in [("webhook-id", delivery.webhookID)] },
        meter: DeliveryMeter = DeliveryMeter(), logger: Logger = silentLogger,
        _ body: () async throws -> Void
    ) async throws {
        let sender = DeliverySender(
            storage: storage, transport: transport, signal: signal, clock: clock, sign: sign, jitter: { 0 },
            limits: limits, meter: meter, logger: logger)
        let running = Task { await sender.run() }
        do {
            try await body()
        } catch {
            running.cancel()
            await running.value
            throw error
        }
        running.cancel()
        await running.value
    }

    /// How many callbacks are in a state.
    func count(_ state: DeliveryState) async throws -> Int {
        try await storage.read { try $0.deliveryCount(of: acme, in: state) }
    }

    /// Lets time pass, from one attempt to the next, until a condition holds; waits for what is due first.
    func passTime(until condition: @escaping () async throws -> Bool) async throws {
        try await MeetingsDeliveryTests.until {
            if try await condition() { return true }
            let now = self.clock.now
            let (isIdle, next) = try await self.storage.read { transaction in
                (try transaction.dueDeliveries(at: now, limit: 1).isEmpty, try transaction.earliestAttempt(after: now))
            }
            // Once nothing is due nothing changes by itself: now the answer is the last one for this moment.
            if isIdle, try await condition() { return true }
            if isIdle, let next { self.clock.advance(to: next) }
            return false
        }
    }

    /// Moves the clock to the next attempt once the storage knows of one.
    func advanceToNextAttempt() async throws {
        try await until { try await self.nextAttempt() != nil }
        if let next = try await nextAttempt() { clock.advance(to: next) }
    }

    private func nextAttempt() async throws -> Timestamp? {
        let now = clock.now
        return try await storage.read { try $0.earliestAttempt(after: now) }
    }
}

/// Says nothing.
let silentLogger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

/// Waits for a condition; fails the test when it does not come true within a minute.
func until(
    _ condition: () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, "waited too long", sourceLocation: sourceLocation)
        await Task.yield()
    }
}
