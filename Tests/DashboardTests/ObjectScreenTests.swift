import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct ObjectScreenTests {
    @Test("a person whose name is more than plain letters, 80×24")
    func person() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.person(ParticipantID("s1-Zoe\u{308}")))
        expectPicture(driver.picture, Self.personPicture)
    }

    @Test("a recording with its masked link, 80×24")
    func recording() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.recording(RecordingID("5a0d2c11")))
        expectPicture(driver.picture, Self.recordingPicture)
    }

    @Test("a theme and the rooms that use it, 80×24")
    func theme() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.theme(ThemeID("t1")))
        driver.press(.down)
        expectPicture(driver.picture, Self.themePicture)
    }

    @Test("the sessions, 80×24")
    func sessions() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.type("3")
        expectPicture(driver.picture, Self.sessionsPicture)
    }

    @Test("the recordings, 80×24")
    func recordings() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.type("5")
        expectPicture(driver.picture, Self.recordingsPicture)
    }

    @Test("the recordings of one room, 80×12")
    func related() {
        var driver = Driver(rows: 12, columns: 80, changes: Event.lively)
        driver.open(.room(RoomID("r2")))
        driver.type("c")
        expectPicture(driver.picture, Self.relatedPicture)
    }

    private static let personPicture = #"""
        PICTURE-ObjectScreenTests-person
        """#

    private static let recordingPicture = #"""
        PICTURE-ObjectScreenTests-recording
        """#

    private static let themePicture = #"""
        PICTURE-ObjectScreenTests-theme
        """#

    private static let sessionsPicture = #"""
        PICTURE-ObjectScreenTests-sessions
        """#

    private static let recordingsPicture = #"""
        PICTURE-ObjectScreenTests-recordings
        """#

    private static let relatedPicture = #"""
        PICTURE-ObjectScreenTests-related
        """#
}
