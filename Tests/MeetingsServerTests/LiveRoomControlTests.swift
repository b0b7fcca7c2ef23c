import Meetings
import Testing

@testable import MeetingsServer

/// What hosts and the API do to a running session: without a socket, a clock or a database.
struct LiveRoomControlTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)
    private let host = ConnectionID(number: 1)
    private let ana = ConnectionID(number: 2)
    private let ben = ConnectionID(number: 3)
    private let session = LiveRoom.Authority.api(session: SessionID("s-host"))

    private func arrive(
        _ connection: ConnectionID, _ name: String, isHost: Bool = false, level: JoinApprovalLevel = .none,
        type: RoomType = .longTerm, in live: inout LiveRoom
    ) -> LiveRoom.Outcome {
        live.arrive(connection, name, isHost: isHost, level: level, type: type, now: start)
    }

    /// A session with a host and one guest.
    private func meeting(_ level: JoinApprovalLevel = .none) -> LiveRoom {
        var live = LiveRoom(roomID: RoomID("room"), grace: .seconds(10))
        _ = arrive(host, "host", isHost: true, level: level, in: &live)
        _ = arrive(ana, "ana", level: level, in: &live)
        if level == .explicitApproval {
            _ = live.handle(.control(.admit(ParticipantID("p-ana")), by: .host(host)), now: start)
        }
        return live
    }

    private func perform(
        _ control: LiveRoom.Control, by authority: LiveRoom.Authority, in live: inout LiveRoom
    ) -> LiveRoom.Outcome {
        live.handle(.control(control, by: authority), now: start)
    }

    @Test("a locked session keeps guests out, lets hosts in and tells everyone", arguments: JoinApprovalLevel.allCases)
    func locking(level: JoinApprovalLevel) {
        var live = meeting(level)
        let locked = perform(.lock, by: session, in: &live)
        #expect(locked.facts.map(\.label) == ["locked s-host"])
        #expect(locked.messages.map(\.to) == [host, ana])
        #expect(locked.messages.map(\.body) == [.locked(true), .locked(true)])
        let refused = arrive(ben, "ben", level: level, in: &live)
        #expect(refused.facts.isEmpty)
        #expect(refused.messages.map(\.body) == [.refused(.locked)])
        #expect(refused.messages.first?.closes == true)
        let second = arrive(ConnectionID(number: 4), "eve", isHost: true, level: level, in: &live)
        #expect(second.facts.map(\.label) == ["joined p-eve"])
        #expect(perform(.lock, by: session, in: &live).facts.isEmpty, "a second lock changes nothing")
        #expect(perform(.unlock, by: session, in: &live).facts.map(\.label) == ["unlocked s-host"])
        #expect(!arrive(ben, "ben", level: level, in: &live).facts.isEmpty)
    }

    @Test("those who waited before the lock can still be admitted") func admittedThroughTheLock() {
        var live = meeting(.explicitApproval)
        _ = arrive(ben, "ben", level: .explicitApproval, in: &live)
        _ = perform(.lock, by: .host(host), in: &live)
        let admitted = perform(.admit(ParticipantID("p-ben")), by: .host(host), in: &live)
        #expect(admitted.facts.map(\.label) == ["waits no more p-ben", "joined p-ben"])
    }

    @Test("those who wait for a host at a locked session wait for the host's word when one comes")
    func hostComesBackToALockedSession() {
        var live = meeting(.afterOwnerOnly)
        _ = live.handle(.leave(host), now: start)
        _ = arrive(ben, "ben", level: .afterOwnerOnly, in: &live)
        _ = perform(.lock, by: session, in: &live)
        let back = arrive(host, "host", isHost: true, level: .afterOwnerOnly, in: &live)
        #expect(back.facts.map(\.label) == ["joined p-host", "waits p-ben for approval"])
        #expect(back.messages.contains { $0.to == ben && $0.body == .waiting(for: .approval) })
        let list = PageMessage.Member(id: "p-ben", name: "ben", host: false)
        #expect(back.messages.last?.body == .knocking([list]))
    }

    @Test("a seat is taken again although the session is locked") func resumingThroughTheLock() {
        var live = meeting()
        _ = perform(.lock, by: session, in: &live)
        _ = live.handle(.lost(ana), now: start)
        _ = live.handle(.greet(ben, isHost: false), now: start)
        let resumed = live.handle(.resume(ben, digest: "digest-ana"), now: start)
        guard case .entered(let entry)? = resumed.messages.first?.body, entry.resume == nil, entry.isLocked else {
            Issue.record("the seat was not given back")
            return
        }
    }

    @Test("who is removed loses the seat, and the secret gives no other") func removal() {
        var live = meeting()
        let removed = perform(.remove(ParticipantID("p-ana")), by: .host(host), in: &live)
        #expect(removed.facts.map(\.label) == ["left p-ana"])
        #expect(removed.messages.map(\.body) == [.ended(.removed), .memberLeft(ParticipantID("p-ana"))])
        #expect(removed.messages.first?.closes == true)
        _ = live.handle(.greet(ben, isHost: false), now: start)
        #expect(live.handle(.resume(ben, digest: "digest-ana"), now: start).messages.isEmpty)
        #expect(perform(.remove(ParticipantID("p-ana")), by: session, in: &live).answer == .unknown)
    }

    @Test("a removed person whose socket is lost does not come back either") func removalOfALostSeat() {
        var live = meeting()
        _ = live.handle(.lost(ana), now: start)
        #expect(perform(.remove(ParticipantID("p-ana")), by: session, in: &live).facts.map(\.label) == ["left p-ana"])
        #expect(live.nextDeadline == nil)
    }

    @Test("the end for all empties the room, and a guest alone does not begin again") func ending() {
        var live = meeting()
        let ended = perform(.end, by: .host(host), in: &live)
        #expect(ended.facts.map(\.label) == ["left p-host", "left p-ana", "ended s-host"])
        #expect(ended.messages.map(\.body) == [.ended(.ended), .ended(.ended)])
        #expect(live.isIdle)
        #expect(perform(.end, by: session, in: &live).answer == .unknown)
        let early = arrive(ana, "ana", in: &live)
        #expect(early.facts.map(\.label) == ["waits p-ana for host"])
        #expect(early.messages.map(\.body) == [.waiting(for: .restart)])
        let back = arrive(host, "back", isHost: true, in: &live)
        #expect(
            back.facts.map(\.label) == ["started s-back", "joined p-back", "waits no more p-ana", "joined p-ana"])
    }

    @Test("an instant room begins again with anyone") func instantRestart() {
        var live = meeting()
        _ = perform(.end, by: session, in: &live)
        let again = arrive(ben, "ben", type: .instant, in: &live)
        #expect(again.facts.map(\.label) == ["started s-ben", "joined p-ben"])
    }

    @Test("a lock does not outlive its session") func lockEnds() {
        var live = meeting()
        _ = perform(.lock, by: session, in: &live)
        _ = perform(.end, by: session, in: &live)
        _ = arrive(host, "again", isHost: true, in: &live)
        #expect(arrive(ben, "ben", in: &live).facts.map(\.label) == ["joined p-ben"])
    }

    @Test("everyone who waits is admitted at once, whatever for", arguments: JoinApprovalLevel.allCases)
    func admittingAll(level: JoinApprovalLevel) {
        var live = LiveRoom(roomID: RoomID("room"), grace: .seconds(10))
        live.hasEndedSession = true
        _ = arrive(ana, "ana", level: level, in: &live)
        _ = arrive(ben, "ben", level: level, in: &live)
        let admitted = perform(.admitAll, by: .api(session: nil), in: &live)
        #expect(admitted.answer == .admitted(2))
        #expect(live.seats.map(\.participant.name) == ["ana", "ben"])
        #expect(perform(.admitAll, by: .api(session: nil), in: &live).answer == .admitted(0))
    }

    @Test(
        "a guest's page controls nothing, and a host does not remove themself",
        arguments: [
            .lock, .unlock, .end, .admitAll, .admit(ParticipantID("p-eve")), .deny(ParticipantID("p-eve")),
            .remove(ParticipantID("p-host")),
        ] as [LiveRoom.Control])
    func guests(control: LiveRoom.Control) {
        var live = meeting(.explicitApproval)
        _ = arrive(ben, "eve", level: .explicitApproval, in: &live)
        for connection in [ana, ben, ConnectionID(number: 99)] {
            let outcome = perform(control, by: .host(connection), in: &live)
            #expect(outcome.answer == .refused)
            #expect(outcome.facts.isEmpty)
        }
        #expect(perform(.remove(ParticipantID("p-host")), by: .host(host), in: &live).answer == .refused)
        #expect(live.seats.count == 2)
        #expect(live.knocks.count == 1)
    }

    @Test(
        "a change meant for an earlier session does not hit the present one",
        arguments: [.lock, .end] as [LiveRoom.Control])
    func earlierSession(control: LiveRoom.Control) {
        var live = meeting()
        let outcome = perform(control, by: .api(session: SessionID("s-before")), in: &live)
        #expect(outcome.answer == .unknown)
        #expect(outcome.facts.isEmpty)
    }

    @Test("only so many wait at once") func crowd() {
        var live = meeting(.explicitApproval)
        for number in 0..<LiveRoom.knockLimit {
            _ = arrive(ConnectionID(number: 1000 + number), "k\(number)", level: .explicitApproval, in: &live)
        }
        let next = arrive(ben, "ben", level: .explicitApproval, in: &live)
        #expect(next.messages.map(\.body) == [.refused(.full)])
        #expect(live.knocks.count == LiveRoom.knockLimit)
    }

    @Test("a wait whose end could not be written is ended with the next deadline") func unwrittenEnd() {
        var live = meeting(.explicitApproval)
        _ = arrive(ben, "ben", level: .explicitApproval, in: &live)
        live.keepUntilWritten(ben, now: start)
        #expect(live.nextDeadline == start)
        #expect(perform(.admit(ParticipantID("p-ben")), by: session, in: &live).answer == .unknown)
        #expect(live.handle(.deadline, now: start).facts.map(\.label) == ["waits no more p-ben"])
        #expect(live.nextDeadline == nil)
    }

    @Test("a page may speak in bursts, then only so often") func budget() {
        var budget = MessageBudget(burst: 3, perSecond: 2)
        let now = ContinuousClock.now
        #expect((0..<5).map { _ in budget.take(at: now) } == [true, true, true, false, false])
        #expect((0..<2).map { _ in budget.take(at: now + .milliseconds(500)) } == [true, false])
        #expect((0..<4).map { _ in budget.take(at: now + .seconds(60)) } == [true, true, true, false])
    }
}
