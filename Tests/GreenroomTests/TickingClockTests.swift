import Meetings
import Synchronization
import Testing
import ValueSupport

@testable import greenroom

struct TickingClockTests {
    @Test("a long sleep ends at the first tick after its time")
    func ends() async throws {
        let machine = ManualClock(Timestamp(milliseconds: 1_900_000_000_000))
        let clock = TickingClock(machine: machine)
        let start = machine.now
        let ended = Mutex(false)
        let sleep = Task {
            try await clock.sleep(until: start + .seconds(5))
            ended.withLock { $0 = true }
        }
        while clock.sleeping == 0 { await Task.yield() }
        machine.advance(by: .seconds(4))
        clock.tick()
        #expect(clock.sleeping == 1)
        machine.advance(by: .seconds(1))
        clock.tick()
        try await sleep.value
        #expect(ended.withLock { $0 })
        #expect(clock.sleeping == 0)
    }

    @Test("a cancelled sleep ends at once")
    func cancels() async {
        let clock = TickingClock(machine: ManualClock(Timestamp(milliseconds: 1_900_000_000_000)))
        let sleep = Task { try await clock.sleep(until: clock.now + .seconds(60)) }
        while clock.sleeping == 0 { await Task.yield() }
        sleep.cancel()
        await #expect(throws: CancellationError.self) { try await sleep.value }
        #expect(clock.sleeping == 0)
    }
}
