import Meetings
import MeetingsStore
import Testing

struct StateTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)

    private func room(_ id: String, _ name: String = "Main", available: Bool = true, host: String? = nil) -> Room {
        Room(
            id: RoomID(id), displayName: name, type: .longTerm, expiresAt: start + .seconds(7200),
            meetingCode: "123456789",
            isAvailable: available, createdAt: start, links: RoomLinks(guest: "https://m/1", host: host))
    }

    private func person(_ id: String, host: Bool = false, joined: Int? = nil, left: Int? = nil) -> Participant {
        Participant(
            id: ParticipantID(id), sessionID: SessionID("s"), roomID: RoomID("r"), name: id, role: .guest, isHost: host,
            joinedAt: joined.map { start + .seconds($0) }, leftAt: left.map { start + .seconds($0) })
    }

    private func event(_ body: EventBody, _ sequence: Int64? = nil, at seconds: Int = 0, from source: Source = .stream)
        -> Change
    {
        let time = start + .seconds(seconds)
        return .event(Event(sequence: sequence, at: time, body: body), from: source, at: time)
    }

    private func listing<Item>(_ items: [Item], at seconds: Int) -> Listing<Item> {
        Listing(items: items, askedAt: start + .seconds(seconds), at: start + .seconds(seconds + 1))
    }

    private func state(_ changes: Change...) -> State {
        var state = State()
        for change in changes { _ = state.apply(change) }
        return state
    }

    @Test("a closed room stays closed when older news comes late")
    func closedIsFinal() {
        let expired = EventBody.roomExpired(
            room: RoomID("r"), type: .longTerm, expiresAt: start, createdAt: start)
        let known = state(event(expired, 9), event(.roomUpdated(room("r")), 5), event(.roomCreated(room("r")), 1))
            .rooms[RoomID("r")]
        #expect(known?.isClosed == true)
        #expect(known?.room?.isAvailable == false)
        #expect(known?.room?.displayName == "Main")
        #expect(known?.closing == nil)
    }

    @Test("an update with a smaller number does not replace a newer one")
    func olderUpdate() {
        let known = state(event(.roomUpdated(room("r", "new")), 7), event(.roomUpdated(room("r", "old")), 3))
        #expect(known.rooms[RoomID("r")]?.room?.displayName == "new")
    }

    @Test("an event does not lose the host link that a listing told")
    func hostLinkStays() {
        let known = state(
            .rooms(listing([room("r", host: "https://m/1?t=x")], at: 0)),
            event(.roomUpdated(room("r", "new")), 7, at: 5))
        #expect(known.rooms[RoomID("r")]?.room?.links.host == "https://m/1?t=x")
        #expect(known.rooms[RoomID("r")]?.room?.displayName == "new")
    }

    @Test("a listing removes what it does not name, but not what was heard after it was asked for")
    func listingRemoves() {
        let known = state(
            event(.roomCreated(room("old")), 1, at: 0), event(.roomCreated(room("young")), 2, at: 11),
            .rooms(listing([], at: 10)))
        #expect(known.rooms.keys.map(\.rawValue) == ["young"])
        #expect(known.rooms[RoomID("old")] == nil)
    }

    @Test("late news does not bring a removed room back, a listing does")
    func removedRoom() {
        var known = state(
            event(.roomCreated(room("r")), 1), .rooms(listing([], at: 10)), event(.roomUpdated(room("r")), 2, at: 12))
        #expect(known.rooms.isEmpty)
        _ = known.apply(.rooms(listing([room("r")], at: 20)))
        #expect(known.rooms.count == 1)
    }

    @Test("an answer that was asked for earlier than the last one is passed over")
    func oldListing() {
        let known = state(.rooms(listing([room("r")], at: 20)), .rooms(listing([], at: 10)))
        #expect(known.rooms.count == 1)
    }

    @Test("a listing of what ended lately takes nothing away that ended before")
    func partialListing() {
        func session(_ id: String, ended end: Int?) -> Session {
            Session(
                id: SessionID(id), roomID: RoomID("r"), startedAt: start, endedAt: end.map { start + .seconds($0) })
        }
        let before = [session("early", ended: 10), session("late", ended: 20), session("live", ended: nil)]
        let known = state(
            .sessions(listing(before, at: 30)),
            .sessions(listing([session("late", ended: 20)], at: 40), endedSince: start + .seconds(15)))
        #expect(known.sessions.keys.map(\.rawValue).sorted() == ["early", "late"])
        #expect(known.liveRooms.isEmpty)
        let whole = state(.sessions(listing(before, at: 30)), .sessions(listing([], at: 40)))
        #expect(whole.sessions.isEmpty)
    }

    @Test("a person in an unknown room makes a row that a listing fills in")
    func placeholder() {
        var known = state(event(.participantJoined(person("a")), 3, at: 0))
        #expect(known.rooms[RoomID("r")]?.room == nil)
        #expect(known.rooms[RoomID("r")]?.guests == 1)
        _ = known.apply(.rooms(listing([room("r")], at: 10)))
        #expect(known.rooms[RoomID("r")]?.room?.displayName == "Main")
        #expect(known.rooms[RoomID("r")]?.guests == 1)
    }

    @Test("an ended session holds nobody, also when a join comes after its end")
    func endedHoldsNobody() {
        let ended = EventBody.sessionEnded(
            session: SessionID("s"), room: RoomID("r"), startedAt: start, endedAt: start + .seconds(9))
        let known = state(
            event(.participantJoined(person("a")), 2), event(ended, 4), event(.participantJoined(person("b")), 3))
        #expect(known.peopleInside == 0)
        #expect(known.rooms[RoomID("r")]?.isLive == false)
    }

    @Test("a person whose leaving was lost is gone with the next listing of the session")
    func lostLeave() {
        let known = state(
            event(.participantJoined(person("a")), 2, at: 0),
            event(.participantJoined(person("b", host: true)), 3, at: 1),
            .participants(listing([person("b", host: true, joined: 1)], at: 10), of: SessionID("s")))
        #expect(known.peopleInside(of: RoomID("r")).map(\.participant.name) == ["b"])
        #expect(known.rooms[RoomID("r")]?.guests == 0)
        #expect(known.rooms[RoomID("r")]?.hosts == 1)
    }

    @Test("names lose what would steer a terminal when they enter")
    func scrubbed() {
        let known = state(
            event(.roomCreated(room("r", "a\u{1B}[31mb")), 1), event(.participantJoined(person("\u{202E}x")), 2))
        #expect(known.rooms[RoomID("r")]?.room?.displayName == "a▯[31mb")
        #expect(known.people.values.first?.participant.name == "▯x")
        #expect(known.events[0].subject == "a▯[31mb")
    }

    @Test("a deleted theme stays deleted")
    func deletedTheme() {
        let theme = Theme(
            id: ThemeID("t"), name: "T", mainColor: "#123", brandText: "B", accountID: "k",
            applicationID: ApplicationID("a"))
        let known = state(
            event(.themeDeleted(theme.id), 5), event(.themeUpdated(theme), 4), .themes(listing([theme], at: 0)))
        #expect(known.themes.isEmpty)
    }

    @Test("the log keeps the newest events and counts all")
    func logLimit() {
        var known = State(eventsKept: 3)
        for number in 1...5 {
            _ = known.apply(event(.participantJoined(person("p\(number)")), Int64(number), at: number))
        }
        #expect((0..<known.events.count).map { known.events[$0].subject } == ["p3", "p4", "p5"])
        #expect(known.events.total == 5)
    }

    @Test("a change says what it touched")
    func dirty() {
        var known = State()
        let first = known.apply(event(.participantJoined(person("a")), 1))
        #expect(first.rooms == [RoomID("r")])
        #expect(first.events)
        #expect(!known.apply(event(.participantJoined(person("a")), 1)).events)
        #expect(known.apply(.heartbeat(.stream, at: start)).rooms.isEmpty)
    }

    @Test("each source has its own state and the time when it was heard")
    func links() {
        let known = state(
            .link(.stream, .connecting, at: start), .heartbeat(.poll, at: start),
            .link(.stream, .down("gone"), at: start))
        #expect(known.links[.stream] == Link(state: .down("gone")))
        #expect(known.links[.poll]?.heardAt == start)
    }

    @Test("people of the last quarter of an hour are kept in spans of 75 seconds")
    func history() {
        var known = state(event(.participantJoined(person("a")), 1, at: 0))
        _ = known.apply(event(.participantJoined(person("b")), 2, at: 80))
        _ = known.apply(event(.participantLeft(person("a")), 3, at: 400))
        let samples = known.rooms[RoomID("r")]?.history.samples(now: start + .seconds(410)) ?? []
        #expect(samples.count == PeopleHistory.spans)
        #expect(samples.compactMap(\.self).max() == 2)
        #expect(
            known.rooms[RoomID("r")]?.history.samples(now: start + .seconds(3600)) == Array(repeating: 1, count: 12))
    }

    @Test("spans before the dashboard was opened show the visits that it learned of later")
    func historyOfVisits() {
        let known = state(
            .rooms(listing([room("r")], at: 900)),
            .participants(
                listing([person("a", joined: 80), person("b", joined: 80, left: 400)], at: 901), of: SessionID("s")))
        let samples = known.rooms[RoomID("r")]?.history.samples(now: start + .seconds(905)) ?? []
        #expect(samples == [2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1])
    }

    @Test("spans before a room was heard of are unknown, those after it without people are empty")
    func historyBeforeWatching() {
        let known = state(
            .rooms(listing([room("r")], at: 0)), event(.participantJoined(person("a")), 1, at: 150))
        let samples = known.rooms[RoomID("r")]?.history.samples(now: start + .seconds(150)) ?? []
        #expect(samples == Array(repeating: nil, count: 9) + [0, 0, 1])
    }

    @Test("the most people at once are counted from the begin of a session, and kept until the next one")
    func peak() {
        func of(_ body: EventBody, _ seconds: Int) -> Change { event(body, Int64(seconds), at: seconds) }
        func start(_ id: String, _ seconds: Int) -> Change {
            of(
                .sessionStarted(session: SessionID(id), room: RoomID("r"), startedAt: self.start + .seconds(seconds)),
                seconds)
        }
        var state = state(
            start("s", 1), of(.participantJoined(person("a")), 2), of(.participantJoined(person("b", host: true)), 3),
            of(.participantLeft(person("a")), 4), of(.participantJoined(person("c")), 5))
        #expect(state.rooms[RoomID("r")]?.people == 2 && state.rooms[RoomID("r")]?.peak == 2)
        let ended = EventBody.sessionEnded(
            session: SessionID("s"), room: RoomID("r"), startedAt: self.start, endedAt: self.start + .seconds(6))
        _ = state.apply(of(ended, 6))
        #expect(state.rooms[RoomID("r")]?.people == 0 && state.rooms[RoomID("r")]?.peak == 2)
        _ = state.apply(start("t", 7))
        #expect(state.rooms[RoomID("r")]?.peak == 0)
    }
}
