import Meetings
import MeetingsWire
import Testing

@Suite("Events as JSON")
struct EventJSONTests {
    private static let published = [
        "callback-room-expired", "callback-session-started", "callback-session-ended",
        "callback-session-participant-joined", "callback-session-participant-left", "callback-recording-started",
        "callback-recording-ended", "callback-recording-uploaded",
    ]
    private static let ours = [
        "event-room-created", "event-room-updated", "event-theme-created", "event-theme-updated", "event-theme-deleted",
        "event-room-deleted", "event-session-locked", "event-session-unlocked", "event-session-waiting-joined",
        "event-session-waiting-left", "event-alarm-acknowledged", "event-alarm-snoozed", "event-alarm-reopened",
        "event-note-added", "event-recording-failed",
    ]

    @Test("are written as they were read, byte for byte", arguments: published + ours)
    func canonical(name: String) throws {
        let body = try EventJSON.readBody(Fixture.bytes(name))
        #expect(text(EventJSON.writeBody(body)) == (try Fixture.compact(name)))
    }

    @Test("end with the room's metadata where it has any, and are read all the same", arguments: published)
    func metadata(name: String) throws {
        let body = try EventJSON.readBody(Fixture.bytes(name))
        let plain = text(EventJSON.writeBody(body))
        let written = EventJSON.writeBody(body, metadata: "größe=1\r\n\"\u{0}\u{2028}")
        let member = #","metadata":"größe=1\r\n\"\u0000"#
        #expect(text(written).hasPrefix(plain.dropLast() + member))
        #expect(!written.contains { $0 < 0x20 })
        #expect(try EventJSON.readBody(written) == body)
        #expect(text(EventJSON.writeBody(body, metadata: "")) == plain.dropLast() + #","metadata":""}"#)
    }

    @Test("have a fixture each")
    func complete() throws {
        let names = try (Self.published + Self.ours).map { try EventJSON.readBody(Fixture.bytes($0)).name }
        #expect(Set(names) == Set(EventName.allCases))
    }

    @Test("never carry a host link")
    func hostLink() throws {
        let room = try RoomJSON.read(Fixture.bytes("room-instant"))
        #expect(room.links.host != nil)
        #expect(!text(EventJSON.writeBody(.roomCreated(room))).contains("participant_token"))
        #expect(!text(EventJSON.writeBody(.roomUpdated(room))).contains("host_url"))
    }

    @Test(
        "are known by their earlier names",
        arguments: [
            ("session-started", "callback-session-started"), ("session-ended", "callback-session-ended"),
            ("room-expired", "callback-room-expired"), ("participant:joined", "callback-session-participant-joined"),
            ("participant:left", "callback-session-participant-left"),
            ("recording:ready", "callback-recording-uploaded"),
            ("session-participant-left", "callback-session-participant-left"),
        ])
    func earlierNames(name: String, fixture: String) throws {
        let body = try EventJSON.readBody(Fixture.bytes(fixture))
        let renamed = text(try Fixture.bytes(fixture)).replacing(body.name.rawValue, with: name)
        #expect(try EventJSON.readBody(Array(renamed.utf8)) == body)
    }

    @Test("of an unknown name are told from broken ones")
    func unknown() {
        let error = #expect(throws: WireError.self) {
            try EventJSON.readBody(Array(#"{"event":"pincode-\u001b[2Jexpired"}"#.utf8))
        }
        #expect(error == WireError(.unknownEvent, "The event \"pincode-▯[2Jexpired\" is not known"))
        let broken = #expect(throws: WireError.self) {
            try EventJSON.readBody(Array(#"{"event":"room:expired"}"#.utf8))
        }
        #expect(broken == WireError(.invalidField, #""room_id" is required"#))
        #expect(throws: WireError.self) { try EventJSON.readBody([]) }
    }

    @Test("take a duration in quotes or with a fraction", arguments: [("\"130\"", 130), ("130.4", 130), ("0", 0)])
    func duration(json: String, seconds: Int) throws {
        let body = text(try Fixture.bytes("callback-recording-ended")).replacing("130", with: json)
        guard case .recordingEnded(_, _, _, _, let found) = try EventJSON.readBody(Array(body.utf8)) else {
            Issue.record("another event")
            return
        }
        #expect(found == seconds)
    }

    @Test("refuse a duration that no number can hold")
    func longDuration() throws {
        let body = text(try Fixture.bytes("callback-recording-ended")).replacing("130", with: "1e300")
        #expect(throws: WireError.self) { try EventJSON.readBody(Array(body.utf8)) }
    }

    @Test("in an envelope are written as they were read, in one line")
    func envelope() throws {
        let compact = try Fixture.compact("event-envelope")
        let envelope = try EventEnvelopeJSON.read(Array(compact.utf8))
        #expect(text(EventEnvelopeJSON.write(envelope)) == compact)
        #expect(text(envelope.body) == (try Fixture.compact("callback-session-started")))
        let event = try envelope.event()
        #expect(event.sequence == 41)
        #expect(event.at == Timestamp("2031-03-04T09:02:11.091Z"))
        #expect(event.body.name == .sessionStarted)
        let indented = try EventEnvelopeJSON.read(Fixture.bytes("event-envelope"))
        #expect(!EventEnvelopeJSON.write(indented).contains(0x0A))
        #expect(try indented.event() == event)
    }

    @Test("come in pages, written as they were read")
    func page() throws {
        let compact = try Fixture.compact("event-page")
        let page = try EventPageJSON.read(Array(compact.utf8))
        #expect(page.events.map(\.sequence) == [41, 42])
        #expect(page.pageSize == 2)
        #expect(text(EventPageJSON.write(page.events, pageSize: page.pageSize, next: page.next)) == compact)
        #expect(
            try EventPageJSON.read(EventPageJSON.write([], pageSize: 5, next: nil))
                == EventPage(events: [], pageSize: 5))
    }
}
