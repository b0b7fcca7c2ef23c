import Meetings
import MeetingsStore
import Testing

struct AlarmTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)

    private func join(_ id: String, host: Bool = false, at seconds: Int) -> Change {
        let person = Participant(
            id: ParticipantID(id), sessionID: SessionID("s"), roomID: RoomID("r"), name: id, role: .guest, isHost: host)
        let time = start + .seconds(seconds)
        return .event(Event(sequence: nil, at: time, body: .participantJoined(person)), from: .stream, at: time)
    }

    private func leave(_ id: String, host: Bool = false, at seconds: Int) -> Change {
        let person = Participant(
            id: ParticipantID(id), sessionID: SessionID("s"), roomID: RoomID("r"), name: id, role: .guest, isHost: host)
        let time = start + .seconds(seconds)
        return .event(Event(sequence: nil, at: time, body: .participantLeft(person)), from: .stream, at: time)
    }

    private func levels(_ changes: [Change], at seconds: Int) -> [String] {
        var state = State()
        for change in changes { _ = state.apply(change) }
        return state.alarms(now: start + .seconds(seconds)).map { "\($0.rule) \($0.level)" }
    }

    @Test(
        "guests without a host raise an alarm after 45 seconds",
        arguments: [(44, []), (45, ["guestsWithoutHost critical"]), (600, ["guestsWithoutHost critical"])])
    func guestsAlone(seconds: Int, expected: [String]) {
        #expect(levels([join("g", at: 0)], at: seconds) == expected)
    }

    @Test("the time counts from the leaving of the last host, in whichever order the news came")
    func hostLeft() {
        let changes = [join("g", at: 0), join("h", host: true, at: 1), leave("h", host: true, at: 100)]
        for news in [changes, changes.reversed()] {
            #expect(levels(news, at: 144) == [])
            #expect(levels(news, at: 145) == ["guestsWithoutHost critical"])
        }
    }

    @Test("a host ends the alarm, and so does the last guest's leaving")
    func cleared() {
        #expect(levels([join("g", at: 0), join("h", host: true, at: 90)], at: 100) == [])
        #expect(levels([join("g", at: 0), leave("g", at: 90)], at: 100) == [])
    }

    @Test(
        "a room that closes with people inside raises an alarm, critical in its last five minutes",
        arguments: [(0, []), (3600 - 900, ["closing warning"]), (3600 - 300, ["closing critical"])])
    func closing(seconds: Int, expected: [String]) {
        let room = Room(
            id: RoomID("r"), displayName: "R", type: .longTerm, expiresAt: start + .seconds(3600), meetingCode: "1",
            createdAt: start)
        let made = Change.event(Event(sequence: 1, at: start, body: .roomCreated(room)), from: .stream, at: start)
        #expect(levels([made, join("h", host: true, at: 0)], at: seconds) == expected)
        #expect(levels([made], at: seconds) == [])
    }
}
