import Meetings
import Testing

@testable import MeetingsServer

/// Who comes, waits and goes, and what everyone is told: without a socket, a clock or a database.
struct LiveRoomTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)
    private let ana = ConnectionID(number: 1)
    private let ben = ConnectionID(number: 2)

    private func live() -> LiveRoom { LiveRoom(roomID: RoomID("room"), grace: .seconds(10)) }

    @discardableResult
    private func arrive(
        _ connection: ConnectionID, _ name: String, isHost: Bool = false, level: JoinApprovalLevel = .none,
        in live: inout LiveRoom
    ) -> LiveRoom.Outcome {
        live.arrive(connection, name, isHost: isHost, level: level, type: .instant, now: start)
    }

    @Test("the first to enter starts the session, the second joins it") func entering() {
        var live = live()
        let first = arrive(ana, "ana", in: &live)
        let second = arrive(ben, "ben", in: &live)
        #expect(first.facts.map(\.label) == ["started s-ana", "joined p-ana"])
        #expect(second.facts.map(\.label) == ["joined p-ben"])
        #expect(second.messages.map(\.to) == [ana, ben])
        #expect(live.sessionID == SessionID("s-ana"))
    }

    @Test("the last to leave ends the session") func leaving() {
        var live = live()
        arrive(ana, "ana", in: &live)
        arrive(ben, "ben", in: &live)
        #expect(live.handle(.leave(ana), now: start).facts.map(\.label) == ["left p-ana"])
        #expect(live.handle(.leave(ben), now: start).facts.map(\.label) == ["left p-ben", "ended s-ana"])
        #expect(live.isIdle)
    }

    @Test("a lost socket keeps its seat for the grace, and then leaves") func grace() {
        var live = live()
        arrive(ana, "ana", in: &live)
        #expect(live.handle(.lost(ana), now: start).facts.isEmpty)
        #expect(live.nextDeadline == start + .seconds(10))
        #expect(live.handle(.deadline, now: start + .seconds(9)).facts.isEmpty)
        #expect(live.handle(.deadline, now: start + .seconds(10)).facts.map(\.label) == ["left p-ana", "ended s-ana"])
    }

    @Test("a reload takes the seat again and nobody hears of it") func reload() {
        var live = live()
        arrive(ana, "ana", in: &live)
        _ = live.handle(.lost(ana), now: start)
        _ = live.handle(.greet(ben, isHost: false), now: start)
        let resumed = live.handle(.resume(ben, digest: "digest-ana"), now: start)
        #expect(resumed.facts.isEmpty)
        #expect(resumed.messages.map(\.to) == [ben])
        #expect(live.nextDeadline == nil)
        #expect(live.handle(.deadline, now: start + .seconds(60)).facts.isEmpty)
    }

    @Test("a second tab takes the seat over and the first is told") func secondTab() {
        var live = live()
        arrive(ana, "ana", in: &live)
        _ = live.handle(.greet(ben, isHost: false), now: start)
        let moved = live.handle(.resume(ben, digest: "digest-ana"), now: start)
        #expect(moved.messages.first?.to == ana)
        #expect(moved.messages.first?.body == .ended(.moved))
        #expect(moved.messages.first?.closes == true)
    }

    @Test("guests wait for the host and enter with the host") func waitingForTheHost() {
        var live = live()
        let waiting = arrive(ana, "ana", level: .afterOwnerOnly, in: &live)
        #expect(waiting.facts.map(\.label) == ["waits p-ana for host"])
        #expect(waiting.messages.map(\.body) == [.waiting(for: .host)])
        let host = arrive(ben, "ben", isHost: true, level: .afterOwnerOnly, in: &live)
        #expect(host.facts.map(\.label) == ["started s-ben", "joined p-ben", "waits no more p-ana", "joined p-ana"])
    }

    @Test("a host admits who knocks, and denies") func approval() {
        var live = live()
        arrive(ben, "ben", isHost: true, level: .explicitApproval, in: &live)
        let knock = arrive(ana, "ana", level: .explicitApproval, in: &live)
        #expect(knock.messages.map(\.to) == [ana, ben])
        let other = ConnectionID(number: 3)
        arrive(other, "eve", level: .explicitApproval, in: &live)
        #expect(
            live.handle(.control(.admit(ParticipantID("p-eve")), by: .host(ana)), now: start).facts.isEmpty,
            "a guest admits nobody")
        let admitted = live.handle(.control(.admit(ParticipantID("p-ana")), by: .host(ben)), now: start)
        #expect(admitted.facts.map(\.label) == ["waits no more p-ana", "joined p-ana"])
        let denied = live.handle(.control(.deny(ParticipantID("p-eve")), by: .host(ben)), now: start)
        #expect(denied.messages.first?.body == .ended(.denied))
        #expect(live.seats.count == 2)
    }

    @Test("a closed room empties and says why") func closing() {
        var live = live()
        arrive(ana, "ana", in: &live)
        let closed = live.handle(.closed, now: start)
        #expect(closed.facts.isEmpty, "the log already says it")
        #expect(closed.messages.map(\.body) == [.ended(.closed)])
        #expect(live.isIdle)
    }
}

extension SessionFact {
    var label: String {
        switch self {
        case .started(let session): "started \(session)"
        case .joined(let participant, _): "joined \(participant.id)"
        case .left(let participant): "left \(participant.id)"
        case .locked(let session): "locked \(session)"
        case .unlocked(let session): "unlocked \(session)"
        case .ended(let session): "ended \(session)"
        case .waitingJoined(let person): "waits \(person.id) for \(person.waitsFor.rawValue)"
        case .waitingLeft(let person): "waits no more \(person.id)"
        case .said(let line, _): "said \(line.text)"
        case .recordingStarted(let recording, _): "records \(recording)"
        case .recordingEnded(let recording): "records no more \(recording)"
        }
    }
}
