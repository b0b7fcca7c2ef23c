import Meetings
import TerminalUI
import Testing

@testable import Dashboard

@Suite("What the settings say of the start")
struct StartTests {
    @Test("times are shown as the settings say", arguments: [(TimeStyle.local, "10:42:07"), (.utc, "09:42:07")])
    func times(style: TimeStyle, clock: String) {
        var configuration = Configuration(environment: "X")
        configuration.timeStyle = style
        var driver = Driver(configuration: configuration)
        #expect(driver.lines[0].contains(clock), "\(driver.lines[0])")
        driver.type("t")
        #expect(driver.model.timeStyle == TimeStyle.allCases.drop { $0 != style }.dropFirst().first)
    }

    @Test("the mouse is the dashboard's only where the settings say so", arguments: [true, false])
    func mouse(isOn: Bool) {
        var configuration = Configuration(environment: "X")
        configuration.usesMouse = isOn
        var driver = Driver(configuration: configuration)
        driver.type("2")
        let before = driver.selected
        driver.send(.input(.mouse(row: 4, column: 5, buttons: .wheelDown)))
        #expect((driver.selected != before) == isOn)
        _ = driver.taken()
        driver.type("m")
        #expect(driver.taken() == [.mouse(!isOn)])
    }

    @Test(":profile changes to another profile, and its names are offered")
    func profile() {
        var configuration = Configuration(environment: "X")
        configuration.otherProfiles = ["prod", "stage"]
        var driver = Driver(configuration: configuration)
        driver.type(":profile st")
        driver.press(.tab, .enter)
        #expect(driver.taken() == [.profile("stage")])
        driver.type(":profile stagee")
        driver.press(.enter)
        #expect(driver.taken() == [])
        #expect(driver.picture.contains("there is no other profile stagee · did you mean stage?"))
    }

    @Test("with one profile the reason is said")
    func oneProfile() {
        var driver = Driver()
        driver.type(":profile stage")
        driver.press(.enter)
        #expect(driver.taken() == [])
        #expect(driver.picture.contains("the configuration names no other profile"))
    }
}
