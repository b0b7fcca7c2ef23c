import Meetings
import MeetingsStore

@testable import Dashboard

/// The middle of an event with two thousand people: what the screens of `GoldenScreenTests` show.
extension Event {
    /// Rooms, people, recordings, alarms, callbacks; names of every script and one that is hostile.
    static let night: [Change] =
        [.themes(listing(nightThemes)), .rooms(listing(nightRooms))] + nightEvents + [
            .callbackEndpoints(Driver.endpoints, at: now), .deliveries(Driver.listing(Driver.callbacks), at: now),
            .link(.stream, .live, at: now - .seconds(1)), .link(.poll, .live, at: now - .seconds(2)),
        ]

    static let nightSheet = RunSheet(
        csv: """
            PLAN,ROOM,HOST,REC,NOTE
            10:00,Keynote — opening and awards,Lee Park,yes,stream goes out
            10:30,Sponsor Lounge,Ana Lima,yes,
            10:40,Main Stage,Dana Cruz,yes,interpreters ready?
            11:00,Track 3 — Security,Jörg Weiß,yes,links sent
            11:00,审计例会 Audit,李小龍,no,
            13:00,Workshop A,,no,room 12 is locked until 12:45
            20:00,Awards,مريم الحسن,yes,
            """, now: now, utcOffset: 3600)

    private static let nightThemes = [
        theme("t1", "Summit", "#12f64e"), theme("t2", "Acme", "#f00"), theme("t3", "夜の部 Night", "#0f9d58"),
        theme("t4", "A theme with a name that no column can hold whole", "#336699"),
    ]

    private static let nightRooms: [Room] =
        [
            room("r1", "Main Stage", theme: "t1"), room("r2", "Breakout B", closes: 473),
            room("r3", "审计例会 Audit", theme: "t2"), room("r4", "Keynote — opening and awards", theme: "t1", auto: true),
            room("r5", "Zoe\u{308}s Cafe\u{301}"), room("r6", "bad\u{1B}[2J\u{202E}name", type: .instant, closes: 612),
            room("r7", "Press", closes: 200_000, auto: true), room("r8", "Rehearsal", available: false),
            room("r9", "Sponsor Lounge", theme: "t1", auto: true), room("r10", "Help desk", closes: 26_273),
            room("r11", "قاعة الترجمة", theme: "t3"), room("r12", "Kids 👩‍👩‍👧‍👦 corner 🎈", theme: "t4"),
            room("r13", "A room whose name is longer than any column that a list could ever give to it"),
        ]
        + (1...6).map { room("k\($0)", "Track \($0) — \(subjects[$0 - 1])", theme: "t1", auto: true) }
        + (1...18).map { room("w\($0)", "Workshop \(letters[$0 - 1])", closes: 3600 * $0) }

    private static let subjects = ["Platforms", "Storage", "Security", "Tools", "Web", "Data"]
    private static let letters = "ABCDEFGHIJKLMNOPQR".map(String.init)

    /// Who comes where: room, session, guests, hosts, and how long ago the first of them came.
    private static let crowds: [(room: String, session: String, guests: Int, hosts: Int, ago: Int)] = [
        ("r4", "2_MX4xMjM0fn4xNzAwfmFiY35kA-fg", 1204, 2, 2515), ("k1", "s-track-1", 244, 1, 2500),
        ("k2", "s-track-2", 139, 1, 2490), ("k4", "s-track-4", 88, 1, 2000), ("r2", "s-breakout", 61, 1, 1860),
        ("r10", "s-help", 9, 3, 8000), ("r3", "s-audit", 3, 1, 700), ("r9", "s-sponsor", 58, 2, 900),
        ("r11", "s-interpreters", 2, 1, 3000), ("r12", "s-kids", 17, 1, 1200), ("w2", "s-w2", 23, 1, 1500),
        ("w3", "s-w3", 31, 1, 1400), ("w4", "s-w4", 12, 0, 400), ("r1", "s-main", 4, 0, 132),
        ("w5", "s-w5", 96, 1, 610),
    ]

    private static let guests = [
        "Jörg Weiß", "李小龍", "مريم الحسن", "Zoe\u{308}", "Ana Lima", "Noah", "Ida Sørensen", "Emil", "佐藤 花子",
        "👩‍👩‍👧‍👦 Familie", "Mia", "p-1190", "Владимир", "עדי כהן", "A guest with a very long name indeed, from Elsewhere",
    ]

    private static let nightEvents: [Change] = {
        var events: [(ago: Int, body: EventBody)] = []
        for crowd in crowds { events += arrivals(crowd) }
        events += recordings + left
        // A stable order: the oldest first, then as they were told.
        let sorted = events.enumerated().sorted { ($1.element.ago, $0.offset) < ($0.element.ago, $1.offset) }
        let numbered: [Change] = sorted.enumerated().map { number, event in
            let time = now - .seconds(event.element.ago)
            return .event(
                Event(sequence: Int64(46_021 + number), at: time, body: event.element.body), from: .stream, at: time)
        }
        return numbered + decisions
    }()

    private static func arrivals(_ crowd: (room: String, session: String, guests: Int, hosts: Int, ago: Int))
        -> [(ago: Int, body: EventBody)]
    {
        let (room, session) = (RoomID(crowd.room), SessionID(crowd.session))
        var events: [(ago: Int, body: EventBody)] = [
            (crowd.ago, .sessionStarted(session: session, room: room, startedAt: now - .seconds(crowd.ago)))
        ]
        for number in 0..<crowd.hosts + crowd.guests {
            let isHost = number < crowd.hosts
            let name =
                isHost
                ? ["Lee Park", "Dana Cruz", "Sam Okafor"][number]
                : number < crowd.hosts + guests.count ? guests[number - crowd.hosts] : "p-\(1000 + number)"
            let person = Participant(
                id: ParticipantID("\(crowd.session)-\(number)"), sessionID: session, roomID: room, name: name,
                role: isHost ? .owner : .guest, isHost: isHost)
            // They come fast at first, then ever fewer.
            let share = Double(number) / Double(crowd.hosts + crowd.guests)
            events.append((crowd.ago - Int(Double(crowd.ago - 3) * share * share), .participantJoined(person)))
        }
        return events
    }

    private static var left: [(ago: Int, body: EventBody)] {
        let keynote = SessionID("2_MX4xMjM0fn4xNzAwfmFiY35kA-fg")
        return (300..<360).map { number in
            let person = Participant(
                id: ParticipantID("\(keynote.rawValue)-\(number)"), sessionID: keynote, roomID: RoomID("r4"),
                name: "p-\(1000 + number)", role: .guest, isHost: false)
            return (ago: 700 - number, body: .participantLeft(person))
        }
    }

    private static var recordings: [(ago: Int, body: EventBody)] {
        let (keynote, track) = (SessionID("2_MX4xMjM0fn4xNzAwfmFiY35kA-fg"), SessionID("s-track-1"))
        func ended(_ id: String, _ session: String, from: Int, until: Int) -> (ago: Int, body: EventBody) {
            (
                until,
                .recordingEnded(
                    recording: RecordingID(id), session: SessionID(session), startedAt: now - .seconds(from),
                    endedAt: now - .seconds(until), seconds: from - until)
            )
        }
        return [
            (2400, .recordingStarted(recording: RecordingID("0e9d7c55-4a11"), session: keynote)),
            (2390, .recordingStarted(recording: RecordingID("77aa01cc-91f2"), session: track)),
            (690, .recordingStarted(recording: RecordingID("a90c44d1-0b7e"), session: SessionID("s-audit"))),
            (2000, .recordingStarted(recording: RecordingID("5a0d2c11-77d0"), session: SessionID("s-help"))),
            ended("5a0d2c11-77d0", "s-help", from: 2000, until: 844),
            (1850, .recordingStarted(recording: RecordingID("9c2d18aa-12c4"), session: SessionID("s-breakout"))),
            (
                950,
                .recordingUploaded(
                    recording: RecordingID("9c2d18aa-12c4"), session: SessionID("s-breakout"), room: RoomID("r2"),
                    startedAt: now - .seconds(1850), endedAt: now - .seconds(1000), seconds: 850,
                    url: "https://meet.example.org/recordings/9c2d18aa?signature=s3cr3t")
            ),
        ]
    }

    private static var decisions: [Change] {
        let decision = AlarmAcknowledgement(
            key: AlarmKey(.closing, "r2"), state: .acknowledged, note: "they know", operatorName: "dana",
            at: now - .seconds(60), until: now + .seconds(3600))
        return [
            waiting("w1", "Wanda", "r1", ago: 70), waiting("w2", "Jörg Weiß", "r1", ago: 15),
            .event(
                Event(sequence: 48_107, at: now - .seconds(1), body: .alarmAcknowledged(decision)), from: .stream,
                at: now),
            .notes(
                listing([
                    RoomNote(
                        id: NoteID(rawValue: "n1"), roomID: RoomID("r4"),
                        sessionID: SessionID("2_MX4xMjM0fn4xNzAwfmFiY35kA-fg"), text: "called Lee, wifi dropped",
                        operatorName: "dana", at: now - .seconds(500))
                ]), of: RoomID("r4")),
        ]
    }
}
