import Meetings
import MeetingsStore
import Testing

/// A recording whose film was not made, and is after all.
struct FailedRecordingTests {
    private static let id = RecordingID("rec")
    private static let start = Timestamp(milliseconds: 1_900_000_000_000)
    private static let failed = EventBody.recordingFailed(
        recording: id, session: SessionID("s"), room: RoomID("r"), reason: "ffmpeg took too long and was ended.")
    private static let uploaded = EventBody.recordingUploaded(
        recording: id, session: SessionID("s"), room: RoomID("r"), startedAt: start, endedAt: start, seconds: 0,
        url: "https://meet.example.org/film")

    private static func heard(_ body: EventBody, at seconds: Int) -> Change {
        .event(Event(sequence: nil, at: nil, body: body), from: .callbacks, at: start + .seconds(seconds))
    }

    private static func listed(_ failure: String?, askedAt seconds: Int) -> Change {
        let recording = Recording(
            id: id, sessionID: SessionID("s"), startedAt: start, endedAt: start, status: .stopped, failure: failure)
        let listing = Listing(
            items: [recording], askedAt: start + .seconds(seconds), at: start + .seconds(seconds + 1))
        return .recordings(listing, of: SessionID("s"))
    }

    private static func failure(after changes: Change...) -> String? {
        var state = State()
        for change in changes { _ = state.apply(change) }
        return state.recordings[id]?.recording.failure
    }

    @Test("does not show FAILED any more while its film is made again")
    func retried() {
        #expect(Self.failure(after: Self.heard(Self.failed, at: 10), Self.listed(nil, askedAt: 20)) == nil)
    }

    @Test("shows FAILED although a listing comes in late that was asked for before")
    func lateListing() {
        #expect(Self.failure(after: Self.heard(Self.failed, at: 10), Self.listed(nil, askedAt: 9)) != nil)
        #expect(Self.failure(after: Self.listed("No.", askedAt: 10), Self.listed(nil, askedAt: 9)) == "No.")
    }

    @Test("shows FAILED again when the next attempt fails")
    func failedAgain() {
        let changes = [Self.heard(Self.failed, at: 10), Self.listed(nil, askedAt: 20)]
        #expect(Self.failure(after: changes[0], changes[1], Self.heard(Self.failed, at: 30)) != nil)
    }

    @Test("shows the film once it is there, in whatever order the news come")
    func uploaded() {
        let (failed, uploaded) = (Self.heard(Self.failed, at: 10), Self.heard(Self.uploaded, at: 11))
        #expect(Self.failure(after: failed, uploaded) == nil)
        #expect(Self.failure(after: uploaded, failed) == nil)
    }
}
