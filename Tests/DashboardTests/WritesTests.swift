import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// Marks, undo, the lock on changes, and what of it can be copied.
struct WritesTests {
    private func id(_ number: Int) -> RequestID { RequestID(rawValue: number) }

    @Test("marked rooms are extended one after the other, and those that cannot be are told")
    func bulk() {
        var driver = Driver()
        driver.model.lists[.rooms]?.marks = [.room(RoomID("r5")), .room(RoomID("r6")), .room(RoomID("r7"))]
        driver.type("+")
        #expect(driver.status.contains("2 rooms close 30m later (1 cannot be changed and is left out)"))
        driver.type("+")
        #expect(driver.taken().count == 1)
        #expect(driver.status.contains("0 of 2 answered"))
        driver.send(.failed("The server did not answer within 5 s.", id(1)))
        #expect(driver.taken().count == 1)
        driver.send(.failed("The server did not answer within 5 s.", id(2)))
        #expect(driver.status.contains("0 of 2 done, 2 failed"))
        #expect(driver.shows("2 of 2 failed · q closes"))
    }

    @Test("marked rooms give all their links, one a line")
    func copyAll() {
        var driver = Driver()
        driver.send(
            .changes([
                .rooms(
                    Listing(
                        items: [linked("r1", "one"), linked("r2", "two")], askedAt: Driver.start, at: Driver.start))
            ]))
        driver.model.lists[.rooms]?.marks = [.room(RoomID("r1")), .room(RoomID("r2"))]
        driver.type("yg")
        guard case .copy(let text, let label, false)? = driver.taken().first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(Set(text.split(separator: "\n")) == ["https://m.example/one", "https://m.example/two"])
        #expect(label == "2 guest links")
    }

    private func linked(_ id: String, _ code: String) -> Room {
        var room = Event.room(id, code)
        room.links.guest = "https://m.example/\(code)"
        return room
    }

    @Test("u takes the last change back after showing the difference")
    func undo() {
        var driver = Driver(changes: Event.closing)
        driver.type("u")
        #expect(driver.status.contains("nothing was changed here yet"))
        driver.type("++")
        _ = driver.taken()
        driver.send(.answered(.room(Event.room("r2", "Breakout B", closes: 2273)), id(1)))
        driver.type("u")
        // The old time is less than ten minutes away: the server would refuse it.
        #expect(driver.status.contains("must be more than 10 minutes in the future"))
        #expect(driver.taken() == [])
    }

    @Test("a change is taken back once, and not when the object has changed since")
    func undoOnce() {
        var driver = Driver()
        driver.type("/press")
        driver.press(.enter)
        driver.type("++")
        driver.send(.answered(.room(Event.room("r7", "Press", closes: 201_800, auto: true)), id(1)))
        _ = driver.taken()
        driver.type("u")
        #expect(driver.shows("2031-03-06 18:45 → 2031-03-06 18:15"))
        driver.press(.tab, .enter)
        let back = RoomUpdate(expiresAt: Driver.start + .seconds(200_000))
        #expect(driver.taken() == [.send(.updateRoom(RoomID("r7"), back), id(2))])
        driver.send(.answered(.room(Event.room("r7", "Press", closes: 200_000, auto: true)), id(2)))
        driver.type("u")
        #expect(driver.status.contains("nothing was changed"))
        driver.type("++")
        driver.send(.answered(.room(Event.room("r7", "Press", closes: 201_800, auto: true)), id(3)))
        _ = driver.taken()
        let other = Listing(
            items: [Event.room("r7", "Press", closes: 300_000, auto: true)], askedAt: Driver.start + .seconds(60),
            at: Driver.start + .seconds(60))
        driver.send(.changes([.rooms(other)]))
        driver.type("u")
        #expect(driver.taken() == [] && driver.status.contains("has changed since: expires_at is"))
    }

    @Test("W allows changes for 15 minutes when the environment's word is typed, and ends that")
    func unlock() {
        var driver = Driver(
            configuration: Configuration(environment: "PROD eu-1", isProduction: true, mayWrite: false))
        #expect(driver.lines[0].contains("RO"))
        driver.type("W")
        #expect(driver.status.contains("type the environment's name"))
        driver.type("wrong")
        driver.press(.enter)
        #expect(driver.status.contains("changes stay off") && driver.lines[0].contains("RO"))
        driver.type("Wprod EU-1")
        driver.press(.enter)
        #expect(driver.lines[0].contains("RW 15:00"))
        driver.wait(60)
        #expect(driver.lines[0].contains("RW 14:00"))
        driver.wait(840)
        #expect(driver.lines[0].contains("RO"))
        driver.type("n")
        #expect(driver.status.contains("read-only"))
        driver.type("WPROD eu-1")
        driver.press(.enter)
        driver.type("W")
        #expect(driver.lines[0].contains("RO"))
    }

    @Test("W locks a dashboard that may change things")
    func lock() {
        var driver = Driver()
        driver.type("W")
        #expect(driver.lines[0].contains("RO"))
        driver.type("+D")
        #expect(driver.taken() == [] && driver.status.contains("read-only"))
        driver.type("Wlocal")
        driver.press(.enter)
        #expect(driver.lines[0].contains("RW"))
    }

    @Test("host links stay hidden while changes are off")
    func hostLinks() {
        var driver = Driver(configuration: Configuration(environment: "WALL", mayWrite: false))
        driver.type("yhh")
        #expect(driver.taken() == [] && !driver.shows("s3cr3t"))
        driver.press(.escape)
        driver.press(.enter)
        driver.type("vv")
        #expect(!driver.shows("s3cr3t"))
    }

    @Test("an invitation says the name, the time, the link and the code")
    func invitation() {
        var driver = Driver()
        driver.type("ym")
        let text = """
            You are invited to: Main Stage
            Open until: 2031-03-04 21:00 (UTC+1)
            Join here: https://meet.example.org/482113907
            Meeting code: 482 113 907
            """
        #expect(driver.taken() == [.copy(text: text, label: "invitation", isSecret: false)])
    }

    @Test("JSON and curl come from the server, telephone numbers are asked for once")
    func asked() {
        var driver = Driver()
        driver.type("yj")
        #expect(driver.taken() == [.ask(.json(.room(RoomID("r1"))), id(1))])
        driver.send(.answered(.text("{}"), id(1)))
        #expect(driver.taken() == [.copy(text: "{}", label: "JSON", isSecret: false)])
        driver.type("yk")
        #expect(driver.taken() == [.ask(.curl(.room(RoomID("r1"))), id(2))])
        driver.type("yd")
        #expect(driver.taken() == [.ask(.dialIn, id(3))])
        driver.send(.answered(.dialIn(["+49 30 1234 (Germany)"]), id(3)))
        let numbers = Effect.copy(
            text: "+49 30 1234 (Germany)\nCode: 482 113 907", label: "dial-in", isSecret: false)
        #expect(driver.taken() == [numbers])
        driver.type("yd")
        #expect(driver.taken() == [numbers])
    }

    @Test("a theme gives its id, and no link")
    func themeCopy() {
        var driver = Driver()
        driver.type("6yg")
        #expect(driver.taken() == [] && driver.status.contains("only rooms have one"))
        driver.type("i")
        #expect(driver.taken() == [.copy(text: "t2", label: "theme id", isSecret: false)])
    }
}
