import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// Media servers and the media of people, as operators see and change them.
struct MediaViewTests {
    private static func report(
        _ state: MediaState = .ready, first: MediaState = .ready, streams: Int = 172, isDraining: Bool = false,
        problems: [MediaFault] = []
    ) -> MediaReport {
        MediaReport(
            state: state,
            engines: [
                MediaEngineReport(
                    name: "media-1", state: first, version: "1.1.2", sessions: 3, connections: 24, streams: streams,
                    capacity: 200, isDraining: isDraining, restarts: 1, memory: 97 << 20, processor: 0.58),
                MediaEngineReport(
                    name: "media-2", state: .down, sessions: 0, capacity: 200, restarts: 6),
            ], turn: TurnReport(state: .ready, urls: ["turn:meet.example.org:3478"]),
            sessions: [SessionMediaSummary(sessionID: SessionID("s2"), engine: "media-1", connected: 5, poor: 1)],
            problems: problems)
    }

    private static let fault = MediaFault(
        part: "media network",
        text: "`media.interfaces` names eth9, and no interface is called so: Janus would tell everybody all addresses.",
        fix: "Name one or more of eth0, or leave the key out.")

    private func driver(
        rows: Int = 24, columns: Int = 80, _ report: MediaReport = report(), mayWrite: Bool = true
    ) -> Driver {
        var configuration = Configuration(environment: "LOCAL", mayWrite: mayWrite)
        configuration.operatorName = "dana"
        var driver = Driver(rows: rows, columns: columns, configuration: configuration, changes: Event.lively)
        driver.send(.changes([.media(report, at: Driver.start)]))
        driver.send(.tick(now: Driver.start, utcOffset: 3600))
        _ = driver.takenWithAmbient()
        return driver
    }

    @Test("the media servers with what stands in the way, 80×24")
    func standard() {
        var driver = driver(Self.report(problems: [Self.fault]))
        driver.type("gm")
        expectPicture(driver.picture, Self.standardPicture)
    }

    @Test("the media servers on a wall, 200×50: bar, version and tab")
    func wall() {
        var driver = driver(rows: 50, columns: 200)
        driver.type("gm")
        #expect(driver.lines.contains { $0.contains("media-1              ready      1.1.2") })
        #expect(driver.lines.contains { $0.contains("█████████████████████░░░") })
        #expect(driver.lines.contains { $0.contains("[gm media]") })
    }

    @Test("the narrowest screens still say which one is down", arguments: [(12, 40), (5, 20)])
    func narrow(rows: Int, columns: Int) {
        var driver = driver(rows: rows, columns: columns)
        driver.type("gm")
        #expect(driver.lines.contains { $0.contains("media-2") && $0.contains("DOWN") } || rows < 6)
    }

    @Test(
        "the header says at once whether people hear each other",
        arguments: [
            (80, Self.report(streams: 20), "media 1/2"), (80, MediaReport(state: .off), nil),
            (120, MediaReport(state: .ready, engines: [Self.report(streams: 20).engines[0]]), "media 10%"),
            (80, MediaReport(state: .ready, engines: [Self.report(streams: 20).engines[0]]), nil),
            (80, MediaReport(state: .ready, engines: [Self.report(streams: 172).engines[0]]), "media 86%"),
            (80, MediaReport(state: .ready, engines: [Self.report(isDraining: true).engines[0]]), "media draining"),
            (80, MediaReport(state: .starting), "media starting"), (80, MediaReport(state: .failing), "MEDIA FAILING"),
            (80, MediaReport(state: .down), "MEDIA DOWN"), (80, MediaReport(state: .absent), "NO MEDIA"),
        ] as [(Int, MediaReport, String?)])
    func header(columns: Int, report: MediaReport, words: String?) {
        let driver = driver(columns: columns, report)
        let line = driver.lines[0].lowercased()
        if let words { #expect(driver.lines[0].contains(words), "\(driver.lines[0])") }
        #expect(line.contains("media") == (words != nil), "\(driver.lines[0])")
    }

    @Test("what was told half a minute ago is not said any more")
    func age() {
        var driver = driver()
        driver.wait(30)
        #expect(driver.lines[0].contains("media 1/2"))
        driver.wait(1)
        #expect(driver.lines[0].contains("media ?"))
        driver.type("gm")
        #expect(driver.shows("31s OLD") || driver.shows("0:31 OLD"))
    }

    @Test("a media server is drained with two keys, and the row is asked for at once")
    func drain() throws {
        var driver = driver()
        driver.type("gm/media-1")
        driver.press(.enter)
        driver.type("K")
        #expect(driver.taken() == [])
        #expect(driver.status.contains("drain media-1, the LAST that takes any (3 sessions go on) · K again"))
        driver.type("K")
        #expect(driver.taken() == [.send(.drain("media-1"), RequestID(rawValue: 1))])
        driver.send(.answered(.done, RequestID(rawValue: 1)))
        #expect(driver.taken() == [.ask(.media, RequestID(rawValue: 2))])
        #expect(driver.status.contains("ok: media-1: takes no new sessions"))
        driver.send(.answered(.media(Self.report(isDraining: true)), RequestID(rawValue: 2)))
        #expect(driver.shows("draining"))
        driver.type("KK")
        #expect(driver.taken() == [.send(.resumeEngine("media-1"), RequestID(rawValue: 3))])
    }

    @Test("read-only drains and mutes nothing")
    func readOnly() {
        var driver = driver(mayWrite: false)
        driver.type("gmKK")
        #expect(driver.taken() == [] && driver.status.contains("read-only"))
        driver.type("3SS")
        #expect(driver.taken() == [] && driver.status.contains("read-only"))
    }

    @Test("the people of an open session show what they have on, asked every five seconds, with its age")
    func people() throws {
        var driver = driver(rows: 30, columns: 100)
        driver.open(.session(SessionID("s2")))
        let question = try #require(driver.takenWithAmbient().first { $0.isSessionMedia })
        guard case .ask(.sessionMedia(let session), let id) = question else { return }
        #expect(session == SessionID("s2"))
        let people = driver.model.state.people.values.filter { driver.model.state.isInside($0) }
            .filter { $0.participant.sessionID == session }.map(\.participant).sorted { $0.name < $1.name }
        let media = people.enumerated().map { index, person in
            ParticipantMedia(
                id: person.id, isConnected: true, hasMicrophone: true, hasCamera: index == 0, hasHandUp: index == 1,
                isTalking: index == 0,
                quality: ConnectionQuality(level: index == 1 ? .poor : .good, roundTrip: 210, loss: 0.07))
        }
        driver.send(.answered(.sessionMedia(SessionMedia(sessionID: session, engine: "media-1", people: media)), id))
        #expect(driver.lines.contains { $0.contains("MCSH NET") })
        #expect(driver.lines.contains { $0.contains(people[0].name) && $0.contains("»C·· good") })
        #expect(driver.lines.contains { $0.contains(people[1].name) && $0.contains("M··H POOR") })
        driver.wait(4)
        #expect(!driver.takenWithAmbient().contains { $0.isSessionMedia })
        driver.wait(1)
        let again = driver.takenWithAmbient().filter(\.isSessionMedia)
        #expect(again.count == 1)
        driver.wait(12)
        #expect(driver.lines.contains { $0.contains("MCSH 17s") || $0.contains("MCSH 0:17") })
        #expect(!driver.takenWithAmbient().contains { $0.isSessionMedia }, "one question at a time")
        driver.open(.person(people[1].id))
        #expect(driver.shows("microphone, hand up"))
        #expect(driver.shows("poor, 210 ms there and back, 7 % lost"))
    }

    @Test("everybody is muted with two keys, where the server can")
    func muteAll() {
        var driver = driver()
        driver.press(.character("j"), .enter, .character("S"))
        driver.send(.answered(.mediaControls(MediaControls(recording: true, muting: true)), RequestID(rawValue: 1)))
        #expect(driver.status.contains("mute all 4 guests of Breakout B · S again does it"))
        _ = driver.taken()
        driver.type("S")
        #expect(driver.taken() == [.send(.muteAll(SessionID("s2")), RequestID(rawValue: 2))])
    }

    @Test("a running recording is stopped with the key that starts one")
    func stop() throws {
        var driver = driver()
        driver.send(.answered(.mediaControls(MediaControls(recording: true, muting: true)), RequestID(rawValue: 0)))
        let running = try #require(
            driver.model.state.recordings.values.first { known in
                known.recording.status == .started
                    && driver.model.room(of: .recording(known.recording.id))?.room?.recordingOptions.autoRecord == false
            })
        driver.open(.session(running.recording.sessionID))
        driver.type("C")
        driver.send(.answered(.mediaControls(MediaControls(recording: true, muting: true)), RequestID(rawValue: 2)))
        driver.send(.answered(.mediaControls(MediaControls(recording: true, muting: true)), RequestID(rawValue: 1)))
        #expect(driver.status.contains("stop the recording of"))
        _ = driver.taken()
        driver.type("C")
        #expect(
            driver.taken().contains { effect in
                if case .send(.stopRecording(running.recording.id), _) = effect { true } else { false }
            })
    }

    @Test("Enter on the alarm of a media server leads to the media servers")
    func alarm() {
        var driver = driver()
        driver.wait(12)
        driver.send(.changes([.heartbeat(.stream, at: Driver.start + .seconds(12))]))
        driver.type("!/no sound")
        driver.press(.enter)
        #expect(driver.shows("media-2 was started again 6 times and is given up"))
        driver.press(.enter)
        #expect(driver.model.place == .media)
    }

    private static let standardPicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW           !!1 !1  4 live 11 in 2 rec  media 1/2
         media
        ST SERVER               STATE      SESS   STREAMS USED         CPU    MEM AGAIN
        !!▶media-2              DOWN          0     0/200 ░░░░░░░░░░     –      –     6
        ●  media-1              ready         3   172/200 █████████░   58%    97M     1







        ─ SOUND AND PICTURE ────────────────────────────────────────── asked every 5 s ─
         TURN     ready
         People   5 connected in 1 session, 1 with a poor connection
         Problem  `media.interfaces` names eth9, and no interface is called so: Janus
                  would tell everybody all addresses.
         Do       Name one or more of eth0, or leave the key out.




         K drain  s sort  x export  / filter  ! alarms  : cmd  ? help  q back
         2 media servers · filter: none · sort: trouble, name                   row 1/2
        """#
}

extension Effect {
    fileprivate var isSessionMedia: Bool { if case .ask(.sessionMedia, _) = self { true } else { false } }
}
