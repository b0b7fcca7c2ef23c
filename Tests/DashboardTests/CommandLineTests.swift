import TerminalUI
import Testing

@testable import Dashboard

struct CommandLineTests {
    @Test("a command does what its key does")
    func runs() {
        var driver = Driver()
        driver.type(":themes")
        driver.press(.enter)
        #expect(driver.model.place == .themes)
        driver.type(":last-view")
        driver.press(.enter)
        #expect(driver.model.place == .board)
    }

    @Test("while a command is typed, the line above says what it would do or could become")
    func hints() {
        var driver = Driver()
        driver.type(":new")
        #expect(driver.lines.dropLast().last == " new-room")
        driver.type("-room")
        #expect(driver.lines.dropLast().last?.contains("New room · on Main Stage · POST /rooms") == true)
        driver.press(.control("u"))
        driver.type("zzz")
        #expect(driver.lines.dropLast().last == " no command has these letters")
    }

    @Test("Tab puts in what the letters could become, one after the other, and Shift-Tab goes back")
    func completion() {
        var driver = Driver()
        driver.type(":copy")
        driver.press(.tab, .tab)
        #expect(driver.status.hasPrefix(" :copy-guest-url"))
        driver.press(.backTab)
        #expect(driver.status.hasPrefix(" :copy "))
    }

    @Test("letters in their order find a name: rcd finds recordings")
    func fuzzy() {
        #expect(CommandLine.completions(of: "rcd", in: Driver().model).contains("recordings"))
    }

    @Test("open takes the name of a row, which Tab completes from what is shown")
    func openByName() {
        var driver = Driver()
        driver.type(":open track")
        driver.press(.tab)
        #expect(driver.status.hasPrefix(" :open Track 1 — Platforms"))
        driver.press(.enter)
        #expect(driver.shows("rooms ▸") && driver.lines[1].contains("Track 1 — Platforms"))
    }

    @Test(
        "what cannot be run says why",
        arguments: [
            ("colonoscopy", "there is no command colonoscopy · ? lists them"),
            ("new-rom", "there is no command new-rom · did you mean new-room?"),
            ("refresh now", "refresh takes nothing after its name"), ("open nowhere", "no row is called nowhere"),
        ])
    func refusals(line: String, expected: String) {
        var driver = Driver()
        driver.type(":" + line)
        driver.press(.enter)
        #expect(driver.status.hasPrefix(" " + expected))
    }

    @Test("Up brings back what was typed before")
    func history() {
        var driver = Driver()
        driver.type(":themes")
        driver.press(.enter, .character(":"), .up)
        #expect(driver.status.hasPrefix(" :themes"))
        driver.press(.down)
        #expect(driver.status == " :" || driver.status.hasPrefix(" : "))
    }

    @Test("a choice of a menu is a command too, and a secret still asks")
    func menuChoice() {
        var driver = Driver()
        driver.type(":copy-host-url")
        driver.press(.enter)
        #expect(driver.taken() == [])
        #expect(driver.status.contains("whoever has the host link"))
    }

    @Test("a command from outside does the same")
    func fromOutside() {
        var driver = Driver()
        driver.send(.command("open Press"))
        #expect(driver.lines[1].contains("Press"))
    }
}
