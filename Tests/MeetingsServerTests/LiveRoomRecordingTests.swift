import Meetings
import MeetingsMedia
import Testing

@testable import MeetingsServer

/// When a session is recorded, who may decide it, and what everyone is told: without a media server.
struct LiveRoomRecordingTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)
    private let ana = ConnectionID(number: 1)
    private let ben = ConnectionID(number: 2)
    private let session = SessionID("s-ana")
    private let fresh = FreshRecording(id: RecordingID("rec"), folder: "/r/rec/media")
    private let other = FreshRecording(id: RecordingID("other"), folder: "/r/other/media")

    /// Ana inside, and Ben.
    private func live(auto: FreshRecording? = nil, mayRecord: Bool = true) -> (LiveRoom, [LiveRoom.Outcome]) {
        var live = LiveRoom(roomID: RoomID("room"), grace: .seconds(10))
        let features = AvailableFeatures(recording: mayRecord)
        let outcomes = [(ana, "ana"), (ben, "ben")].map { connection, name in
            live.arrive(connection, name, type: .instant, features: features, recording: auto, now: start)
        }
        return (live, outcomes)
    }

    private func happened(_ progress: RecordingProgress) -> LiveRoom.Input {
        .happened(session, .recording(progress), iceServers: [])
    }

    private func states(_ outcome: LiveRoom.Outcome) -> [String] {
        outcome.messages.compactMap { message in
            if case .recording(let news) = message.body { "\(message.to.number) \(news.state)" } else { nil }
        }
    }

    private func folders(_ outcome: LiveRoom.Outcome) -> [String?] {
        outcome.media.compactMap { order in
            if case .record(let folder) = order.request { .some(folder) } else { nil }
        }
    }

    @Test("it runs once the first file is there, and is over once all are closed") func course() {
        var (live, _) = live()
        let asked = live.handle(.control(.record(fresh), by: .host(ben)), now: start)
        #expect(asked.facts.isEmpty && asked.answer == .done)
        #expect(folders(asked) == [fresh.folder])
        #expect(states(asked) == ["1 starting", "2 starting"])
        let began = live.handle(happened(.started(folder: fresh.folder)), now: start + .seconds(1))
        #expect(began.facts.map(\.label) == ["records rec"])
        #expect(states(began) == ["1 on", "2 on"])
        #expect(live.recordingNews == .init(state: .on, since: start + .seconds(1), by: "ben"))
        #expect(live.nextDeadline == nil)
        let stopping = live.handle(.control(.record(nil), by: .host(ana)), now: start + .seconds(9))
        #expect(stopping.facts.isEmpty && folders(stopping) == [nil])
        #expect(states(stopping) == ["1 stopping", "2 stopping"])
        let over = live.handle(happened(.stopped(folder: fresh.folder)), now: start + .seconds(10))
        #expect(over.facts.map(\.label) == ["records no more rec"])
        #expect(states(over) == ["1 off", "2 off"])
        #expect(live.recording == nil)
    }

    @Test("there is one at a time, and another after it") func several() {
        var (live, _) = live()
        _ = live.handle(.control(.record(fresh), by: .host(ana)), now: start)
        #expect(live.handle(.control(.record(other), by: .host(ben)), now: start).answer == .already)
        _ = live.handle(happened(.started(folder: fresh.folder)), now: start)
        // What another one's files do is no news.
        #expect(live.handle(happened(.started(folder: other.folder)), now: start).facts.isEmpty)
        _ = live.handle(.control(.record(nil), by: .api(session: session)), now: start)
        _ = live.handle(happened(.stopped(folder: fresh.folder)), now: start)
        #expect(live.handle(.control(.record(other), by: .api(session: session)), now: start).answer == .done)
    }

    @Test("one of which nothing comes is given up in time, and the log knows nothing of it") func patience() {
        var (live, _) = live()
        _ = live.handle(.control(.record(fresh), by: .host(ana)), now: start)
        let due = start + LiveRoom.recordingPatience
        #expect(live.nextDeadline == due)
        let over = live.handle(.deadline, now: due)
        #expect(over.facts.isEmpty && folders(over) == [nil])
        #expect(states(over) == ["1 failed", "2 failed"])
        #expect(live.recording == nil)
    }

    @Test("one that fails is over at once, one that is stopped before it began leaves no trace") func failing() {
        var (live, _) = live()
        _ = live.handle(.control(.record(fresh), by: .host(ana)), now: start)
        #expect(states(live.handle(happened(.failed(folder: fresh.folder)), now: start)) == ["1 failed", "2 failed"])
        _ = live.handle(.control(.record(other), by: .host(ana)), now: start)
        let stopped = live.handle(.control(.record(nil), by: .host(ana)), now: start)
        #expect(stopped.facts.isEmpty && states(stopped) == ["1 off", "2 off"])
        #expect(live.recording == nil)
    }

    @Test("a media server that does not close its files does not keep it from ending") func hanging() {
        var (live, _) = live()
        _ = live.handle(.control(.record(fresh), by: .host(ana)), now: start)
        _ = live.handle(happened(.started(folder: fresh.folder)), now: start)
        _ = live.handle(.control(.record(nil), by: .host(ana)), now: start)
        let over = live.handle(.deadline, now: start + LiveRoom.recordingPatience)
        #expect(over.facts.map(\.label) == ["records no more rec"])
    }

    @Test("a room that is always recorded is, by itself, and cannot be stopped") func automatic() {
        let auto = FreshRecording(id: RecordingID("rec"), folder: "/r/rec/media", isAutomatic: true, isPatient: true)
        var (live, entries) = live(auto: auto)
        #expect(folders(entries[0]) == [auto.folder] && folders(entries[1]).isEmpty)
        #expect(entries[0].facts.map(\.label) == ["started s-ana", "joined p-ana"])
        // Nobody sends anything for an hour.
        #expect(live.nextDeadline == nil)
        // The disk was full: it is tried again.
        _ = live.handle(happened(.failed(folder: auto.folder)), now: start)
        let again = live.handle(.deadline, now: start + LiveRoom.recordingPause)
        #expect(folders(again) == [nil, auto.folder])
        _ = live.handle(happened(.stopped(folder: auto.folder)), now: start)
        let began = live.handle(happened(.started(folder: auto.folder)), now: start)
        #expect(began.facts.map(\.label) == ["records rec"])
        for authority in [LiveRoom.Authority.host(ana), .api(session: session)] {
            #expect(live.handle(.control(.record(nil), by: authority), now: start).answer == .refused)
        }
        #expect(live.recording?.stage == .on)
    }

    @Test("nobody records where people may not, and nobody who is outside") func permission() {
        var (closed, _) = live(mayRecord: false)
        #expect(closed.handle(.control(.record(fresh), by: .host(ana)), now: start).answer == .refused)
        #expect(closed.handle(.control(.record(fresh), by: .api(session: session)), now: start).answer == .done)
        var (open, _) = live()
        let stranger = ConnectionID(number: 9)
        _ = open.handle(.greet(stranger, isHost: true), now: start)
        #expect(open.handle(.control(.record(fresh), by: .host(stranger)), now: start).answer == .refused)
        #expect(open.handle(.control(.record(fresh), by: .api(session: SessionID("x"))), now: start).answer == .unknown)
    }

    @Test("who comes later is told, and the end of the session is its end") func newcomers() {
        var (live, _) = live()
        _ = live.handle(.control(.record(fresh), by: .host(ana)), now: start)
        _ = live.handle(happened(.started(folder: fresh.folder)), now: start)
        _ = live.handle(.greet(ConnectionID(number: 3), isHost: false), now: start)
        let back = live.handle(.resume(ConnectionID(number: 3), digest: "digest-ben"), now: start)
        let told = back.messages.compactMap { message in
            if case .entered(let entry) = message.body { entry.recording } else { nil }
        }
        #expect(told == [.init(state: .on, since: start, by: "ana")])
        _ = live.handle(.control(.end, by: .api(session: session)), now: start)
        #expect(live.recording == nil)
    }
}
