import Foundation
import Meetings
import MeetingsStore
import Testing

@testable import greenroom

struct StatusFormatTests {
    private static let start = Timestamp(milliseconds: 1_900_000_000_000)

    private static func room(_ number: Int) -> Room {
        Room(
            id: RoomID("r\(number)"), displayName: "Room \(number)", type: .longTerm,
            expiresAt: start + .seconds(86_400), meetingCode: "\(number)", createdAt: start)
    }

    /// Two rooms, one of them live with a guest for ten minutes and no host.
    private static var state: State {
        var state = State()
        _ = state.apply(.link(.poll, .live, at: start))
        _ = state.apply(.rooms(Listing(items: [room(1), room(2)], askedAt: start, at: start)))
        let session = Session(id: SessionID("s"), roomID: RoomID("r1"), startedAt: start + .seconds(-600))
        _ = state.apply(.sessions(Listing(items: [session], askedAt: start, at: start)))
        let guest = Participant(
            id: ParticipantID("p"), sessionID: SessionID("s"), roomID: RoomID("r1"), name: "Ana", role: .guest,
            isHost: false,
            joinedAt: start + .seconds(-600))
        _ = state.apply(.participants(Listing(items: [guest], askedAt: start, at: start), of: SessionID("s")))
        return state
    }

    private static func summary(after age: Duration = .milliseconds(340), _ change: Change? = nil) -> StatusSummary {
        var state = state
        if let change { _ = state.apply(change) }
        let now = start + age
        var board = AlarmBoard()
        _ = board.update(state: state, now: now)
        return StatusSummary(state, alarms: board.counts, environment: "STAGE, eu", now: now)
    }

    @Test("writes the line for tmux as promised")
    func tmux() {
        #expect(StatusFormat.tmux.line(Self.summary()) == "!!1 !0 1live 1in rec0 ●0.3s\n")
        #expect(StatusFormat.tmux.line(Self.summary(), ascii: true) == "!!1 !0 1live 1in rec0 *0.3s\n")
        #expect(StatusFormat.tmux.line(Self.summary(), isWatching: true) == "!!1 !0 1live 1in rec0 ●live\n")
    }

    @Test("never calls old numbers live")
    func old() {
        #expect(StatusFormat.tmux.line(Self.summary(after: .seconds(12))).hasPrefix("FROZEN 12s !!1"))
        let down = Change.link(.poll, .down("The server does not answer."), at: Self.start)
        #expect(StatusFormat.tmux.line(Self.summary(after: .seconds(3), down)).hasPrefix("DOWN 3.0s !!1"))
        #expect(Self.summary(after: .seconds(3), down).link == .down)
        let nothing = StatusSummary(State(), alarms: AlarmCounts(), environment: "x", now: Self.start)
        #expect(StatusFormat.tmux.line(nothing) == "CONNECTING\n")
    }

    @Test("writes the promised fields in the promised order")
    func fields() {
        let summary = Self.summary()
        let names = "at,environment,link,age_ms,critical,warning,rooms_live,rooms,people,waiting,recordings,decided\n"
        #expect(StatusFormat.csv.heading == names)
        let time = summary.at.iso8601
        #expect(StatusFormat.csv.line(summary) == "\(time),\"STAGE, eu\",live,340,1,0,1,2,1,,0,0\n")
        let object = """
            {"at":"\(time)","environment":"STAGE, eu","link":"live","age_ms":340,"critical":1,"warning":0,\
            "rooms_live":1,"rooms":2,"people":1,"waiting":null,"recordings":0,"decided":0}

            """
        #expect(StatusFormat.json.line(summary) == object)
        #expect(StatusFormat.ndjson.line(summary) == object)
    }

    @Test("writes a sentence for people")
    func sentence() {
        let expected =
            "STAGE, eu: live, 0.3s old; 1 critical alarm, 0 warnings; 1 of 2 rooms live, 1 person inside, "
            + "0 recordings\n"
        #expect(StatusFormat.text.line(Self.summary()) == expected)
    }

    @Test(
        "quotes cells, and lets no spreadsheet run one",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("=1+1", "'=1+1"),
            ("-3", "'-3"), ("two\nlines", "\"two\nlines\""),
        ])
    func cells(text: String, cell: String) { #expect(CSVText.cell(text) == cell) }
}
