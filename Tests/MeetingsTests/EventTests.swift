import Meetings
import Testing

@Suite("Events")
struct EventTests {
    @Test(
        "go to the callback URL of their kind, or only to the stream",
        arguments: [
            (.roomCreated, nil), (.roomUpdated, nil), (.roomExpired, .rooms), (.themeCreated, nil),
            (.themeUpdated, nil),
            (.themeDeleted, nil), (.sessionStarted, .sessions), (.sessionEnded, .sessions),
            (.participantJoined, .sessions), (.participantLeft, .sessions), (.recordingStarted, .recordings),
            (.recordingEnded, .recordings), (.recordingUploaded, .recordings), (.recordingFailed, nil),
        ] as [(EventName, CallbackKind?)])
    func callbackKind(name: EventName, kind: CallbackKind?) {
        #expect(name.callbackKind == kind)
    }

    @Test("say which room and session they are about")
    func subjects() {
        let participant = Participant(
            id: ParticipantID("p"), sessionID: SessionID("s"), roomID: RoomID("r"), name: "A", role: .guest,
            isHost: false)
        #expect(EventBody.participantJoined(participant).roomID == RoomID("r"))
        #expect(EventBody.participantLeft(participant).sessionID == SessionID("s"))
        #expect(EventBody.participantLeft(participant).name == .participantLeft)
        let recording = EventBody.recordingStarted(recording: RecordingID("c"), session: SessionID("s"))
        #expect(recording.roomID == nil)
        #expect(recording.sessionID == SessionID("s"))
        #expect(EventBody.themeDeleted(ThemeID("t")).sessionID == nil)
    }

    @Test("of recordings have states in order")
    func recordingOrder() {
        #expect(RecordingStatus.allCases.shuffled().sorted() == [.started, .paused, .stopped, .uploaded])
    }

    @Test("of the API have a name and status for every refusal", arguments: Problem.Kind.allCases)
    func problems(kind: Problem.Kind) {
        #expect((400..<600).contains(Problem(kind, "").status))
        #expect(Problem(kind, "").name.hasSuffix("Error"))
    }
}
