import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Callbacks on the dashboard")
struct DeliveryUseTests {
    private func driver(rows: Int = 24, columns: Int = 80) -> Driver {
        Driver(rows: rows, columns: columns, changes: Event.board + Driver.told)
    }

    @Test("the callback that failed last is found, understood and sent again with at most six keys")
    func lastFailure() {
        var driver = driver()
        let keys: [Key] = [.character("7"), .enter, .character("R")]
        driver.press(keys[0])
        #expect(driver.selected.contains("session.on") && driver.selected.contains("503"))
        driver.press(keys[1])
        driver.answer(Driver.detail)
        #expect(driver.shows("down or overloaded") && driver.shows("upstream"))
        driver.press(keys[2])
        let sent = driver.taken().compactMap { if case .send(let request, _) = $0 { request } else { nil } }
        #expect(sent == [.replay(delivery: 87)] && keys.count <= 6)
    }

    @Test("failing ones come first, then the newest")
    func order() {
        var driver = driver()
        driver.type("7")
        #expect(driver.rows.map(\.delivery) == [87, 80, 79, 90, 89, 88])
    }

    @Test("words filter by state, receiver, room and reason")
    func filter() {
        for (words, found) in [("dead", [80]), ("old.example", [79]), ("track", [90, 89]), ("503", [87])] {
            var driver = driver()
            driver.type("7/" + words)
            #expect(driver.rows.map(\.delivery) == found.map { Int64($0) }, "\(words)")
        }
    }

    @Test("the list asks by itself while it is open, once in five seconds and never twice at once")
    func follows() {
        var driver = driver()
        _ = driver.taken()
        driver.wait(20)
        #expect(driver.asked.isEmpty)
        driver.type("7")
        let asked = driver.asked
        _ = driver.taken()
        guard case .ask(.deliveries, let id)? = asked.last, asked.count == 1 else {
            Issue.record("\(asked)")
            return
        }
        driver.wait(10)
        #expect(driver.asked.isEmpty)
        let more = Driver.callbacks + [Driver.delivery(91, .participantLeft, "r4", ago: 0)]
        driver.send(.answered(.deliveries(Driver.listing(more, at: 10), Driver.endpoints), id))
        driver.wait(3)
        #expect(driver.rows.contains(.delivery(91)))
        driver.wait(10)
        #expect(driver.asked.count == 1)
    }

    @Test("a failed question is told in the view, not repeated as an error")
    func failure() {
        var driver = driver()
        driver.type("7")
        _ = driver.taken()
        driver.press(.enter)
        guard case .ask(.delivery(87), let id)? = driver.taken().last else {
            Issue.record("nothing was asked")
            return
        }
        driver.send(.failed("Nothing answers at a.example.", id))
        #expect(driver.shows("Nothing answers at a.example."))
        driver.wait(6)
        #expect(!driver.taken().isEmpty)
    }

    @Test(
        "is:failed leaves the callbacks that were not taken",
        arguments: [("is:failed", 3), ("is:dead", 1), ("code:503", 1)])
    func flags(text: String, count: Int) {
        var driver = driver()
        driver.type("7/" + text)
        driver.press(.enter)
        #expect(driver.rows.count == count)
    }

    @Test("a callback that is longer than the screen can be read to its end")
    func scroll() {
        var driver = driver()
        driver.press(.character("7"), .enter)
        driver.answer(Driver.detail)
        let last = DeliveryView(model: driver.model, id: 87).lines.last?.text ?? ""
        #expect(!last.isEmpty && !driver.shows(last))
        driver.press(.pageDown, .pageDown, .pageDown)
        #expect(driver.shows(last))
    }

    @Test("what cannot be sent again says why")
    func reasons() {
        var callbacks = Driver.callbacks
        callbacks[3].nextAttemptAt = nil
        var driver = Driver(
            changes: Event.board + [
                .callbackEndpoints(Driver.endpoints, at: Driver.start),
                .deliveries(Driver.listing(callbacks), at: Driver.start),
            ])
        driver.type("7R")
        #expect(driver.status.contains("sent anyway"))
        driver.press(.down, .down)
        driver.type("R")
        #expect(driver.status.contains("paused"))
        _ = driver.taken()
        driver.type("P")
        let sent = driver.taken().compactMap { if case .send(let request, _) = $0 { request } else { nil } }
        #expect(sent == [.resume(url: "https://old.example.org/")])
    }

    @Test("everything that was given up is sent again after a second key")
    func replayDead() {
        var driver = driver()
        driver.type("7")
        _ = driver.taken()
        driver.type("Z")
        #expect(driver.status.contains("1 callback will be sent again"))
        driver.type("Z")
        guard case .send(.replayDead, let id)? = driver.taken().last else {
            Issue.record("nothing was sent")
            return
        }
        driver.send(.answered(.replayed(1), id))
        #expect(driver.status.contains("ok"))
    }

    @Test("bytes, and what can be copied")
    func copying() {
        var driver = driver(rows: 60)
        driver.type("7")
        driver.press(.enter)
        driver.answer(Driver.detail)
        #expect(driver.shows(#""session_id": "s1","#))
        driver.type("h")
        #expect(driver.shows("0000  7b 22 65 76 65 6e 74"))
        driver.type("yb")
        #expect(driver.taken() == [.copy(text: Driver.detail.body, label: "body", isSecret: false)])
        driver.type("yc")
        guard case .copy(let text, _, _)? = driver.taken().last else {
            Issue.record("nothing was copied")
            return
        }
        #expect(text.hasPrefix("curl -sS -i -X POST 'https://hooks.example.org/sessions' -H 'Content-Type:"))
        #expect(text.hasSuffix("--data-binary '\(Driver.detail.body)'"))
    }

    @Test("signatures that fail are explained, and without a secret nothing is claimed")
    func signatures() {
        var driver = driver(rows: 40)
        driver.type("7")
        driver.press(.enter)
        driver.answer(Driver.detail)
        #expect(driver.shows("cannot be checked: no secret here"))
        driver.wait(6)
        let report = CallbackReport(
            checks: [CallbackReport.Check("JWT signature", .bad, "It does not fit.")], isBelieved: false)
        driver.answer(Driver.detail, report)
        #expect(driver.shows("JWT signature: It does not fit."))
        driver.wait(6)
        driver.answer(Driver.detail, CallbackReport(checks: [], isBelieved: true))
        #expect(driver.shows("good: a receiver"))
    }

    @Test("a server without them is told as such")
    func foreign() {
        var driver = Driver(changes: Event.board + [.deliveries(nil, at: Driver.start)])
        driver.type("7")
        #expect(driver.shows("does not tell what became of its callbacks"))
        driver.wait(20)
        #expect(driver.asked.isEmpty)
    }

    @Test(
        "why it failed is said in words",
        arguments: [
            (nil, "The receiver cannot be reached: nothing listens at its address and port.", "refused"),
            (nil, "The host hooks.example has no address. Check the callback URL and the name servers.", "DNS"),
            (nil, "TLS with the receiver failed.", "TLS"), (nil, "The receiver did not answer in time.", "timeout"),
            (401, "x", "401"), (503, "x", "503"),
        ] as [(Int?, String, String)])
    func causes(status: Int?, error: String, short: String) {
        let delivery = Driver.delivery(1, .sessionEnded, nil, .dead, status: status, error: error, ago: 1)
        let cause = DeliveryWords(delivery).cause
        #expect(cause.short == short && cause.sentence.hasSuffix(".") && cause.sentence.count > 20)
    }
}
