import Curses
import Dashboard
import Foundation
import Meetings
import MeetingsStore
import Testing

@testable import greenroom

struct ConfigurationSchemaTests {
    /// Reads `text` as a file that is gone afterwards. Reading holds its thread, as `main` may.
    static func file(_ text: String) async throws -> ConfigurationFile {
        let path = FileManager.default.temporaryDirectory.path + "/greenroom-\(UUID().uuidString).yaml"
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result { try ConfigurationFile(path: path) }) }
        }
    }

    @Test(
        "names the line, the key and what would be right",
        arguments: [
            ("colour: red\n", 1, "`colour` is not a known key. Did you mean `color`?"),
            ("# a\ncolor: red\n", 2, "`color` must be one of never, auto, always, 16, 256, truecolor; it is `red`."),
            (
                "profiles:\n  a:\n    servr: http://x\n", 3,
                "`profiles.a.servr` is not a known key. Did you mean `server`?"
            ),
            ("profiles:\n  a: {servr: http://x}\n", 2, "`profiles.a.servr` is not a known key. Did you mean `server`?"),
            ("profiles:\n  a.b:\n    server: x y\n", 3, "`profiles.a.b.server` must be an http or https URL"),
            ("profiles: 7\n", 1, "`profiles` must hold `NAME`."),
            ("profiles:\n  a:\n    receiver: 7\n", 3, "must hold `listen`, `signature_secret`, `webhook_secret`."),
            ("filters:\n  room:\n    x: is:live\n", 3, "`filters.room.x` is not a known key. Did you mean `rooms`?"),
            ("filters:\n  rooms:\n    x: is:life\n", 3, "`filters.rooms.x` is no filter: There is no “life” here."),
            ("zzzzzz: 1\n", 1, "`zzzzzz` is not a known key. Known are `profile`, `operator`"),
            ("operator:\n  name: x\n", 2, "`operator` must be one text, not keys with values of their own."),
            ("ascii: [true]\n", 1, "`ascii` must be true or false, not a list."),
            ("mouse: perhaps\n", 1, "`mouse` must be true or false; it is `perhaps`."),
            (
                "alarms:\n  rooms:\n    stage:\n      rules: {late_strt: 20s}\n", 4,
                "`alarms.rooms.stage.rules.late_strt` is not a known key. Did you mean `late_start`?"
            ),
            (
                "alarms:\n  rooms:\n    stage:\n      rules: {closing: often}\n", 4,
                "`alarms.rooms.stage.rules.closing` must be off, or a span such as 90s; it is `often`."
            ),
            (
                "alarms:\n  rooms:\n    stage:\n      levels: {closing: high}\n", 4,
                "must be one of info, warning, critical; it is `high`."
            ),
            (
                "alarms:\n  rooms:\n    stage:\n      limits: {room_capacity: many}\n", 4,
                "`alarms.rooms.stage.limits.room_capacity` must be a whole number from 1 to 1000000; it is `many`."
            ),
            (
                "alarms:\n  rooms:\n    stage:\n      limits: {total_capacity: 9}\n", 4,
                "`alarms.rooms.stage.limits.total_capacity` is not a known key."
            ),
            (
                "alarms:\n  rooms:\n    no.1:\n      filter: is:life\n", 4,
                "`alarms.rooms.no.1.filter` is no filter: There is no “life” here."
            ),
            ("alarms:\n  mute: [name:a, is:life]\n", 2, "`alarms.mute` is no filter: There is no “life” here."),
            ("alarms:\n  silent_hours: [22:00-07:00, 25:00-26:00]\n", 2, "or a list of them; one is `25:00-26:00`."),
        ])
    func oneMistake(text: String, line: Int, expected: String) async throws {
        let mistakes = try await Self.file(text).mistakes
        #expect(mistakes.map(\.line) == [line])
        #expect(mistakes.first?.text.contains(expected) == true, "\(mistakes)")
    }

    @Test("tells all mistakes at once, in the order of the lines")
    func allMistakes() async throws {
        let file = try await Self.file("mouse: x\nprofiles:\n  a:\n    servr: x\ncolor: y\n")
        #expect(file.mistakes.compactMap(\.line) == [1, 4, 5])
        #expect(throws: CommandFailure.self) { try file.check() }
    }

    @Test(
        "names the line, what is wrong with a key and what to write",
        arguments: [
            (
                "keys:\n  mouse: none\n  refesh: Z\n", 3,
                "`keys.refesh`: there is no action `refesh`; did you mean `refresh`?"
            ),
            (
                "keys:\n  refresh: [Z, Hyper-x]\n", 2,
                "`keys.refresh`: `Hyper-x` is no key for `refresh`; write x, ^X, F5"
            ),
            (
                "keys:\n  refresh: ^B\n", 2,
                "does not reach `refresh`: screen and tmux begin their own keys with it; write"
            ),
            ("keys:\n  refresh: ':'\n", 2, "`:` means `refresh` and `command` in"),
        ])
    func oneKeyMistake(text: String, line: Int, expected: String) async throws {
        let file = try await Self.file(text)
        #expect(file.mistakes.isEmpty)
        let mistakes = file.keyMistakes
        #expect(mistakes.map(\.line) == [line])
        #expect(mistakes.first?.text.contains(expected) == true, "\(mistakes)")
        #expect(throws: CommandFailure.self) { try file.check(withKeys: true) }
    }

    @Test("the key that is offered instead means nothing else")
    func advice() async throws {
        let text = try #require(try await Self.file("keys:\n  refresh: ^B\n").keyMistakes.first).text
        let free = try #require(text.firstMatch(of: /such as `(.)`/)).1
        let mended = try await Self.file("keys:\n  refresh: '\(free)'\n")
        #expect(mended.keyMistakes.isEmpty)
    }

    @Test("keys that are given back and taken by another action are no mistake")
    func swappedKeys() async throws {
        let file = try await Self.file("keys:\n  mouse: r\n  refresh: m\n  redraw:\n")
        #expect(file.keyMistakes.isEmpty, "\(file.keyMistakes)")
        #expect(Preferences(file).keys["redraw"] == nil, "nothing after the colon is as good as left out")
    }

    @Test("never prints a secret that stands in the wrong form")
    func secret() async throws {
        let text = "profiles:\n  a:\n    receiver:\n      webhook_secret: [whsec_MfKQ9r8GKYqrTwjU]\n"
        let mistakes = try await Self.file(text).mistakes
        #expect(mistakes.count == 1 && !mistakes[0].text.contains("MfKQ"))
    }

    @Test("takes what differs for the alarms of some rooms, by a filter or by their name, the last one winning")
    func roomAlarms() async throws {
        let file = try await Self.file(
            """
            alarms:
              rules: {closing: 10s}
              levels: {flapping: warning}
              rooms:
                main.stage:
                  filter: theme:gala guests:>3
                  rules: {guests_no_host: 10s, crowd_drop: off, closing: 1m}
                  levels: {guests_no_host: warning}
                  limits: {room_capacity: 300, closing_warning: 20m, crowd_drop: 60%}
                Workshop:
                  rules: {crowd_drop: 5s}
              mute: name:rehearsal
            """)
        #expect(file.mistakes.isEmpty, "\(file.mistakes)")
        let settings = Preferences(file).alarms
        #expect(settings.rules[.flapping] == AlarmTuning(level: .warning))
        #expect(settings.rules[.closing] == AlarmTuning(isOff: false, hold: .seconds(10)))
        #expect(
            settings.overrides.map(\.filter.text) == ["theme:gala guests:>3", "name:\"Workshop\"", "name:rehearsal"])
        #expect(settings.overrides.map(\.isMuted) == [false, false, true])
        let stage = try #require(settings.overrides.first)
        #expect(
            stage.rules == [
                .guestsWithoutHost: AlarmTuning(isOff: false, hold: .seconds(10), level: .warning),
                .crowdDrop: AlarmTuning(isOff: true), .closing: AlarmTuning(isOff: false, hold: .seconds(60)),
            ])
        #expect(stage.limits.roomCapacity == 300 && stage.limits.crowdDrop == 0.6)
        #expect(stage.limits.closingWarning == .seconds(1200) && stage.limits.uploadTime == nil)
    }

    @Test("takes everything that the table names")
    func everything() async throws {
        let file = try await Self.file(
            """
            profile: stage
            operator: Dana
            color: never
            background: light
            ascii: yes
            mouse: off
            time: utc
            run_sheet: day1.csv
            keys:
              rooms.copy: [y, F5]
              quit: none
            filters:
              rooms:
                night: is:live
                empty: guests:0
            alarms:
              bell: false
              hook: notify-send greenroom
              silent_hours: 22:00-07:00
            profiles:
              stage:
                server: https://meet.example.org
                production: true
                read_only: true
            """)
        #expect(file.mistakes.isEmpty)
        let preferences = Preferences(file)
        #expect(preferences.operatorName == "Dana")
        #expect(preferences.color == .never)
        #expect(preferences.hasLightGround && preferences.usesASCII && !preferences.usesMouse)
        #expect(preferences.timeStyle == .utc)
        #expect(preferences.keys == ["rooms.copy": ["y", "F5"], "quit": []])
        #expect(preferences.savedFilters.map(\.name) == ["night", "empty"])
        #expect(!preferences.ringsBell && preferences.hook == "notify-send greenroom")
        #expect(preferences.silentHours == [HoursOfDay("22:00-07:00")])
        #expect(preferences.runSheetPath?.hasSuffix("/day1.csv") == true)
    }

    @Test(
        "knows which hours are silent",
        arguments: [
            ("22:00-07:00", 23 * 60, true), ("22:00-07:00", 6 * 60 + 59, true), ("22:00-07:00", 7 * 60, false),
            ("08:30-12:00", 8 * 60 + 30, true), ("08:30-12:00", 12 * 60, false), ("00:00-24:00", 1439, true),
        ])
    func hours(text: String, minute: Int, isInside: Bool) throws {
        #expect(try #require(HoursOfDay(text)).contains(minute: minute) == isInside)
    }

    @Test("writes a JSON Schema with every key of the table")
    func schema() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(ConfigurationSchema.json)) as? [String: Any])
        #expect(object["additionalProperties"] as? Bool == false)
        for field in ConfigurationSchema.fields {
            var place: [String: Any]? = object
            for part in field.path {
                let properties = place?["properties"] as? [String: Any]
                let name = part.names?.last
                place =
                    name.map { properties?[$0] as? [String: Any] } ?? place?["additionalProperties"] as? [String: Any]
            }
            #expect(place?["description"] as? String == field.about, "\(field.path)")
        }
    }
}
