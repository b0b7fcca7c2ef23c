import Meetings
import MeetingsWire
import Testing
import ValueSupport

@Suite("Scanning recorded lines")
struct EventLineScannerTests {
    private func scan(_ bytes: [UInt8]) -> EventLine? {
        var scanner = EventLineScanner()
        return bytes.withUnsafeBytes { scanner.scan($0) }
    }

    private func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    @Test("each kind of line gives what the slow reader gives", arguments: 0..<600 as Range<UInt64>)
    func agrees(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let name = EventName.allCases[Int(seed) % EventName.allCases.count]
        let event = Event(sequence: nil, at: random.time(), body: random.eventBody(name))
        let envelope = EventEnvelope(
            sequence: Int64(seed) + 1, at: event.at ?? Timestamp(milliseconds: 1), name: event.body.name.rawValue,
            roomID: random.maybe { _ in RoomID("r-1") }, sessionID: event.body.sessionID.map { _ in SessionID("s-1") },
            body: EventJSON.writeBody(event.body))
        let bytes = EventEnvelopeJSON.write(envelope)
        // What needs a slower reader is nil, which the plain lines below never are.
        guard let line = scan(bytes) else { return }
        #expect(line.sequence == envelope.sequence)
        #expect(line.at == envelope.at)
        #expect(line.name == event.body.name)
        #expect(text(bytes, line.room) == envelope.roomID?.rawValue ?? "")
        #expect(text(bytes, line.session) == envelope.sessionID?.rawValue ?? "")
        #expect(Array(bytes[line.body]) == envelope.body)
        switch event.body {
        case .participantJoined(let person), .participantLeft(let person):
            #expect(text(bytes, line.subject) == person.name)
            #expect(line.isHost == person.isHost)
        case .roomCreated(let room), .roomUpdated(let room): #expect(text(bytes, line.subject) == room.displayName)
        case .recordingEnded(_, _, _, _, let seconds): #expect(text(bytes, line.subject) == "\(seconds)")
        case .sessionStarted(let session, _, _): #expect(text(bytes, line.subject) == session.rawValue)
        default: #expect(!line.isHost)
        }
    }

    static let plain = [
        #"{"sequence":41,"at":"2031-03-04T09:10:00.412Z","name":"session:participant:joined","room_id":"r","session_id":"s","body":{"event":"session:participant:joined","participant_id":"p","session_id":"s","room_id":"r","name":"Jörg","type":"Guest","is_host":true}}"#,
        #"{"sequence":42,"at":"2031-03-04T09:10:00.412Z","name":"room:created","room_id":"r","session_id":null,"body":{"event":"room:created","room":{"id":"r","display_name":"Main \"x\" stage","metadata":"a\\"}}}"#,
        #"{"sequence":43,"at":"2031-03-04T23:59:59.999Z","name":"recording:ended","room_id":null,"session_id":"s","body":{"event":"recording:ended","recording_id":"c","session_id":"s","started_at":"2031-03-04T09:10:00.412Z","ended_at":"2031-03-04T09:10:00.412Z","duration":130,"more":[1,{"x":[]},-1.5e3,true,null]}}"#,
    ]

    @Test("a plain line is read without help; one whose text has an escape is not")
    func plainLines() throws {
        let lines = Self.plain.map { Array($0.utf8) }
        let joined = try #require(scan(lines[0]))
        #expect(joined.isHost && text(lines[0], joined.subject) == "Jörg")
        #expect(joined.at == Timestamp("2031-03-04T09:10:00.412Z"))
        #expect(scan(lines[1]) == nil)
        let ended = try #require(scan(lines[2]))
        #expect(text(lines[2], ended.subject) == "130")
        #expect(ended.at == Timestamp("2031-03-04T23:59:59.999Z"))
    }

    @Test("no damage to a line stops the scanner, and what it still takes in has sound parts", arguments: 0..<3)
    func damage(number: Int) {
        let line = Array(Self.plain[number].utf8)
        for index in line.indices {
            #expect(scan(Array(line[..<index])) == nil)
            for byte in [0, 0x22, 0x5C, 0x7B, 0x7D, 0x2C, 0x39, 0xFF] as [UInt8] {
                var damaged = line
                damaged[index] = byte
                guard let found = scan(damaged) else { continue }
                #expect(found.body.upperBound <= damaged.count && found.subject.upperBound <= damaged.count)
            }
        }
    }

    @Test(
        "times that do not exist are not taken in",
        arguments: [
            "2031-02-30T09:10:00.412Z", "2031-03-04T24:10:00.412Z", "2031-03-04T09:60:00.412Z",
            "2031-03-04T09:10:00.41xZ", "2031-03-04 09:10:00.412Z", "2031-03-04T09:10:00.412+",
        ])
    func times(text: String) {
        let line = Self.plain[0].replacing("2031-03-04T09:10:00.412Z", with: text)
        #expect(scan(Array(line.utf8)) == nil)
    }
}
