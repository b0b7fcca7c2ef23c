import Meetings
import MeetingsWire
import Testing

@Suite("Sound and picture as JSON")
struct MediaJSONTests {
    private static let report = MediaReport(
        state: .ready,
        engines: [
            MediaEngineReport(
                name: "media-1", state: .ready, version: "1.1.2", sessions: 2, connections: 9, streams: 31,
                capacity: 200, isDraining: true, restarts: 1, memory: 48_000_000, processor: 0.185),
            MediaEngineReport(name: "media-2", state: .starting, capacity: 200),
        ], turn: TurnReport(state: .ready, urls: ["turn:meet.example.org:3478?transport=udp"], restarts: 2),
        sessions: [SessionMediaSummary(sessionID: SessionID("s"), engine: "media-1", connected: 4, poor: 1)],
        problems: [MediaFault(part: "TURN", text: "Port \"3478\" is taken.", fix: "Set `turn.port`.")])

    private static let session = SessionMedia(
        sessionID: SessionID("s"), engine: nil,
        people: [
            ParticipantMedia(
                id: ParticipantID("p"), isConnected: true, hasMicrophone: true, hasCamera: false, hasScreen: true,
                hasHandUp: false, isTalking: true,
                quality: ConnectionQuality(level: .poor, roundTrip: 310, loss: 0.125)),
            ParticipantMedia(id: ParticipantID("q"), hasHandUp: true),
        ])

    @Test("is read as it was written")
    func roundTrip() throws {
        #expect(try MediaReportJSON.read(MediaReportJSON.write(Self.report)) == Self.report)
        #expect(try SessionMediaJSON.read(SessionMediaJSON.write(Self.session)) == Self.session)
    }

    @Test("has the names of the API")
    func names() throws {
        let report = try JSONReader.value(of: MediaReportJSON.write(Self.report))
        guard case .array(let engines)? = report["engines"] else { return _ = Issue.record("no engines") }
        #expect(engines.map { $0["draining"] } == [.bool(true), .bool(false)])
        #expect(engines.map { $0["cpu"] } == [.number(0.185), .null])
        #expect(engines.last?["memory"] == .null)
        #expect(report["turn"]?["state"] == .string("ready"))
        let session = try JSONReader.value(of: SessionMediaJSON.write(Self.session))
        guard case .array(let people)? = session["participants"] else { return _ = Issue.record("no people") }
        #expect(people.first?["quality"]?["rtt"] == .integer(310))
        #expect(people.map { $0["mic"] } == [.bool(true), .bool(false)])
    }

    @Test("says what is missing, and takes what it does not know for trouble")
    func missing() throws {
        let error = #expect(throws: WireError.self) { try MediaReportJSON.read(Array("{}".utf8)) }
        #expect(error?.message == #""state" is required"#)
        let strange = try MediaReportJSON.read(Array(#"{"state":"odd"}"#.utf8))
        #expect(strange.state == .failing && strange.engines.isEmpty && strange.turn.state == .off)
        #expect(throws: WireError.self) {
            try SessionMediaJSON.read(
                Array(#"{"session_id":"s","participants":[{"participant_id":"p","quality":{"level":"odd"}}]}"#.utf8))
        }
    }
}
