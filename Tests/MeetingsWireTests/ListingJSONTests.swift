import Meetings
import MeetingsWire
import Testing

@Suite("Themes, sessions, people, recordings and numbers as JSON")
struct ListingJSONTests {
    @Test("are written as they were read, byte for byte")
    func canonical() throws {
        let cases: [(String, ([UInt8]) throws -> [UInt8])] = [
            ("theme", { ThemeJSON.write(try ThemeJSON.read($0)) }),
            ("theme-list", { ThemeListJSON.write(try ThemeListJSON.read($0)) }),
            ("session", { SessionJSON.write(try SessionJSON.read($0)) }),
            ("session-locked", { SessionJSON.write(try SessionJSON.read($0)) }),
            ("waiting-list", { WaitingListJSON.write(try WaitingListJSON.read($0, room: RoomID("r"))) }),
            ("room-closing-planned", { RoomClosingJSON.write(try RoomClosingJSON.read($0)) }),
            ("room-closing-done", { RoomClosingJSON.write(try RoomClosingJSON.read($0)) }),
            ("session-page", { SessionPageJSON.write(try SessionPageJSON.read($0)) }),
            ("participant-list", { ParticipantListJSON.write(try ParticipantListJSON.read($0)) }),
            ("recording", { RecordingJSON.write(try RecordingJSON.read($0)) }),
            ("recording-list", { RecordingListJSON.write(try RecordingListJSON.read($0)) }),
            ("dial-in-number-list", { DialInNumberListJSON.write(try DialInNumberListJSON.read($0)) }),
        ]
        for (name, rewrite) in cases {
            #expect(text(try rewrite(Fixture.bytes(name))) == (try Fixture.compact(name)), "\(name)")
        }
    }

    @Test("know every spelling of no themes", arguments: ["", "[]", "{}", "null"])
    func noThemes(json: String) throws {
        #expect(try ThemeListJSON.read(Array(json.utf8)).isEmpty)
    }

    @Test("refuse a list of themes that is something else")
    func wrongThemes() {
        #expect(throws: WireError.self) { try ThemeListJSON.read(Array(#"{"a":1}"#.utf8)) }
        let error = #expect(throws: WireError.self) { try ThemeListJSON.read(Array("[{}]".utf8)) }
        #expect(error?.message == #""themes[0].theme_id" is required"#)
    }

    @Test("tell a live session from an ended one")
    func sessions() throws {
        let page = try SessionPageJSON.read(Fixture.bytes("session-page"))
        #expect(page.sessions.map(\.session.isLive) == [false, true])
        #expect(page.sessions.map(\.people) == [3, 1])
        #expect(page.sessions.map(\.billedMinutes) == [74.5, 0])
        #expect(page.totalItems == 9)
        #expect(page.previous?.hasSuffix("offset=0&page_size=2") == true)
    }

    @Test("tell who is still inside")
    func participants() throws {
        let people = try ParticipantListJSON.read(Fixture.bytes("participant-list"))
        #expect(people.map(\.role) == [.guest, .owner])
        #expect(people.map { $0.leftAt == nil } == [false, true])
    }

    @Test("refuse a recording without or of unknown status")
    func recordingStatus() {
        let missing = #expect(throws: WireError.self) {
            try RecordingJSON.read(Array(#"{"id":"a","session_id":"b"}"#.utf8))
        }
        #expect(missing?.message == #""status" is required"#)
        let unknown = #expect(throws: WireError.self) {
            try RecordingJSON.read(Array(#"{"id":"a","session_id":"b","status":"lost"}"#.utf8))
        }
        #expect(unknown?.message == #""status" must be one of [started, paused, stopped, uploaded]"#)
    }
}
