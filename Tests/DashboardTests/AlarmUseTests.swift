import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// What an operator does with alarms, with the keys that it costs.
struct AlarmUseTests {
    /// Rooms with one guest each and no host, for long enough.
    private static func storm(_ count: Int) -> [Change] {
        let rooms = (0..<count).map { Event.room("q\($0)", "Breakout \($0)") }
        return [.rooms(Event.listing(rooms))]
            + (0..<count).map { Event.joined("guest", "t\($0)", "q\($0)", ago: 100) } + [
                .link(.stream, .live, at: Event.now - .seconds(1)), .link(.poll, .live, at: Event.now - .seconds(1)),
            ]
    }

    private func configuration(_ change: (inout Configuration) -> Void = { _ in }) -> Configuration {
        var configuration = Configuration(environment: "LOCAL")
        configuration.operatorName = "dana"
        change(&configuration)
        return configuration
    }

    private func requests(_ effects: [Effect]) -> [(Request, RequestID)] {
        effects.compactMap { if case .send(let request, let id) = $0 { (request, id) } else { nil } }
    }

    @Test("task 2: the host link of the most urgent alarm's room costs four keys, one of them the consent")
    func hostLink() throws {
        var driver = Driver(configuration: configuration())
        _ = driver.takenWithAmbient()
        driver.type("!yhh")
        let copies = driver.takenWithAmbient().compactMap { effect in
            if case .copy(let text, _, let isSecret) = effect { isSecret ? text : nil } else { nil }
        }
        #expect(copies == ["https://meet.example.org/482113907?participant_token=s3cr3t"])
    }

    @Test("task 11: a note on an alarm costs three keys and its text, and shows on another dashboard")
    func handOver() throws {
        var driver = Driver(configuration: configuration())
        _ = driver.takenWithAmbient()
        driver.type("!a")
        driver.type("calling Dana")
        driver.press(.enter)
        let sent = requests(driver.takenWithAmbient())
        guard case .acknowledge(let key, let wanted)? = sent.first?.0, let id = sent.first?.1 else {
            Issue.record("nothing was sent")
            return
        }
        #expect(key == AlarmKey(.guestsWithoutHost, "r1"))
        #expect(wanted.note == "calling Dana" && wanted.operatorName == "dana" && wanted.level == .critical)
        #expect(driver.model.alarms.first?.key == key, "nothing is shown before the server confirmed it")
        let decision = try wanted.acknowledgement(of: key, at: Driver.start)
        driver.send(.answered(.acknowledgement(decision), id))
        #expect(driver.shows("ack dana 10:42"))
        #expect(!driver.model.alarms.contains { $0.key == key })

        var other = Driver()
        let event = Event(sequence: 9, at: Driver.start, body: .alarmAcknowledged(decision))
        other.send(.changes([.event(event, from: .stream, at: Driver.start)]))
        other.type("!")
        #expect(other.shows("ack dana 10:42"))
        #expect(other.model.alarmBoard.counts.hidden == 1)
    }

    @Test("z and a key put an alarm off, O takes that back")
    func snooze() throws {
        var driver = Driver(configuration: configuration())
        _ = driver.takenWithAmbient()
        driver.type("z1")
        let sent = requests(driver.takenWithAmbient())
        guard case .acknowledge(let key, let wanted)? = sent.first?.0, let id = sent.first?.1 else {
            Issue.record("nothing was sent")
            return
        }
        #expect(wanted.state == .snoozed && wanted.until == Driver.start + .seconds(900))
        driver.send(.answered(.acknowledgement(try wanted.acknowledgement(of: key, at: Driver.start)), id))
        #expect(!driver.model.alarms.contains { $0.key == key })
        driver.type("!")
        driver.press(.end)
        driver.type("O")
        guard case .reopen(key, "dana")? = requests(driver.takenWithAmbient()).first?.0 else {
            Issue.record("nothing was taken back")
            return
        }
    }

    @Test("without a server that keeps decisions they count on this dashboard")
    func local() {
        var driver = Driver(configuration: configuration())
        _ = driver.takenWithAmbient()
        driver.type("a")
        driver.press(.enter)
        guard let (_, id) = requests(driver.takenWithAmbient()).first else {
            Issue.record("nothing was sent")
            return
        }
        let before = driver.model.alarms.count
        driver.send(.refused(Problem(.notFound, "There is nothing at PUT /alarms"), id))
        #expect(driver.model.alarms.count == before - 1)
        #expect(driver.status.contains("on this dashboard only"))
    }

    @Test("read-only sends no decision and no note")
    func readOnly() {
        var driver = Driver(
            configuration: Configuration(environment: "LOCAL", mayWrite: false))
        _ = driver.takenWithAmbient()
        driver.type("!azi")
        driver.press(.enter)
        #expect(requests(driver.takenWithAmbient()).isEmpty)
    }

    @Test("a storm is one line; Enter shows its alarms and folds them again; one key decides about all")
    func storm() {
        var driver = Driver(configuration: configuration(), changes: Self.storm(6))
        driver.type("!")
        #expect(driver.rows.count == 1 && driver.shows("6 alarms"))
        driver.press(.enter)
        #expect(driver.rows.count == 7)
        driver.press(.enter)
        #expect(driver.rows.count == 1)
        _ = driver.takenWithAmbient()
        driver.type("z5")
        #expect(requests(driver.takenWithAmbient()).count == 6)
    }

    @Test("a new critical alarm rings, names the pane and tells the hook; silence does none of it but the name")
    func bell() {
        let quiet: [Change] = [
            .rooms(Event.listing([Event.room("r1", "Main")])), .link(.stream, .live, at: Event.now),
        ]
        func effects(_ configuration: Configuration) -> [Effect] {
            var driver = Driver(configuration: configuration, changes: quiet)
            driver.send(.changes([Event.joined("guest", "s1", "r1", ago: 0)]))
            _ = driver.takenWithAmbient()
            for _ in 0..<46 {
                driver.wait(1)
                driver.send(.changes([.heartbeat(.stream, at: driver.model.now)]))
            }
            return driver.takenWithAmbient()
        }
        let told = effects(configuration())
        #expect(told.filter { $0 == .bell }.count == 1)
        #expect(told.contains(.title("!!1 !0 greenroom LOCAL")))
        let steps = told.compactMap { if case .hook(let step, let room) = $0 { "\(step.kind) \(room)" } else { nil } }
        #expect(steps == ["raised Main"])
        let silent = effects(
            configuration { $0.alarms.silentHours = [SilentHours(from: 10 * 60, to: 11 * 60)] })
        #expect(silent == [.title("!!1 !0 greenroom LOCAL")])
    }

    @Test("i writes a note about a room, and what was written before is asked for when it is opened")
    func note() {
        var driver = Driver(configuration: configuration())
        _ = driver.takenWithAmbient()
        driver.press(.enter)
        let asked = driver.takenWithAmbient().contains {
            if case .ask(.notes(RoomID("r1")), _) = $0 { true } else { false }
        }
        #expect(asked)
        driver.type("i")
        driver.type("call the speaker")
        driver.press(.enter)
        guard case .addNote(let note, RoomID("r1"))? = requests(driver.takenWithAmbient()).first?.0 else {
            Issue.record("nothing was written")
            return
        }
        #expect(note.text == "call the speaker" && note.sessionID == SessionID("s1") && note.operatorName == "dana")
    }

    @Test("a planned room is ready once its link was handed out, and that is kept")
    func links() {
        let sheet = RunSheet(csv: "PLAN,ROOM\n10:50,Main Stage\n", now: Driver.start, utcOffset: 3600)
        var driver = Driver(
            configuration: configuration {
                $0.runSheet = sheet
                $0.linksHandedOut = []
            })
        driver.wait(1)
        func isToldOf() -> Bool {
            driver.model.alarms.contains {
                $0.key == AlarmKey(.notReady, "r1") && $0.saw.contains("links never copied")
            }
        }
        #expect(isToldOf())
        _ = driver.takenWithAmbient()
        driver.open(.room(RoomID("r1")))
        driver.type("yc")
        #expect(!driver.takenWithAmbient().contains(.handedOut([RoomID("r1")])), "a code is no link")
        driver.type("yg")
        #expect(driver.takenWithAmbient().contains(.handedOut([RoomID("r1")])))
        driver.type("ym")
        #expect(!driver.takenWithAmbient().contains(.handedOut([RoomID("r1")])), "it is kept once")
        driver.wait(1)
        #expect(!isToldOf())
    }

    @Test("the run sheet says how each planned meeting stands; without one it says so")
    func runSheet() {
        let csv =
            "PLAN,ROOM,HOST,REC,NOTE\n10:40,Main Stage,Dana,yes,opening\n10:00,Track 1 — Platforms,Lee,,\n11:00,Gone,,,\n"
        let sheet = RunSheet(csv: csv, now: Driver.start, utcOffset: 3600)
        var driver = Driver(columns: 100, configuration: configuration { $0.runSheet = sheet })
        driver.type("8")
        #expect(driver.rows == [.planned(0), .planned(1), .planned(2)])
        #expect(driver.lines.contains { $0.contains("10:00 Track 1") && $0.contains("Lee ✓") && $0.contains("live") })
        #expect(driver.lines.contains { $0.contains("10:40 Main Stage") && $0.contains("LATE 2:07") })
        #expect(driver.lines.contains { $0.contains("11:00 Gone") && $0.contains("no room") })
        driver.press(.down, .enter)
        #expect(driver.model.openObject == .room(RoomID("r1")))
        var none = Driver()
        none.type("8")
        #expect(none.shows("No run sheet is in use."))
    }
}
