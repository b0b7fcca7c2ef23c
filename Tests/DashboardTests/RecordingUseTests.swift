import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// What an operator does about a recording that failed.
struct RecordingUseTests {
    private static let failed = RecordingID("f1")

    private func driver() -> Driver {
        var driver = Driver()
        let body = EventBody.recordingFailed(
            recording: Self.failed, session: SessionID("s2"), room: RoomID("r2"),
            reason: "ffmpeg took too long and was ended.")
        driver.send(.changes([.event(Event(sequence: nil, at: nil, body: body), from: .stream, at: Driver.start)]))
        driver.type("5/failed")
        driver.press(.enter)
        return driver
    }

    @Test("R makes the film of one that failed again, and the row says so at once")
    func retry() {
        var driver = driver()
        #expect(driver.shows("FAILED"))
        driver.type("R")
        #expect(driver.taken() == [.send(.retryRecording(Self.failed), RequestID(rawValue: 1))])
        let answer = Recording(id: Self.failed, sessionID: SessionID("s2"), status: .stopped)
        driver.send(.answered(.recording(answer), RequestID(rawValue: 1)))
        #expect(driver.status.contains("its film is being made again"))
        #expect(driver.model.state.recordings[Self.failed]?.recording.failure == nil)
    }

    @Test("R says why it does nothing to one that is fine")
    func fine() {
        var driver = Driver()
        driver.type("5R")
        #expect(driver.taken() == [])
        #expect(driver.status.contains("no recording here failed to become a film"))
    }

    @Test("D deletes one that failed, which nobody could get rid of before")
    func delete() {
        var driver = driver()
        driver.type("D")
        #expect(driver.shows("Delete recording"))
        driver.press(.tab, .enter)
        #expect(driver.taken() == [.send(.deleteRecording(Self.failed), RequestID(rawValue: 1))])
    }
}
