import Meetings
import MeetingsClient
import MeetingsServer
import MeetingsStore
import ServerSupport
import Testing

struct OutageScenario {
    @Test("a feed that was cut off has everything again within a second of coming back", .timeLimit(.minutes(1)))
    func resync() async throws {
        try await Stage.set { stage in
            let watch = Watch()
            let before = Feed(client: stage.client, clock: SystemClock()) { watch.take($0) }
            let running = Task { await before.run() }
            await watch.until { $0.links[.stream]?.state == .live && $0.roomsListedAt != nil }
            let first = try await stage.makeRoom("Before the outage")
            await watch.until { $0.rooms[first.id] != nil }
            running.cancel()
            await running.value
            let known = Self.sequences(watch).max()
            var missed: [Room] = []
            for number in 1...20 { missed.append(try await stage.makeRoom("Missed \(number)")) }
            let rooms = missed

            let after = Feed(client: stage.client, clock: SystemClock(), after: known) { watch.take($0) }
            let clock = ContinuousClock()
            let start = clock.now
            let returned = Task { await after.run() }
            await watch.until { state in rooms.allSatisfy { state.rooms[$0.id]?.room != nil } }
            await stage.feed.until { state in rooms.allSatisfy { state.rooms[$0.id] != nil } }
            let newest = Self.sequences(stage.feed).max() ?? 0
            await watch.until { $0.events.index(ofSequence: newest) != nil }
            #expect(clock.now - start < .seconds(1))
            returned.cancel()
            await returned.value
            let numbers = Self.sequences(watch)
            #expect(numbers.count == Set(numbers).count)
            #expect(numbers.sorted() == Array((numbers.min() ?? 0)...newest))
        }
    }

    private static func sequences(_ watch: Watch) -> [Int64] {
        watch.changes.compactMap { change in
            if case .event(let event, _, _) = change { event.sequence } else { nil }
        }
    }
}
