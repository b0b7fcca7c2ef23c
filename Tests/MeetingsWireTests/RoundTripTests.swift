import Meetings
import MeetingsWire
import Testing
import ValueSupport

@Suite("Reading what was written gives back the same")
struct RoundTripTests {
    @Test("room", arguments: 0..<300 as Range<UInt64>)
    func room(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let room = random.room()
        #expect(try RoomJSON.read(RoomJSON.write(room)) == room)
        let page = RoomPage(
            rooms: [room, random.room()], pageSize: 2, totalItems: 7, first: random.maybe { $0.text() },
            itself: random.maybe { $0.text() }, previous: random.maybe { $0.text() }, next: random.maybe { $0.text() })
        #expect(try RoomPageJSON.read(RoomPageJSON.write(page)) == page)
    }

    @Test("requests", arguments: 0..<200 as Range<UInt64>)
    func requests(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let newRoom = random.newRoom()
        #expect(try NewRoomJSON.read(NewRoomJSON.write(newRoom)) == newRoom)
        let update = random.roomUpdate()
        #expect(try RoomUpdateJSON.read(RoomUpdateJSON.write(update)) == update)
        let newTheme = NewTheme(
            name: random.maybe { $0.text() }, mainColor: random.text(), brandText: random.text(),
            shortCompanyURL: random.maybe { $0.text() })
        #expect(try NewThemeJSON.read(NewThemeJSON.write(newTheme)) == newTheme)
        let themeUpdate = ThemeUpdate(
            name: random.maybe { $0.text() }, mainColor: random.maybe { $0.text() },
            brandText: random.maybe { $0.text() },
            shortCompanyURL: random.maybe { random in random.maybe { $0.text() } })
        #expect(try ThemeUpdateJSON.read(ThemeUpdateJSON.write(themeUpdate)) == themeUpdate)
    }

    @Test("listings", arguments: 0..<100 as Range<UInt64>)
    func listings(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let themes = (0..<3).map { _ in random.theme() }
        #expect(try ThemeListJSON.read(ThemeListJSON.write(themes)) == themes)
        let people = (0..<3).map { _ in random.participant(hasTimes: true) }
        #expect(try ParticipantListJSON.read(ParticipantListJSON.write(people)) == people)
        let recordings = (0..<3).map { _ in random.recording() }
        #expect(try RecordingListJSON.read(RecordingListJSON.write(recordings)) == recordings)
        let decisions = (0..<3).map { _ in random.acknowledgement(.snoozed) }
        #expect(try AcknowledgementListJSON.read(AcknowledgementListJSON.write(decisions)) == decisions)
        let sessions = SessionPage(
            sessions: (0..<3).map { _ in random.summary() }, pageSize: 3, totalItems: 4, next: random.text())
        #expect(try SessionPageJSON.read(SessionPageJSON.write(sessions)) == sessions)
    }

    @Test("events and their envelopes", arguments: EventName.allCases)
    func events(name: EventName) throws {
        for seed in 0..<50 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            let body = random.eventBody(name)
            #expect(try EventJSON.readBody(EventJSON.writeBody(body)) == body)
            let envelope = EventEnvelope(
                sequence: Int64(bitPattern: random.next()), at: random.time(), name: body.name.rawValue,
                roomID: body.roomID, sessionID: body.sessionID, body: EventJSON.writeBody(body))
            let written = EventEnvelopeJSON.write(envelope)
            #expect(try EventEnvelopeJSON.read(written) == envelope)
            #expect(!written.contains(0x0A))
            #expect(try envelope.event().body == body)
        }
    }
}
