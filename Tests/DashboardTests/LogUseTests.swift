import Meetings
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The API log")
struct LogUseTests {
    static let entries: [APILogEntry] = {
        var entries: [APILogEntry] = []
        for number in 0..<37 {
            for (offset, path) in ["/rooms?page_size=100", "/themes", "/deliveries/receivers"].enumerated() {
                entries.append(
                    APILogEntry(
                        number: entries.count + 1, at: Driver.start - .seconds(400 - number * 10), method: "GET",
                        path: path, status: 200, took: .milliseconds(Int64(3 + offset)), isPoll: true))
            }
        }
        entries.append(
            APILogEntry(
                number: 200, at: Driver.start - .seconds(9), method: "PATCH", path: "/rooms/r1", status: 200,
                took: .milliseconds(8), requestID: "req-200"))
        entries.append(
            APILogEntry(
                number: 201, at: Driver.start - .seconds(5), method: "POST", path: "/deliveries/88/replay", status: 409,
                took: .milliseconds(4), failure: "Delivery 88 is pending: it is sent anyway", requestID: "req-201",
                answer: #"{"name":"ConflictError","message":"Delivery 88 is pending: it is sent anyway","status":409}"#)
        )
        return entries
    }()

    static func driver(rows: Int = 24, columns: Int = 80) -> Driver {
        var driver = Driver(rows: rows, columns: columns)
        for entry in entries { driver.send(.requested(entry)) }
        driver.type("9")
        return driver
    }

    @Test("what the feed repeats is one line with its count; the operator's own requests stand above")
    func folding() {
        let driver = Self.driver()
        #expect(driver.rows == [201, 200, 3, 2, 1].map { .request($0) })
        #expect(driver.shows("/rooms?page_size=100  ×37"))
        #expect(driver.model.log.count == 5)
    }

    @Test("asking for what has changed since is one line, from whatever time it asks")
    func changesSince() {
        var driver = Self.driver()
        for (number, second) in [(300, "01"), (301, "02")] {
            driver.send(
                .requested(
                    APILogEntry(
                        number: number, at: Driver.start, method: "GET",
                        path: "/sessions?page_size=100&active_from=2031-03-04T09:00:\(second).000Z", status: 200,
                        took: .milliseconds(3), isPoll: true)))
        }
        #expect(driver.model.log.count == 6)
        #expect(driver.model.log.last?.path.contains(":02.000Z") == true)
        #expect(driver.model.log.last?.times == 2)
    }

    @Test("a request of the feed that fails has a line of its own")
    func failing() {
        var driver = Self.driver()
        for number in 300...301 {
            driver.send(
                .requested(
                    APILogEntry(
                        number: number, at: Driver.start, method: "GET", path: "/themes", took: .seconds(5),
                        failure: "Nothing answers.", isPoll: true)))
        }
        #expect(driver.model.log.count == 7)
    }

    @Test("at most five hundred are kept")
    func limit() {
        var driver = Driver()
        for number in 1...700 {
            driver.send(
                .requested(
                    APILogEntry(
                        number: number, at: Driver.start, method: "GET", path: "/rooms/\(number)", status: 200,
                        took: .milliseconds(1))))
        }
        #expect(driver.model.log.count == 500 && driver.model.log.last?.number == 700)
    }

    @Test("a request is copied without its token, and the last error in one line")
    func copying() {
        var driver = Self.driver()
        _ = driver.taken()
        driver.type("y")
        guard case .copy(let curl, _, _)? = driver.taken().last else {
            Issue.record("nothing was copied")
            return
        }
        #expect(curl.contains("-X POST") && curl.contains("/deliveries/88/replay") && curl.contains("$TOKEN"))
        driver.type("1Y")
        guard case .copy(let error, _, _)? = driver.taken().last else {
            Issue.record("nothing was copied")
            return
        }
        #expect(error.contains("req-201") && error.contains("409") && error.contains("it is sent anyway"))
    }

    @Test("Enter shows what came back")
    func detail() {
        var driver = Self.driver()
        driver.press(.enter)
        #expect(driver.shows("req-201") && driver.shows(#""message": "Delivery 88 is pending"#))
        driver.type("q")
        #expect(driver.rows.count == 5)
    }
}
