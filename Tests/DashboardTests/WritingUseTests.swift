import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// Tasks of an operator's bad hour that change something, key by key.
struct WritingUseTests {
    @Test("from the alarm of a room that closes, three keys give it 30 minutes more")
    func extend() {
        var driver = Driver(changes: Event.closing)
        driver.type("!+")
        #expect(driver.taken() == [])
        #expect(driver.status.contains("Breakout B closes 10:50 → 11:20 · + again does it"))
        driver.type("+")
        let later = Driver.start + .seconds(473 + 1800)
        #expect(driver.taken() == [.send(.updateRoom(RoomID("r2"), RoomUpdate(expiresAt: later)), id(1))])
        #expect(driver.status.contains("waiting for the server"))
        driver.type("1")
        #expect(driver.shows("10:50") && !driver.shows("11:20"))
        driver.send(.answered(.room(Event.room("r2", "Breakout B", closes: 473 + 1800)), id(1)))
        #expect(driver.status.contains("ok: Breakout B: closes 11:20"))
        #expect(!driver.shows("10:50"))
    }

    @Test("any other key leaves the closing as it is")
    func extendRefused() {
        var driver = Driver(changes: Event.closing)
        driver.type("!+j")
        #expect(driver.taken() == [])
        driver.type("+")
        #expect(driver.taken() == [])
    }

    @Test("an extension that changed under the question is asked again")
    func extendChanged() {
        var driver = Driver(changes: Event.closing)
        driver.type("+")
        let moved = Event.listing([Event.room("r2", "Breakout B", closes: 900)])
        driver.send(.changes([.rooms(moved)]))
        driver.type("+")
        #expect(driver.taken() == [])
        #expect(driver.status.contains("closes 10:57 → 11:27"))
    }

    @Test("an instant room says that it cannot be changed")
    func instant() {
        var driver = Driver()
        driver.type("/bad")
        driver.press(.enter)
        for key in "+eB" {
            driver.type(String(key))
            #expect(driver.status.contains("an instant room cannot be changed"))
        }
        #expect(driver.taken() == [])
    }

    @Test("who waits is seen in the room, and let in with four keys")
    func admit() {
        var driver = Driver(changes: Event.board + [Event.waits("Ana", "r2"), Event.waits("Bo", "r2")])
        driver.press(.character("j"), .enter)
        #expect(driver.shows("Ana") && driver.shows("Bo"))
        driver.type("A")
        #expect(driver.status.contains("let in 2 people: Ana, Bo · A again does it"))
        #expect(driver.taken() == [])
        driver.type("A")
        #expect(driver.taken() == [.send(.admitAll(RoomID("r2")), id(1))])
        driver.send(.answered(.done, id(1)))
        #expect(driver.status.contains("ok: Breakout B: all admitted"))
    }

    @Test("someone who comes between the two keys is asked about, not let in unseen")
    func admitChanged() {
        var driver = Driver(changes: Event.board + [Event.waits("Ana", "r2")])
        driver.press(.character("j"), .enter, .character("A"))
        driver.send(.changes([Event.waits("Mallory", "r2")]))
        driver.type("A")
        #expect(driver.taken() == [])
        #expect(driver.status.contains("2 people: Ana, Mallory"))
    }

    @Test("one of those who wait is turned away")
    func deny() {
        var driver = Driver(changes: Event.board + [Event.waits("Ana", "r2"), Event.waits("Bo", "r2")])
        driver.press(.character("j"), .character("N"))
        #expect(driver.status.contains("2 wait here"))
        driver.send(.changes([Event.waited("Bo", "r2")]))
        driver.type("NN")
        #expect(driver.taken() == [.send(.deny(ParticipantID("w-Ana"), RoomID("r2")), id(1))])
    }

    @Test("with a media engine four keys start the recording; without one the reason is said")
    func record() {
        var driver = Driver()
        driver.press(.character("j"), .enter, .character("C"))
        #expect(driver.taken() == [.ask(.mediaControls, id(1))])
        driver.send(.answered(.mediaControls(MediaControls(recording: true, muting: true)), id(1)))
        #expect(driver.status.contains("record Breakout B · C again does it"))
        driver.type("C")
        #expect(driver.taken() == [.send(.record(SessionID("s2")), id(2))])

        var other = Driver()
        other.press(.character("j"), .enter, .character("C"))
        _ = other.taken()
        other.send(.answered(.mediaControls(MediaControls(recording: false, muting: false)), id(1)))
        #expect(other.status.contains("this server has no media servers"))
        other.type("C")
        #expect(other.taken() == [] && other.status.contains("this server has no media servers"))
        other.type("jM")
        #expect(other.taken() == [] && other.status.contains("this server has no media servers"))
    }

    @Test("one person is removed and kept out with five keys and the confirmation")
    func remove() {
        var driver = Driver()
        driver.press(.character("j"), .enter, .character("j"), .character("X"))
        #expect(driver.shows("Remove Dana Cruz"))
        #expect(driver.shows("With the link the person can come back"))
        driver.type("l")
        #expect(driver.shows("Remove and lock") && driver.shows("locked first"))
        driver.press(.enter)
        #expect(driver.taken() == [] && !driver.shows("Remove Dana"))
        driver.type("Xl")
        driver.press(.tab, .enter)
        #expect(driver.taken() == [.send(.lock(SessionID("s2")), id(1))])
        driver.send(.answered(.done, id(1)))
        #expect(driver.taken() == [.send(.remove(ParticipantID("s2-Dana Cruz"), SessionID("s2")), id(2))])
        driver.send(.answered(.done, id(2)))
        #expect(driver.status.contains("2 of 2 done, 0 failed"))
    }

    @Test("a session is locked and unlocked by the same key")
    func lock() {
        var driver = Driver()
        driver.type("jK")
        #expect(driver.status.contains("lock Breakout B: no guest comes in, 2 stay inside · K again"))
        driver.type("K")
        #expect(driver.taken() == [.send(.lock(SessionID("s2")), id(1))])
        let locked = EventBody.sessionLocked(session: SessionID("s2"), room: RoomID("r2"))
        driver.send(.changes([.event(Event(sequence: nil, at: Event.now, body: locked), from: .stream, at: Event.now)]))
        driver.type("KK")
        #expect(driver.taken() == [.send(.unlock(SessionID("s2")), id(2))])
    }

    @Test("ending a session says who is inside")
    func end() {
        var driver = Driver()
        driver.type("jE")
        #expect(driver.shows("2 PEOPLE INSIDE") && driver.shows("Dana Cruz, p-1190"))
        driver.press(.tab, .enter)
        #expect(driver.taken() == [.send(.end(SessionID("s2")), id(1))])
    }

    @Test("another theme in six keys, seen as guests will see it, with the link that the server then gave")
    func theme() {
        var driver = Driver()
        driver.type("jB")
        #expect(driver.shows("Theme of Breakout B") && driver.shows("Not sent yet"))
        driver.type("s")
        #expect(driver.shows("Summit 2031") && !driver.shows("Acme"))
        driver.press(.enter)
        let update = RoomUpdate(themeID: .some(ThemeID("t1")))
        #expect(driver.taken() == [.send(.updateRoom(RoomID("r2"), update), id(1))])
        #expect(!driver.shows("As guests see it"))
        var room = Event.room("r2", "Breakout B", closes: 473, theme: "t1")
        room.links.guest = "https://meet.example.org/summit/482113907"
        driver.send(.answered(.room(room), id(1)))
        #expect(driver.shows("As guests see it · Breakout B") && driver.shows("Summit 2031"))
        #expect(driver.status.contains("has the theme Summit"))
        driver.type("g")
        #expect(
            driver.taken() == [
                .copy(text: "https://meet.example.org/summit/482113907", label: "guest link", isSecret: false)
            ])
    }

    @Test("a new user makes a room, copies its link and finds a failed callback with seven keys, the name counted")
    func newUser() {
        var driver = Driver(changes: Event.board + Driver.told)
        driver.type("na")
        driver.press(.enter)
        driver.send(.answered(.room(Event.room("r9", "a", type: .instant, closes: 600)), id(1)))
        driver.type("yg")
        #expect(
            driver.taken().last
                == .copy(text: "https://meet.example.org/482113907", label: "guest link", isSecret: false))
        driver.type("7")
        driver.press(.enter)
        driver.answer(Driver.detail)
        #expect(driver.shows("answered 503"))
    }

    private func id(_ number: Int) -> RequestID { RequestID(rawValue: number) }
}

extension Event {
    /// A room that closes in 8 minutes with people inside.
    static let closing: [Change] = [
        .rooms(listing([room("r2", "Breakout B", closes: 473)])), started("s2", "r2", ago: 1200),
        joined("Dana Cruz", "s2", "r2", host: true, ago: 1200), joined("p-1190", "s2", "r2", ago: 1100),
        .link(.stream, .live, at: now - .seconds(1)), .link(.poll, .live, at: now - .seconds(2)),
    ]

    static func waiting(_ name: String, _ room: String) -> WaitingPerson {
        WaitingPerson(
            id: ParticipantID("w-\(name)"), roomID: RoomID(room), name: name, waitsFor: .approval,
            since: now - .seconds(40))
    }

    static func waits(_ name: String, _ room: String) -> Change {
        .event(Event(sequence: nil, at: now, body: .waitingJoined(waiting(name, room))), from: .stream, at: now)
    }

    static func waited(_ name: String, _ room: String) -> Change {
        .event(Event(sequence: nil, at: now, body: .waitingLeft(waiting(name, room))), from: .stream, at: now)
    }
}
