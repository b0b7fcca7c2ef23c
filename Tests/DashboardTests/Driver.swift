import Foundation
import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// Presses keys on a dashboard and looks at what it shows and asks for.
struct Driver {
    var model: Model
    var size: Size
    private(set) var effects: [Effect] = []
    /// 2031-03-04 09:42:07 UTC: a Tuesday morning, 10:42:07 in the operator's zone.
    static let start = Timestamp(milliseconds: 1_930_383_727_000)
    private(set) var now = Driver.start

    init(
        rows: Int = 24, columns: Int = 80, configuration: Configuration = Configuration(environment: "LOCAL"),
        changes: [Change] = Event.board
    ) {
        size = Size(rows: rows, columns: columns)
        model = Model(configuration: configuration, now: Driver.start, utcOffset: 3600)
        send(.input(.resize(size)))
        send(.changes(changes))
        send(.tick(now: now, utcOffset: 3600))
        // What the start itself asks for is no answer to a key.
        effects = []
    }

    mutating func send(_ message: Message) { effects += model.update(message) }

    /// Keys as text: each character is a key.
    mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    mutating func press(_ keys: Key...) {
        for key in keys { send(.input(.key(key))) }
    }

    /// Opens an object's view as if Enter had been pressed on its row.
    mutating func open(_ object: ObjectID) {
        effects += model.open(object)
        send(.tick(now: now, utcOffset: 3600))
    }

    /// Seconds pass, one tick each.
    mutating func wait(_ seconds: Int) {
        for _ in 0..<seconds {
            now = now + .seconds(1)
            send(.tick(now: now, utcOffset: 3600))
        }
    }

    /// What was asked for since the last look.
    mutating func taken() -> [Effect] {
        defer { effects = [] }
        return effects.filter { !$0.isAmbient }
    }

    /// All of it, what goes on by itself included.
    mutating func takenWithAmbient() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    /// The rows of the list that has the keys.
    var rows: [ObjectID] { model.shownList.flatMap { model.lists[$0]?.rows.ids } ?? [] }
    var lines: [String] { model.view(size).lines }
    var picture: String { model.view(size).picture }
    var status: String { lines.last ?? "" }
    /// The line with the cursor.
    var selected: String { lines.first { $0.contains("▶") } ?? "" }

    func shows(_ text: String) -> Bool { picture.contains(text) }
}

/// Holds a screen against its picture in the test. With `GREENROOM_PICTURES` set to a folder, both go there when they
/// differ, so that a changed screen can be looked at and taken over.
func expectPicture(
    _ actual: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(actual == expected, sourceLocation: sourceLocation)
    guard actual != expected, let folder = ProcessInfo.processInfo.environment["GREENROOM_PICTURES"] else { return }
    let name = "\(folder)/\(sourceLocation.fileName)-\(sourceLocation.line)"
    try? actual.write(toFile: name + ".actual", atomically: true, encoding: .utf8)
    try? expected.write(toFile: name + ".expected", atomically: true, encoding: .utf8)
}

extension Effect {
    /// True for what no key asked for: titles, hooks and bells of alarms, and notes that come with a view.
    fileprivate var isAmbient: Bool {
        switch self {
        case .title, .hook, .bell, .ask(.notes, _): true
        default: false
        }
    }
}

extension Event {
    static let now = Driver.start

    static func room(
        _ id: String, _ name: String, type: RoomType = .longTerm, closes seconds: Int = 37_073, theme: String? = nil,
        available: Bool = true, auto: Bool = false
    ) -> Room {
        Room(
            id: RoomID(id), displayName: name, type: type, expiresAt: now + .seconds(seconds),
            recordingOptions: RecordingOptions(autoRecord: auto), themeID: theme.map { ThemeID($0) },
            joinApprovalLevel: .afterOwnerOnly, meetingCode: "482113907", isAvailable: available,
            createdAt: now - .seconds(300),
            links: RoomLinks(
                guest: "https://meet.example.org/482113907",
                host: "https://meet.example.org/482113907?participant_token=s3cr3t"))
    }

    static func theme(_ id: String, _ name: String, _ color: String) -> Theme {
        Theme(
            id: ThemeID(id), name: name, mainColor: color, brandText: "\(name) 2031", accountID: "k",
            applicationID: ApplicationID("a"))
    }

    static func listing<Item>(_ items: [Item]) -> Listing<Item> {
        Listing(items: items, askedAt: now - .seconds(3600), at: now - .seconds(1))
    }

    static func started(_ session: String, _ room: String, ago seconds: Int) -> Change {
        let time = now - .seconds(seconds)
        let body = EventBody.sessionStarted(session: SessionID(session), room: RoomID(room), startedAt: time)
        return .event(Event(sequence: nil, at: time, body: body), from: .stream, at: time)
    }

    static func joined(_ name: String, _ session: String, _ room: String, host: Bool = false, ago seconds: Int)
        -> Change
    {
        let time = now - .seconds(seconds)
        let person = Participant(
            id: ParticipantID("\(session)-\(name)"), sessionID: SessionID(session), roomID: RoomID(room), name: name,
            role: host ? .owner : .guest, isHost: host)
        return .event(Event(sequence: nil, at: time, body: .participantJoined(person)), from: .stream, at: time)
    }

    static func recording(_ id: String, _ session: String, ago seconds: Int) -> Change {
        let time = now - .seconds(seconds)
        let body = EventBody.recordingStarted(recording: RecordingID(id), session: SessionID(session))
        return .event(Event(sequence: nil, at: time, body: body), from: .stream, at: time)
    }

    /// A morning with something of everything: alarms, wide and combining names, hostile names, empty and closed rooms.
    static let board: [Change] = [
        .themes(listing([theme("t1", "Summit", "#12f64e"), theme("t2", "Acme", "#f00")])),
        .rooms(
            listing([
                room("r1", "Main Stage", theme: "t1"), room("r2", "Breakout B", closes: 473),
                room("r3", "审计例会 Audit", theme: "t2"), room("r4", "Track 1 — Platforms", auto: true),
                room("r5", "Zoe\u{308}s Cafe\u{301}"), room("r6", "bad\u{1B}[2J\u{202E}name", type: .instant),
                room("r7", "Press", closes: 200_000, auto: true), room("r8", "Rehearsal", available: false),
            ])),
        started("s4", "r4", ago: 2515), joined("Lee Park", "s4", "r4", host: true, ago: 2515),
        recording("0e9d7c55", "s4", ago: 2400), joined("Ana Lima", "s4", "r4", ago: 2300),
        started("s2", "r2", ago: 1200), joined("Dana Cruz", "s2", "r2", host: true, ago: 1200),
        joined("p-1190", "s2", "r2", ago: 1100), started("s3", "r3", ago: 700),
        joined("李小龍", "s3", "r3", host: true, ago: 700), started("s1", "r1", ago: 132),
        joined("مريم", "s1", "r1", ago: 132), joined("x\u{1B}]52;c;aGk=\u{7}", "s1", "r1", ago: 60),
        joined("Zoe\u{308}", "s1", "r1", ago: 12),
        .link(.stream, .live, at: now - .seconds(1)), .link(.poll, .live, at: now - .seconds(2)),
    ]

    static func left(_ name: String, _ session: String, _ room: String, host: Bool = false, ago seconds: Int)
        -> Change
    {
        let time = now - .seconds(seconds)
        let person = Participant(
            id: ParticipantID("\(session)-\(name)"), sessionID: SessionID(session), roomID: RoomID(room), name: name,
            role: host ? .owner : .guest, isHost: host)
        return .event(Event(sequence: nil, at: time, body: .participantLeft(person)), from: .stream, at: time)
    }

    /// The morning of `board` with more in it: people who wait, who went and came back, and recordings of all kinds.
    static let lively: [Change] =
        board + [
            joined("Mia", "s2", "r2", ago: 1090), joined("Noah", "s2", "r2", ago: 1089),
            joined("Ida", "s2", "r2", ago: 1088), joined("Emil", "s2", "r2", ago: 1087),
            left("Mia", "s2", "r2", ago: 600), left("Dana Cruz", "s2", "r2", host: true, ago: 500),
            person("again", "Dana Cruz", "s2", "r2", host: true, ago: 440), recording("77aa01cc", "s2", ago: 900),
            uploaded("5a0d2c11", "s2", "r2", from: 1150, until: 950), waiting("w1", "Wanda", "r1", ago: 70),
            waiting("w2", "Jörg Weiß", "r1", ago: 15), .heartbeat(.stream, at: now - .seconds(1)),
        ]

    private static func person(
        _ id: String, _ name: String, _ session: String, _ room: String, host: Bool, ago seconds: Int
    ) -> Change {
        let time = now - .seconds(seconds)
        let person = Participant(
            id: ParticipantID(id), sessionID: SessionID(session), roomID: RoomID(room), name: name,
            role: host ? .owner : .guest, isHost: host)
        return .event(Event(sequence: nil, at: time, body: .participantJoined(person)), from: .stream, at: time)
    }

    private static func uploaded(_ id: String, _ session: String, _ room: String, from: Int, until: Int) -> Change {
        let end = now - .seconds(until)
        let body = EventBody.recordingUploaded(
            recording: RecordingID(id), session: SessionID(session), room: RoomID(room),
            startedAt: now - .seconds(from),
            endedAt: end, seconds: from - until, url: "https://meet.example.org/recordings/5a0d2c11?signature=s3cr3t")
        return .event(Event(sequence: nil, at: end, body: body), from: .stream, at: end)
    }

    static func waiting(_ id: String, _ name: String, _ room: String, ago seconds: Int) -> Change {
        let time = now - .seconds(seconds)
        let body = EventBody.waitingJoined(
            WaitingPerson(id: ParticipantID(id), roomID: RoomID(room), name: name, waitsFor: .approval, since: time))
        return .event(Event(sequence: nil, at: time, body: body), from: .stream, at: time)
    }
}
