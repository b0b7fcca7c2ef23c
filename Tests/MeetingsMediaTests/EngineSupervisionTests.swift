import Meetings
import Testing

@testable import MeetingsMedia

@Suite("A media server is kept running")
struct EngineSupervisionTests {
    private let start = Timestamp(milliseconds: 1_000_000)

    private func running() -> EngineSupervision {
        var supervision = EngineSupervision(at: start)
        #expect(supervision.actions(at: start) == [.launch])
        supervision.started(at: start)
        return supervision
    }

    @Test("started at once, ready when it answers, asked every five seconds")
    func life() {
        var supervision = EngineSupervision(at: start)
        #expect(supervision.health == .starting && supervision.nextLook == start)
        #expect(supervision.actions(at: start) == [.launch] && supervision.actions(at: start) == [])
        supervision.started(at: start + .milliseconds(100))
        #expect(supervision.health == .ready)
        let check = start + .milliseconds(5100)
        #expect(supervision.nextLook == check && supervision.actions(at: check - .milliseconds(1)) == [])
        #expect(supervision.actions(at: check) == [.check] && supervision.nextLook == nil)
        #expect(supervision.checked(isWell: true, at: check) == [])
        #expect(supervision.nextLook == check + .seconds(5))
    }

    @Test("one lost answer is forgiven, the second ends it, and it is killed when it will not end")
    func failing() {
        var supervision = running()
        var now = start + .seconds(5)
        #expect(supervision.actions(at: now) == [.check] && supervision.checked(isWell: false, at: now) == [])
        #expect(supervision.health == .failing)
        now = now + .seconds(5)
        #expect(supervision.actions(at: now) == [.check])
        #expect(supervision.checked(isWell: false, at: now) == [.terminate])
        now = now + .seconds(3)
        #expect(supervision.actions(at: now) == [.kill] && supervision.actions(at: now) == [])
        supervision.ended(at: now)
        #expect(supervision.nextLook == now + .milliseconds(200) && supervision.health == .starting)
    }

    @Test("a good answer forgives the one before")
    func forgiven() {
        var supervision = running()
        for (step, isWell) in [false, true, false, true].enumerated() {
            let now = start + .seconds(5 * (step + 1))
            #expect(supervision.actions(at: now) == [.check])
            #expect(supervision.checked(isWell: isWell, at: now) == [])
        }
        #expect(supervision.health == .ready)
    }

    @Test("one that never answers is ended and started again")
    func silent() {
        var supervision = EngineSupervision(at: start)
        #expect(supervision.actions(at: start) == [.launch])
        #expect(supervision.actions(at: start + .seconds(10)) == [.terminate])
        supervision.ended(at: start + .seconds(11))
        #expect(supervision.actions(at: start + .milliseconds(11_200)) == [.launch])
    }

    @Test("crash after crash it waits longer, is called down after five in a minute, and is still tried")
    func crashes() {
        var supervision = EngineSupervision(at: start)
        var now = start
        for wait in [200, 1000, 5000, 15_000, 15_000] as [Int64] {
            #expect(supervision.health != .down)
            #expect(supervision.actions(at: now) == [.launch])
            supervision.ended(at: now)
            #expect(supervision.nextLook == now + .milliseconds(wait))
            now = now + .milliseconds(wait)
        }
        #expect(supervision.health == .down)
        #expect(supervision.actions(at: now) == [.launch])
        supervision.started(at: now)
        #expect(supervision.actions(at: now + .seconds(60)) == [.check] && supervision.health == .ready)
    }
}
