import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct EditFormTests {
    private func id(_ number: Int) -> RequestID { RequestID(rawValue: number) }

    /// The form of the room Press.
    private func editing() -> Driver {
        var driver = Driver()
        driver.type("/press")
        driver.press(.enter)
        driver.type("e")
        return driver
    }

    @Test("editing a room sends the fields that were changed, and says so before")
    func edit() {
        var driver = editing()
        #expect(driver.shows("Edit room · Press"))
        #expect(driver.shows("cannot be changed"))
        driver.press(.enter)
        #expect(driver.taken() == [] && driver.shows("Nothing is changed"))
        driver.press(.tab, .right, .tab, .character("s"))
        #expect(driver.shows("On save: PATCH rooms/r7  expire_after_use, theme_id"))
        #expect(driver.shows("changed 2"))
        driver.press(.enter)
        let update = RoomUpdate(expireAfterUse: true, themeID: .some(ThemeID("t1")))
        #expect(driver.taken() == [.send(.updateRoom(RoomID("r7"), update), id(1))])
        driver.send(.answered(.room(Event.room("r7", "Press", closes: 200_000, theme: "t1", auto: true)), id(1)))
        #expect(!driver.shows("Edit room") && driver.status.contains("ok: room changed"))
    }

    @Test("what somebody else changed meanwhile is not written over")
    func changedMeanwhile() {
        var driver = editing()
        driver.press(.tab, .tab, .character("s"))
        let other = Listing(
            items: [Event.room("r7", "Press", closes: 200_000, theme: "t2", auto: true)],
            askedAt: Driver.start + .seconds(60), at: Driver.start + .seconds(60))
        driver.send(.changes([.rooms(other)]))
        driver.press(.enter)
        #expect(driver.taken() == [] && driver.shows("Changed meanwhile: theme_id is t2 now"))
    }

    @Test("a refusal in the API's words goes under the field that it names, in an object of the body too")
    func refusal() {
        var driver = editing()
        driver.press(.end)
        for _ in 0..<3 { driver.press(.pageDown) }
        driver.press(.backTab)
        driver.type("ftp://x")
        driver.press(.enter)
        #expect(driver.shows("\"callback_urls.recordings_callback_url\" must be a valid uri"))
        #expect(driver.taken() == [])
        driver.press(.control("u"))
        driver.type("https://example.org/in")
        driver.press(.enter)
        let urls = CallbackURLs(recordings: "https://example.org/in")
        #expect(driver.taken() == [.send(.updateRoom(RoomID("r7"), RoomUpdate(callbackURLs: urls)), id(1))])
        driver.send(
            .refused(Problem(.invalidInput, "\"callback_urls.recordings_callback_url\" is not reachable"), id(1)))
        #expect(driver.shows("is not reachable") && driver.shows("!▶recordings_callback_url"))
    }

    @Test("a new room can have every field of the API")
    func everyField() {
        var driver = Driver()
        driver.type("nAll")
        driver.press(.tab, .right, .tab)
        driver.type("+2h")
        driver.press(.tab, .character("a"), .tab, .right, .right, .tab)
        driver.type("meta")
        driver.press(.tab, .right, .tab, .right, .tab, .right)
        driver.press(.tab, .right, .tab, .character("d"))
        driver.press(.tab, .right, .tab, .right, .tab, .right, .tab, .right, .tab, .right)
        for name in ["rooms", "sessions", "recordings"] {
            driver.press(.tab)
            driver.type("https://example.org/\(name)")
        }
        driver.press(.enter)
        let room = NewRoom(
            displayName: "All", metadata: "meta", type: .longTerm, expiresAt: Driver.start + .seconds(7200),
            expireAfterUse: true, recordingOptions: RecordingOptions(autoRecord: true, recordOnlyOwner: true),
            themeID: ThemeID("t2"), joinApprovalLevel: .explicitApproval, initialMicrophone: .on,
            callbackURLs: CallbackURLs(
                rooms: "https://example.org/rooms", sessions: "https://example.org/sessions",
                recordings: "https://example.org/recordings"),
            features: AvailableFeatures(
                recording: false, chat: false, whiteboard: false, localeSwitcher: false, captions: true),
            language: .de)
        #expect(driver.taken() == [.send(.createRoom(room), id(1))])
    }

    @Test("a theme's colour is shown before and after, with what text on it is worth")
    func themeColor() {
        var driver = Driver(rows: 40, columns: 120)
        driver.type("6")
        driver.type("/summit")
        driver.press(.enter)
        driver.type("e")
        driver.press(.tab, .control("u"))
        driver.type("#0f9d58")
        #expect(driver.shows("was #12f64e · contrast: white 3.5, black 6.0"))
        #expect(driver.shows("before") && driver.shows("#12f64e"))
        #expect(driver.shows("On save: PATCH themes/t1  main_color"))
        driver.press(.enter)
        #expect(driver.taken() == [.send(.updateTheme(ThemeID("t1"), ThemeUpdate(mainColor: "#0f9d58")), id(1))])
    }

    @Test("a short URL that another theme has is told while it is typed")
    func shortURL() {
        var driver = Driver()
        var other = Event.theme("t2", "Acme", "#f00")
        other.shortCompanyURL = "acme"
        driver.send(
            .changes([.themes(Listing(items: [other], askedAt: Driver.start, at: Driver.start))]))
        driver.type("6n")
        driver.press(.tab, .tab, .tab)
        driver.type("acme")
        #expect(driver.shows("taken by Acme"))
        driver.type("2")
        #expect(driver.shows("no theme here has it"))
        driver.press(.control("u"))
        driver.type("12")
        #expect(driver.shows("not allowed"))
    }

    @Test("pictures follow the theme one by one, and a refused one is told under its field")
    func logos() {
        var driver = Driver()
        driver.type("6n")
        driver.press(.tab)
        driver.type("0f9")
        driver.press(.tab)
        driver.type("Brand")
        driver.press(.tab, .tab)
        driver.type("white.png")
        driver.press(.tab, .tab)
        driver.type("fav.png")
        #expect(driver.shows("On save: POST themes, then 2 of 3 pictures"))
        driver.press(.enter)
        #expect(driver.taken() == [.send(.createTheme(NewTheme(mainColor: "#0f9", brandText: "Brand")), id(1))])
        let theme = Event.theme("t9", "New one", "#0f9")
        driver.send(.answered(.theme(theme), id(1)))
        #expect(driver.taken() == [.send(.uploadLogo(ThemeID("t9"), .white, path: "white.png"), id(2))])
        let fault = "invalid_logo_properties: transparent_bg: auto-expiring-temp/logos/white/x"
        driver.send(.refused(Problem(.badRequest, "could not finalize logos", errors: [fault]), id(2)))
        #expect(driver.taken() == [.send(.uploadLogo(ThemeID("t9"), .favicon, path: "fav.png"), id(3))])
        driver.send(.answered(.theme(theme), id(3)))
        #expect(driver.shows("transparent_bg") && driver.shows("Edit theme · New one"))
        driver.press(.control("u"))
        driver.type("other.png")
        driver.press(.enter)
        #expect(driver.taken() == [.send(.uploadLogo(ThemeID("t9"), .white, path: "other.png"), id(4))])
        driver.send(.answered(.theme(theme), id(4)))
        #expect(!driver.shows("Edit theme") && driver.status.contains("ok: logo uploaded"))
    }

    @Test("a theme is shown as guests see it before anything is sent")
    func preview() {
        var driver = Driver()
        driver.type("6e")
        driver.press(.backTab, .enter)
        #expect(driver.shows("PREVIEW") && driver.shows("Acme 2031") && driver.shows("Join"))
        #expect(driver.taken() == [])
    }

    @Test("p shows the page of a room, and g copies its real link")
    func page() {
        var driver = Driver()
        driver.type("p")
        #expect(driver.shows("As guests see it · Main Stage") && driver.shows("Summit 2031"))
        #expect(driver.shows("https://meet.example.org/482113907"))
        driver.type("g")
        let link = "https://meet.example.org/482113907"
        #expect(driver.taken() == [.copy(text: link, label: "guest link", isSecret: false)])
    }
}
