import GRDB
import Meetings
import Synchronization
import Testing

@testable import MeetingsStorage

/// No question that is asked often may look at a whole table.
struct QueryPlanTests {
    private static let large = ["rooms", "sessions", "participants", "events", "deliveries", "delivery_attempts"]

    /// The plans of all statements that `body` runs, each with its statement.
    private func plans(_ body: @Sendable (WriteTransaction) throws -> Void) async throws -> [(
        sql: String, plan: String
    )] {
        let folder = try TemporaryFolder()
        let storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(
                application(callbacks: CallbackURLs(rooms: Outbox.rooms, sessions: Outbox.sessions)))
            try transaction.insert(theme(1))
            for number in 1...3 { try transaction.insertRoom(number, theme: ThemeID("theme-1")) }
        }
        return try await storage.pool.writeWithoutTransaction { database in
            let statements = Mutex<[String]>([])
            database.trace { event in
                if case .statement(let statement) = event { statements.withLock { $0.append(statement.sql) } }
            }
            try body(WriteTransaction(database))
            database.trace(options: [])
            let distinct = Set<String>(statements.withLock { $0 })
            return try distinct.flatMap { sql -> [(String, String)] in
                guard ["SELECT", "UPDATE", "DELETE"].contains(sql.prefix(6)) else { return [] }
                let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                statement.setUncheckedArguments(StatementArguments())
                return try Row.fetchAll(statement).map { (sql, $0["detail"]) }
            }
        }
    }

    private func expectNoScan(_ found: [(sql: String, plan: String)]) {
        #expect(!found.isEmpty)
        for (sql, plan) in found where plan.hasPrefix("SCAN") && !plan.contains("INDEX") {
            // The first or last row by its number is found at once.
            if ["ORDER BY seq LIMIT 1", "ORDER BY id DESC LIMIT 1"].contains(where: sql.hasSuffix) { continue }
            let words = plan.split(separator: " ")
            let table = words.count > 1 ? String(words[1]) : ""
            let isLarge = Self.large.contains { name in
                table == name || (table.count == 1 && sql.contains("\(name) \(table)"))
            }
            #expect(!isLarge, "\(plan): \(sql)")
        }
    }

    @Test("sending callbacks uses an index for every step")
    func sending() async throws {
        let found = try await plans { transaction in
            for name in [EventName.sessionStarted, .sessionEnded, .sessionStarted, .sessionEnded] {
                try transaction.append(name, of: acme, room: RoomID("room-1"), body: [], at: noon)
            }
            let attempt = DeliveryAttempt(number: 1, at: noon, status: 200, error: nil, duration: .zero)
            let outcomes: [DeliveryOutcome] = [
                .retry(at: noon), .park(retryAt: noon), .dead, .delivered, .pauseEndpoint(reason: "r"),
            ]
            for outcome in outcomes {
                guard let head = try transaction.dueDeliveries(at: noon, limit: 9).last else { continue }
                try transaction.record(attempt, of: head, outcome: outcome)
            }
            _ = try transaction.dueDeliveries(at: noon, exceptOrigins: ["x"], limit: 9)
            _ = try transaction.earliestAttempt(after: noon)
            _ = try transaction.pausedEndpoints(of: acme)
            _ = try transaction.callbackEndpoints(of: acme)
            try transaction.resumeEndpoint(url: Outbox.sessions, of: acme, at: noon)
            try transaction.replay(1, of: acme, at: noon)
            try transaction.replay(matching: DeliveryFilter(), of: acme, at: noon)
        }
        expectNoScan(found)
        #expect(found.contains { $0.plan.contains("deliveries_due (next_attempt_at<?)") })
        #expect(found.contains { $0.plan.contains("deliveries_by_lane (lane=? AND url=?)") })
        #expect(found.contains { $0.plan.contains("deliveries_gaps (lane=? AND url=? AND id<?)") })
    }

    @Test("listing and counting callbacks uses an index, whatever the filter")
    func listing() async throws {
        let filters = [
            DeliveryFilter(), DeliveryFilter(state: .dead), DeliveryFilter(url: "u"), DeliveryFilter(event: "e"),
            DeliveryFilter(room: RoomID("room-1")), DeliveryFilter(sequences: 1...9), DeliveryFilter(parked: true),
            DeliveryFilter(state: .dead, url: "u", room: RoomID("room-1"), event: "e", parked: false),
        ]
        let found = try await plans { transaction in
            try transaction.append(.sessionStarted, of: acme, room: RoomID("room-1"), body: [], at: noon)
            for filter in filters {
                _ = try transaction.deliveries(of: acme, matching: filter, limit: 9)
                _ = try transaction.deliveryCount(of: acme, matching: filter)
            }
        }
        expectNoScan(found)
    }

    @Test("rooms, sessions, counts and pruning use an index")
    func others() async throws {
        let found = try await plans { transaction in
            let theme = ThemeID("theme-1")
            for theme in [theme, nil] {
                _ = try transaction.rooms(of: acme, in: RoomRange(start: 1, limit: 2, theme: theme))
                _ = try transaction.rooms(of: acme, in: RoomRange(end: 9, limit: 2, theme: theme))
            }
            _ = try transaction.roomCount(using: theme)
            try transaction.insert(
                Session(id: SessionID("s"), roomID: RoomID("room-2"), startedAt: noon), of: acme)
            _ = try transaction.liveSessions()
            _ = try transaction.hasEndedSession(in: RoomID("room-2"))
            for (room, from, recorded) in [(nil, nil, nil), (RoomID("room-2"), noon, true)]
                as [(RoomID?, Timestamp?, Bool?)]
            {
                _ = try transaction.sessions(
                    of: acme, room: room, from: from, recorded: recorded, offset: 0, limit: 9)
            }
            _ = try transaction.sessions(of: acme, activeFrom: noon, offset: 0, limit: 9)
            _ = try transaction.counts()
            try transaction.append(.sessionStarted, of: acme, room: RoomID("room-1"), body: [], at: noon)
            try transaction.append(.roomUpdated, of: acme, room: RoomID("room-1"), body: [], at: noon)
            try transaction.prune(events: noon + .seconds(9), limit: 9)
            try transaction.delete(room: RoomID("room-2"), of: acme)
            try transaction.delete(theme: theme, of: acme)
        }
        expectNoScan(found)
        #expect(found.contains { $0.plan.contains("sessions_by_end (application_id=? AND ended_at>?)") })
    }
}
