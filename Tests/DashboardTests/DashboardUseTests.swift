import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct DashboardUseTests {
    private static let guestLink = "https://meet.example.org/482113907"

    @Test("part of a name and four keys copy a room's guest link")
    func findAndCopy() {
        var driver = Driver()
        driver.type("/track")
        driver.press(.enter)
        driver.type("yg")
        #expect(driver.taken() == [.copy(text: Self.guestLink, label: "guest link", isSecret: false)])
        driver.send(.copied("guest link, 34 B, tmux load-buffer -w ok"))
        #expect(driver.status.hasPrefix(" ok: guest link, 34 B, tmux load-buffer -w ok"))
        #expect(driver.selected.contains("Track 1"))
    }

    @Test("the most urgent room is row 1, and its host link is asked about once")
    func hostLink() {
        var driver = Driver()
        #expect(driver.selected.contains("Main Stage"))
        driver.type("yh")
        #expect(driver.taken() == [])
        #expect(driver.status.contains("whoever has the host link"))
        driver.type("h")
        let copy = Effect.copy(
            text: Self.guestLink + "?participant_token=s3cr3t", label: "host link", isSecret: true)
        #expect(driver.taken() == [copy])
        driver.type("jyh")
        #expect(driver.taken() == [copy])
    }

    @Test("any other key answers the question about a secret with no")
    func secretRefused() {
        var driver = Driver()
        driver.type("yhwh")
        #expect(driver.taken() == [])
        #expect(!driver.shows("s3cr3t"))
    }

    @Test("w shows a text to take by hand")
    func showsText() {
        var driver = Driver()
        driver.type("ywg")
        #expect(driver.lines.contains(Self.guestLink))
        driver.type("q")
        #expect(!driver.lines.contains(Self.guestLink))
        #expect(driver.taken() == [])
    }

    @Test("the room view shows who is inside and masks the host link until v is pressed twice")
    func roomView() {
        var driver = Driver()
        driver.press(.enter)
        #expect(driver.shows("rooms ▸ !! Main Stage"))
        #expect(driver.shows("participant_token=••••"))
        #expect(driver.shows("مريم"))
        driver.type("v")
        #expect(!driver.shows("s3cr3t"))
        driver.type("v")
        #expect(driver.shows("s3cr3t"))
        driver.press(.backspace, .enter)
        #expect(!driver.shows("s3cr3t"))
    }

    @Test("q on the board asks first, in the words of the executable")
    func quit() {
        let notice = "q again quits · the local server goes on; greenroom stop ends it"
        var driver = Driver(configuration: Configuration(environment: "LOCAL", quitNotice: notice))
        driver.type("q")
        #expect(driver.status.contains(notice))
        #expect(driver.taken() == [])
        driver.type("jq")
        #expect(driver.taken() == [])
        driver.type("q")
        #expect(driver.taken() == [.quit])
    }

    @Test("^C cancels, twice in a row quits; so does the signal")
    func interrupt() {
        var driver = Driver()
        driver.type("y")
        driver.press(.control("c"))
        #expect(!driver.shows("Copy"))
        driver.type("j")
        driver.press(.control("c"))
        #expect(driver.taken() == [])
        driver.send(.input(.signal(2)))
        #expect(driver.taken() == [.quit])
        driver.send(.input(.signal(15)))
        #expect(driver.taken() == [.quit])
    }

    @Test("the filter is always shown, narrows while typing, and Esc clears it")
    func filter() {
        var driver = Driver()
        driver.type("/e cAf")
        #expect(driver.status.hasPrefix(" /e cAf"))
        #expect(driver.shows("Zoe\u{308}s") && !driver.shows("Press"))
        driver.press(.enter)
        #expect(driver.status.contains("1 of 8 rooms · filter: e cAf"))
        driver.type("/zzz")
        #expect(driver.shows("No room passes the filter."))
        driver.press(.escape)
        #expect(driver.status.contains("8 rooms · filter: none"))
    }

    @Test("pasted text goes into an input line only")
    func paste() {
        var driver = Driver()
        driver.send(.input(.paste("qq")))
        #expect(driver.taken() == [])
        driver.type("/")
        driver.send(.input(.paste("press")))
        #expect(driver.status.hasPrefix(" /press"))
        #expect(driver.rows.count == 1)
    }

    @Test("the cursor stays on its room when rows move, and rows wait for two seconds after a key")
    func cursorSticks() {
        var driver = Driver()
        driver.press(.down, .down)
        #expect(driver.selected.contains("Track 1"))
        let second = driver.lines[4]
        driver.send(.changes([Event.joined("guest", "s9", "r7", ago: 0), Event.started("s9", "r7", ago: 0)]))
        #expect(driver.lines[4] == second)
        driver.wait(1)
        #expect(driver.rows.prefix(5).map(\.text) == ["r1", "r2", "r4", "r3", "r6"])
        driver.wait(1)
        #expect(driver.rows.prefix(5).map(\.text) == ["r1", "r2", "r7", "r4", "r3"])
        #expect(driver.selected.contains("Track 1"))
    }

    @Test("moving keys reach the first and the last row")
    func moving() {
        var driver = Driver()
        driver.type("G")
        #expect(driver.selected.contains("Rehearsal"))
        driver.type("gg")
        #expect(driver.selected.contains("Main Stage"))
        driver.press(.end, .up)
        #expect(driver.selected.contains("Zoe\u{308}s"))
        driver.press(.home, .pageDown, .pageUp, .control("d"), .control("u"))
        #expect(driver.selected.contains("Main Stage"))
    }

    @Test("old data is never shown as live")
    func frozen() {
        var driver = Driver()
        driver.wait(4)
        #expect(driver.shows("● LIVE 5s"))
        driver.wait(7)
        #expect(driver.shows("FROZEN 12s"))
        driver.send(.changes([.heartbeat(.stream, at: Driver.start + .seconds(11))]))
        #expect(driver.shows("● LIVE 0s"))
        driver.send(.changes([.link(.stream, .down("The server refuses the key."), at: Driver.start)]))
        #expect(driver.shows("DOWN 0s") && !driver.shows("LIVE"))
        #expect(driver.status.contains("The server refuses the key."))
        driver.send(.changes([.link(.poll, .live, at: Driver.start + .seconds(11))]))
        #expect(driver.shows("◐ POLL 0s"))
    }

    @Test("a dashboard without news says what it waits for, and one without rooms what to do")
    func empty() {
        var driver = Driver(changes: [])
        #expect(driver.shows("◌ CONNECTING"))
        #expect(driver.shows("No answer from the server yet."))
        driver.send(.changes([.rooms(Event.listing([])), .themes(Event.listing([]))]))
        #expect(driver.shows("No rooms yet. n makes one."))
        driver.type("6")
        #expect(driver.shows("No themes yet."))
    }

    @Test("read-only turns new rooms off and says why, and the hint line does not offer them")
    func readOnly() {
        var driver = Driver(configuration: Configuration(environment: "PROD", isProduction: true, mayWrite: false))
        #expect(driver.shows("RO") && !driver.shows("n new"))
        driver.type("n6n")
        #expect(driver.taken() == [])
        #expect(driver.status.contains("read-only"))
    }

    @Test("help lists what can be done here, finds it by words, and runs it")
    func help() {
        var driver = Driver()
        driver.type("?/no such thing")
        driver.press(.enter)
        #expect(driver.taken() == [])
        driver.type("?/server again")
        driver.press(.enter)
        #expect(driver.taken() == [.refresh])
    }

    @Test("on a wide screen Tab goes through the panes, and n makes what the pane shows")
    func panes() {
        var driver = Driver(rows: 40, columns: 120)
        driver.press(.tab)
        driver.type("n")
        #expect(driver.shows("New theme"))
        driver.press(.escape, .tab, .down)
        #expect(driver.shows("PAUSED +0 new"))
        driver.send(.changes([Event.joined("late", "s1", "r1", ago: 0)]))
        #expect(driver.shows("PAUSED +1 new"))
        driver.press(.end)
        #expect(driver.shows("following"))
    }

    @Test("redraw, refresh, suspend and resume ask for what they say")
    func effects() {
        var driver = Driver()
        driver.press(.control("l"))
        driver.type("r")
        driver.press(.control("z"))
        driver.send(.input(.resumed))
        #expect(driver.taken() == [.redraw, .refresh, .suspend, .redraw, .refresh])
    }
}
