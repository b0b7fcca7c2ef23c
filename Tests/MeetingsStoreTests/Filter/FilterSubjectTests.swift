import Meetings
import MeetingsStore
import Testing

/// What filters say of a known event: Main is live with Zoë as a guest, Dana has left; Press is closed; one waits.
struct FilterSubjectTests {
    private let now = Timestamp(milliseconds: 1_900_000_000_000)
    private let state: State

    init() {
        var state = State()
        let start = now
        func hear(_ body: EventBody, _ sequence: Int64, minutesAgo: Int) {
            let time = start - .seconds(minutesAgo * 60)
            _ = state.apply(.event(Event(sequence: sequence, at: time, body: body), from: .stream, at: time))
        }
        func room(_ id: String, _ name: String, theme: String? = nil, auto: Bool = false) -> Room {
            Room(
                id: RoomID(id), displayName: name, metadata: theme.map { "for " + $0 }, type: .longTerm,
                expiresAt: start + .seconds(8 * 60), recordingOptions: RecordingOptions(autoRecord: auto),
                themeID: theme.map { ThemeID($0) }, meetingCode: "48211390" + id,
                createdAt: start - .seconds(7200))
        }
        func person(_ id: String, host: Bool) -> Participant {
            Participant(
                id: ParticipantID(id), sessionID: SessionID("s1"), roomID: RoomID("1"), name: id, role: .guest,
                isHost: host)
        }
        hear(
            .themeCreated(
                Theme(
                    id: ThemeID("t"), name: "Acme", mainColor: "#0f0", brandText: "Brand", accountID: "a",
                    applicationID: ApplicationID("p"))), 1, minutesAgo: 120)
        hear(.roomCreated(room("1", "Main Stage", theme: "t")), 2, minutesAgo: 120)
        hear(.roomCreated(room("2", "Press", auto: true)), 3, minutesAgo: 119)
        hear(.roomCreated(room("3", "Audit")), 4, minutesAgo: 118)
        hear(
            .sessionStarted(session: SessionID("s1"), room: RoomID("1"), startedAt: start - .seconds(75 * 60)), 5,
            minutesAgo: 75)
        hear(.participantJoined(person("Dana", host: true)), 6, minutesAgo: 75)
        hear(.participantJoined(person("Zoë", host: false)), 7, minutesAgo: 70)
        hear(.recordingStarted(recording: RecordingID("r1"), session: SessionID("s1")), 8, minutesAgo: 60)
        hear(.participantLeft(person("Dana", host: true)), 9, minutesAgo: 30)
        hear(.sessionLocked(session: SessionID("s1"), room: RoomID("1")), 10, minutesAgo: 20)
        hear(
            .waitingJoined(
                WaitingPerson(
                    id: ParticipantID("Lee"), roomID: RoomID("1"), sessionID: SessionID("s1"), name: "Lee",
                    waitsFor: .approval)), 11, minutesAgo: 2)
        hear(
            .roomExpired(room: RoomID("3"), type: .longTerm, expiresAt: start, createdAt: start), 12, minutesAgo: 1)
        self.state = state
    }

    private var alarms: [Alarm] {
        var board = AlarmBoard()
        _ = board.update(state: state, now: now)
        return board.alarms
    }

    private func rooms(_ text: String) -> [String] {
        let filter = Filter(text, kind: .rooms)
        #expect(filter.problems.isEmpty, "\(text)")
        let surroundings = Surroundings(state)
        return state.rooms.values.filter { room in
            let alarms = self.alarms.filter { $0.room == room.id }
            let isMarked = room.id == RoomID("2")
            return filter.matches(
                RoomSubject(room, in: surroundings, now: now, alarms: alarms, isMarked: isMarked), now: now)
        }.map(\.id.rawValue).sorted()
    }

    @Test(
        "rooms",
        arguments: [
            ("", ["1", "2", "3"]), ("main", ["1"]), ("acme", ["1"]), ("theme:ac", ["1"]), ("has:theme", ["1"]),
            ("is:live", ["1"]), ("is:idle", ["2"]), ("is:closed", ["3"]), ("is:empty", ["2", "3"]),
            ("status:live|closed", ["1", "3"]), ("people:1", ["1"]), ("hosts:0", ["1", "2", "3"]), ("guests:>0", ["1"]),
            ("waiting:1", ["1"]), ("is:waiting", ["1"]), ("is:hostless", ["1"]), ("person:zoë", ["1"]),
            ("person:dana", []), ("is:locked", ["1"]), ("is:recording", ["1"]), ("recording:auto", ["2"]),
            ("recording:off", ["3"]), ("is:autorecord", ["2"]), ("closes:<10m", ["1", "2"]), ("closes:>10m", []),
            ("length:>1h", ["1"]), ("code:482113901", ["1"]), ("metadata:for", ["1"]), ("join:none", ["1", "2", "3"]),
            ("is:alarm", ["1"]), ("alarm:host", ["1"]), ("is:critical", ["1"]), ("is:marked", ["2"]),
            ("since:3h", ["1", "2", "3"]), ("since:1h", []), ("session:s1", ["1"]), ("is:longterm", ["1", "2", "3"]),
            ("is:instant", []), ("expires:<10m", ["1", "2", "3"]), ("id:2", ["2"]),
        ])
    func rooms(_ text: String, _ expected: [String]) { #expect(rooms(text) == expected, "\(text)") }

    @Test(
        "events",
        arguments: [
            ("event:left", [9]), ("session:participant:left", [9]), ("-room:main", [1, 3, 4, 12]), ("is:host", [6, 9]),
            ("host:yes is:left", [9]), ("who:zoë", [7]), ("since:25m", [10, 11, 12]), ("before:110m", [1, 2, 3, 4]),
            ("age:<90s", [12]), ("seq:>=11", [11, 12]), ("is:recording", [8]), ("is:theme", [1]), ("audit", [4, 12]),
            ("is:callback -is:joined -is:left", [5, 8, 12]), ("is:waiting", [11]), ("source:callbacks", []),
            ("is:failed", [5]), ("code:503", [5]), ("status:pending", [5]), ("session:s1 event:locked", [10]),
        ])
    func events(_ text: String, _ expected: [Int64]) {
        let filter = Filter(text, kind: .events)
        #expect(filter.problems.isEmpty)
        let surroundings = Surroundings(state)
        let found = (0..<state.events.count).map { state.events[$0] }.filter { event in
            let hasFailed = event.sequence == 5
            let subject = EventSubject(
                event, in: surroundings, now: now, code: hasFailed ? 503 : nil, status: hasFailed ? .pending : nil)
            return filter.matches(subject, now: now)
        }
        #expect(found.compactMap(\.sequence) == expected, "\(text)")
    }

    @Test(
        "people, those who wait among them",
        arguments: [
            ("is:inside", ["Zoë"]), ("is:left", ["Dana"]), ("is:waiting", ["Lee"]), ("role:host", ["Dana"]),
            ("room:main", ["Dana", "Lee", "Zoë"]), ("waits:approval", ["Lee"]), ("stay:>40m", ["Dana", "Zoë"]),
            ("left:<1h", ["Dana"]), ("since:10m", ["Lee"]), ("is:guest", ["Lee", "Zoë"]), ("host", ["Dana"]),
        ])
    func people(_ text: String, _ expected: [String]) {
        let filter = Filter(text, kind: .people)
        #expect(filter.problems.isEmpty)
        let surroundings = Surroundings(state)
        let seen = state.people.values.filter {
            filter.matches(PersonSubject($0, in: surroundings, now: now), now: now)
        }
        let waiting = state.waiting.values.filter {
            filter.matches(PersonSubject($0, in: surroundings, now: now), now: now)
        }
        #expect((seen.map(\.participant.name) + waiting.map(\.person.name)).sorted() == expected, "\(text)")
    }

    @Test("sessions, recordings and themes")
    func others() throws {
        let surroundings = Surroundings(state)
        let session = try #require(state.sessions[SessionID("s1")])
        for text in [
            "main", "is:live -is:ended", "people:1", "seen:2", "person:dana", "started:>1h", "length:>1h", "is:locked",
            "is:recording", "is:recorded", "recordings:1", "is:hostless", "room:main", "-has:ended", "since:2h",
        ] {
            let subject = SessionSubject(session, in: surroundings, now: now)
            #expect(Filter(text, kind: .sessions).matches(subject, now: now), "\(text)")
        }
        let recording = try #require(state.recordings[RecordingID("r1")]?.recording)
        for text in ["main", "status:started", "is:running", "room:main", "length:=1h", "-has:url", "is:live"] {
            let subject = RecordingSubject(recording, in: surroundings, now: now)
            #expect(Filter(text, kind: .recordings).matches(subject, now: now), "\(text)")
        }
        let theme = try #require(state.themes[ThemeID("t")]?.theme)
        for text in ["acme", "brand:brand", "color:#0f0", "rooms:1", "is:used", "-is:unused", "-is:logo", "-has:url"] {
            #expect(Filter(text, kind: .themes).matches(ThemeSubject(theme, uses: 1), now: now), "\(text)")
        }
    }

    @Test("every field and flag of a kind is one that some row of it can have")
    func vocabulary() {
        let surroundings = Surroundings(state)
        let rows = state.rooms.values.map {
            RoomSubject($0, in: surroundings, now: now, alarms: alarms, isMarked: true)
        }
        for field in FilterKind.rooms.fields {
            #expect(rows.contains { !$0.values(of: field.name).isEmpty }, "\(field.name)")
        }
        for flag in FilterKind.rooms.flags where !["warning", "instant"].contains(flag.name) {
            #expect(rows.contains { $0.has(flag.name) }, "\(flag.name)")
        }
    }

    @Test("completion offers what is there")
    func live() throws {
        let name = try #require(FilterKind.rooms.field(named: "name"))
        #expect(state.filterValues(of: name, kind: .rooms) == ["Audit", "Main Stage", "Press"])
        let person = try #require(FilterKind.people.field(named: "name"))
        #expect(state.filterValues(of: person, kind: .people) == ["Zoë", "Dana"])
        let theme = try #require(FilterKind.rooms.field(named: "theme"))
        #expect(state.filterValues(of: theme, kind: .rooms) == ["Acme"])
    }
}
