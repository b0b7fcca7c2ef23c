import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct FormTests {
    @Test("n, a name and Enter make an instant room; the answer puts the cursor on it")
    func newRoom() {
        var driver = Driver()
        driver.type("nqueue")
        driver.press(.enter)
        #expect(driver.taken() == [.send(.createRoom(NewRoom(displayName: "queue")), RequestID(rawValue: 1))])
        #expect(driver.shows("waiting for the server"))
        driver.press(.enter)
        #expect(driver.taken() == [])
        driver.send(
            .answered(.room(Event.room("r9", "queue", type: .instant, closes: 600)), RequestID(rawValue: 1)))
        #expect(driver.selected.contains("queue"))
        #expect(driver.status.contains("room queue is there"))
        driver.type("yc")
        #expect(driver.taken() == [.copy(text: "482113907", label: "meeting code", isSecret: false)])
    }

    @Test("a long-term room takes its closing time as people say it")
    func longTerm() {
        var driver = Driver()
        driver.type("nKeynote")
        driver.press(.tab, .right, .tab)
        driver.type("+2h")
        #expect(driver.shows("closes 2031-03-04 12:42 (in 2h)"))
        driver.press(.tab, .right, .tab, .right, .tab)
        driver.type("note")
        driver.press(.enter)
        let room = NewRoom(
            displayName: "Keynote", metadata: "note", type: .longTerm, expiresAt: Driver.start + .seconds(7200),
            themeID: ThemeID("t2"), joinApprovalLevel: .afterOwnerOnly)
        #expect(driver.taken() == [.send(.createRoom(room), RequestID(rawValue: 1))])
    }

    @Test("what is wrong is said under the field, before anything is sent")
    func localErrors() {
        var driver = Driver()
        driver.type("n")
        driver.press(.enter)
        #expect(driver.taken() == [])
        #expect(driver.shows("\"display_name\" is not allowed to be empty"))
        driver.type("a")
        #expect(!driver.shows("not allowed to be empty"))
        driver.press(.tab, .tab)
        driver.type("soon")
        driver.press(.enter)
        #expect(driver.shows("\"expires_at\" must look like"))
        #expect(driver.taken() == [])
    }

    @Test("a refusal of the server lands under its field, or below the form")
    func serverErrors() {
        var driver = Driver()
        driver.type("na")
        driver.press(.enter)
        driver.send(.refused(Problem(.invalidInput, "\"metadata\" is too long"), RequestID(rawValue: 1)))
        #expect(driver.shows("\"metadata\" is too long"))
        driver.press(.enter)
        driver.send(.failed("The server did not answer within 5 s.", RequestID(rawValue: 2)))
        #expect(driver.shows("error: The server did not answer within 5 s."))
        #expect(driver.taken().count == 2)
    }

    @Test("a form with something typed asks before it is left")
    func leaving() {
        var driver = Driver()
        driver.type("n")
        driver.press(.escape)
        #expect(!driver.shows("New room"))
        driver.type("na")
        driver.press(.escape)
        #expect(driver.shows("New room") && driver.status.contains("will be lost"))
        driver.press(.escape)
        #expect(!driver.shows("New room"))
        driver.type("na")
        driver.press(.tab)
        driver.type("qq")
        #expect(!driver.shows("New room"))
    }

    @Test("an answer after the form was left is told in the status line")
    func lateRefusal() {
        var driver = Driver()
        driver.type("na")
        driver.press(.enter, .escape, .escape)
        #expect(!driver.shows("New room"))
        driver.send(.refused(Problem(.forbidden, "no more rooms"), RequestID(rawValue: 1)))
        #expect(driver.status.contains("error: no more rooms"))
    }

    @Test("a theme needs a colour and a brand text")
    func newTheme() {
        var driver = Driver()
        driver.type("6n")
        driver.press(.tab)
        driver.type("0f9")
        driver.press(.enter)
        #expect(driver.shows("\"brand_text\" is not allowed to be empty"))
        #expect(driver.shows("███"))
        driver.type("Summit")
        driver.press(.enter)
        let theme = NewTheme(mainColor: "#0f9", brandText: "Summit")
        #expect(driver.taken() == [.send(.createTheme(theme), RequestID(rawValue: 1))])
        driver.send(.answered(.theme(Event.theme("t9", "New one", "#0f9")), RequestID(rawValue: 1)))
        #expect(driver.selected.contains("New one"))
    }

    @Test(
        "closing times as people type them",
        arguments: [
            ("+90m", 5400), ("+2h", 7200), ("+3d", 259_200), ("+1d12h", 129_600), ("+1w", 604_800), (" +2h ", 7200),
            ("11:00", 1073), ("9:00", 80_273), ("2031-03-05 10:42", 86_393), ("2031-03-05", 134_213),
            ("2031-03-04T10:42:07Z", 3600), ("2031-03-04 12:00+01:00", 4673), ("2031-03-04T12:00", 4673),
        ])
    func expiry(text: String, seconds: Int) {
        let time = ExpiryEntry.parse(text, now: Driver.start, utcOffset: 3600)
        #expect(time == Driver.start + .seconds(seconds))
    }

    @Test(
        "what is no closing time",
        arguments: ["", "+", "+2", "+2x", "h", "25:00", "2031-02-30 10:00", "soon", "+99999999h"])
    func noExpiry(text: String) {
        #expect(ExpiryEntry.parse(text, now: Driver.start, utcOffset: 3600) == nil)
    }

    @Test(
        "a theme's colour is shown as the nearest of 256",
        arguments: [("#000", 16), ("#fff", 231), ("#ff0000", 196), ("#0f9d58", 35), ("#808080", 244), ("red", -1)])
    func nearestColor(text: String, expected: Int) {
        #expect(ThemeColor.style(text, palette: Palette(colors: 256)).foreground == Color(index: expected))
    }
}
