import Meetings
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Finding words in what is read")
struct FindTests {
    /// The request view with an answer of many lines.
    private func driver(rows: Int = 16) -> Driver {
        var driver = Driver(rows: rows)
        let people = (1...40).map { "{\"name\": \"\($0 % 10 == 0 ? "Zoë Weiß" : "guest")\", \"number\": \($0)}" }
        driver.send(
            .requested(
                APILogEntry(
                    number: 1, at: Driver.start, method: "GET", path: "/rooms", status: 200, took: .milliseconds(4),
                    requestID: "r", answer: "[\(people.joined(separator: ", "))]")))
        driver.wait(3)
        driver.type("9")
        driver.press(.enter)
        return driver
    }

    private func find(_ words: String, in driver: inout Driver) {
        driver.type("/" + words)
        driver.press(.enter)
    }

    @Test("/ asks for words, Enter goes to the first line with them, n and N to the others, around the ends")
    func finding() {
        var driver = driver()
        find("zoë weiß", in: &driver)
        #expect(driver.status.contains("“zoë weiß”: line 1 of 4"))
        #expect(driver.selected.contains("Zoë Weiß"))
        let first = driver.model.search?.line
        driver.type("nnn")
        #expect(driver.status.contains("line 4 of 4") && !driver.status.contains("again"))
        driver.type("n")
        #expect(driver.status.contains("line 1 of 4 · from the top again"))
        #expect(driver.model.search?.line == first)
        driver.type("N")
        #expect(driver.status.contains("line 4 of 4 · from the end again"))
        driver.type("N")
        #expect(driver.status.contains("line 3 of 4") && driver.selected.contains("Zoë Weiß"))
    }

    @Test("after scrolling by hand the search goes on from the screen")
    func scrolled() {
        var driver = driver()
        find("zoë", in: &driver)
        driver.press(.end)
        driver.type("N")
        #expect(driver.status.contains("line 3 of 4") || driver.status.contains("line 4 of 4"))
        driver.press(.home)
        driver.type("n")
        #expect(driver.status.contains("line 1 of 4"))
    }

    @Test("found words are marked on the screen")
    func marked() throws {
        var driver = driver()
        find("Zoë", in: &driver)
        let canvas = driver.model.view(driver.size)
        let row = try #require(canvas.lines.firstIndex { $0.contains("▶") })
        let column = try #require(canvas.lines[row].firstRange(of: "Zoë")).lowerBound
        let index = canvas.lines[row].distance(from: canvas.lines[row].startIndex, to: column)
        let cursor = driver.model.configuration.palette[.cursor]
        #expect(canvas[row, index].style.attributes.contains(cursor.attributes))
        #expect(!canvas[row, index + 3].style.attributes.contains(cursor.attributes))
    }

    @Test("words that are nowhere, or in one line only, are told; none at all end the search")
    func told() {
        var driver = driver()
        find("nobody", in: &driver)
        #expect(driver.status.contains("no line here holds “nobody”"))
        find("/rooms", in: &driver)
        #expect(driver.status.contains("“/rooms”: in one line"))
        find("", in: &driver)
        driver.type("n")
        #expect(driver.status.contains("there are no words to look for · / asks for them"))
    }

    @Test("callbacks and events are searched too, and the words stay for the next one")
    func others() throws {
        var driver = GoldenView.delivery.driver(Size(rows: 24, columns: 80), colors: 0)
        find("webhook", in: &driver)
        #expect(driver.status.contains("“webhook”"))
        driver = GoldenView.event.driver(Size(rows: 24, columns: 80), colors: 0)
        driver.type("n")
        #expect(driver.status.contains("no words to look for"))
        find("花子", in: &driver)
        #expect(driver.status.contains("“花子”: in one line") && driver.selected.contains("佐藤 花子"))
        driver.type("qj")
        driver.press(.enter)
        driver.answerWhatIsAsked()
        driver.type("n")
        #expect(driver.status.contains("“花子”: in one line"))
    }

    @Test("the command line finds too")
    func command() {
        var driver = driver()
        driver.type(":find guest")
        driver.press(.enter)
        #expect(driver.status.contains("“guest”: line 1 of 36"))
    }
}
