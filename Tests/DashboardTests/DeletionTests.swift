import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct DeletionTests {
    @Test("D on an empty room has Cancel in focus, and needs two keys more")
    func empty() {
        var driver = Driver()
        driver.type("/press")
        driver.press(.enter)
        driver.type("D")
        #expect(driver.shows("Delete room on LOCAL") && driver.shows("empty"))
        #expect(driver.status.contains("nothing has been sent yet · will call DELETE /rooms/{id}"))
        driver.press(.enter)
        #expect(driver.taken() == [] && !driver.shows("Delete room"))
        driver.type("D")
        driver.press(.tab, .enter)
        #expect(driver.taken() == [.send(.deleteRoom(RoomID("r7"), inside: []), id(1))])
        #expect(driver.shows("Press"))
        driver.send(.answered(.done, id(1)))
        #expect(driver.status.contains("ok: Press: room deleted"))
    }

    @Test(
        "one thing has the focus: the word where one is typed, else a button",
        arguments: [("jD", true), ("/press\rD", false)])
    func focus(keys: String, hasWord: Bool) throws {
        var driver = Driver()
        for key in keys { driver.press(key == "\r" ? .enter : .character(key)) }
        let cursor = driver.model.configuration.palette[.cursor]
        for button in ["[ Cancel ]", "[ Delete"] {
            let canvas = driver.model.view(driver.size)
            let row = try #require(canvas.lines.firstIndex { $0.contains(button) })
            let line = canvas.lines[row]
            let place = try #require(line.firstRange(of: button)).lowerBound
            let style = canvas[row, line.distance(from: line.startIndex, to: place)].style
            #expect((canvas.cursor != nil) == hasWord)
            #expect((style == cursor) == !hasWord)
            driver.press(.tab)
        }
    }

    @Test("a live room shows who is inside since when, and wants a word")
    func live() {
        var driver = Driver()
        driver.type("jD")
        #expect(driver.shows("2 PEOPLE INSIDE since 10:22"))
        #expect(driver.shows("Inside: Dana Cruz, p-1190"))
        #expect(driver.shows("Type  delete 1  to go on"))
        driver.press(.tab, .enter)
        #expect(driver.taken() == [] && driver.status.contains("type delete 1 first"))
        driver.type("delete 1")
        driver.press(.enter)
        let inside: Set = [ParticipantID("s2-Dana Cruz"), ParticipantID("s2-p-1190")]
        #expect(driver.taken() == [.send(.deleteRoom(RoomID("r2"), inside: inside), id(1))])
    }

    @Test("somebody who comes in while the dialog is open stops the deletion")
    func changed() {
        var driver = Driver()
        driver.type("/press")
        driver.press(.enter)
        driver.type("D")
        driver.send(.changes([Event.started("s9", "r7", ago: 0), Event.joined("Eve", "s9", "r7", ago: 0)]))
        driver.press(.tab, .enter)
        #expect(driver.taken() == [])
        #expect(driver.status.contains("nothing was sent"))
        #expect(driver.shows("1 PERSON INSIDE") && driver.shows("delete 1"))
    }

    @Test("a room that is gone is not deleted again")
    func gone() {
        var driver = Driver()
        driver.type("/press")
        driver.press(.enter)
        driver.type("D")
        driver.send(
            .changes([
                .event(
                    Event(sequence: nil, at: Event.now, body: .roomDeleted(RoomID("r7"))), from: .stream, at: Event.now)
            ]))
        driver.press(.tab, .enter)
        #expect(driver.taken() == [] && driver.status.contains("nothing was sent: there is nothing left"))
    }

    @Test("o leaves only the empty ones of those that are marked")
    func onlyEmpty() {
        var driver = Driver()
        driver.model.lists[.rooms]?.marks = [.room(RoomID("r2")), .room(RoomID("r5")), .room(RoomID("r7"))]
        driver.type("D")
        #expect(driver.shows("Delete 3 rooms on LOCAL") && driver.shows("1 of these is live"))
        driver.type("o")
        #expect(driver.shows("Delete 2 rooms on LOCAL") && !driver.shows("INSIDE"))
        driver.press(.tab, .enter)
        guard case .send(.deleteRoom(let first, _), let one)? = driver.taken().first else {
            Issue.record("nothing was sent")
            return
        }
        #expect([RoomID("r5"), RoomID("r7")].contains(first))
        driver.send(.answered(.done, one))
        guard case .send(.deleteRoom, let two)? = driver.taken().first else {
            Issue.record("the second was not sent")
            return
        }
        driver.send(.refused(Problem(.conflict, "in use"), two))
        #expect(driver.status.contains("1 of 2 done, 1 failed") && driver.status.contains("in use"))
        #expect(driver.model.lists[.rooms]?.marks.count == 2)
    }

    @Test("a theme in use is deleted by force, which the dialog says; a running recording not at all")
    func others() {
        var driver = Driver()
        driver.type("6D")
        #expect(driver.shows("Delete theme on LOCAL") && driver.shows("used by 1 room") && driver.shows("force=true"))
        driver.type("delete 1")
        driver.press(.enter)
        #expect(driver.taken() == [.send(.deleteTheme(ThemeID("t2"), force: true), id(1))])
        driver.type("5D")
        #expect(driver.status.contains("once it is uploaded"))
    }

    @Test("^C leaves what was not sent yet unsent")
    func stopped() {
        var driver = Driver()
        driver.model.lists[.rooms]?.marks = [.room(RoomID("r5")), .room(RoomID("r7"))]
        driver.type("D")
        driver.press(.tab, .enter)
        #expect(driver.taken().count == 1)
        driver.press(.control("c"))
        driver.send(.answered(.done, id(1)))
        #expect(driver.taken() == [] && driver.status.contains("1 of 2 done, 0 failed, 1 not sent"))
    }

    private func id(_ number: Int) -> RequestID { RequestID(rawValue: number) }
}
