import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// Every view and everything that can lie over one, reached by its keys.
enum GoldenView: String, CaseIterable, CustomTestStringConvertible {
    case board, rooms, room, sessions, session, timeline, person, events, paused, event, recordings, recording, themes,
        theme
    case themeForm = "theme-form"
    case roomForm = "room-form"
    case deliveries, delivery, log, request, alarms
    case runSheet = "run-sheet"
    case help, filter
    case sortMenu = "sort-menu"
    case copyMenu = "copy-menu"
    case delete, bulk, command
    case hostLink = "host-link"
    case frozen
    case readOnly = "read-only"
    case jump
    case roomJump = "room-jump"
    case find

    var testDescription: String { rawValue }

    /// Views in which signs say something that letters do not.
    static let withSigns: [GoldenView] = [
        .board, .rooms, .room, .session, .timeline, .events, .recordings, .themes, .theme, .themeForm, .deliveries,
        .alarms, .delete, .frozen,
    ]

    private var keys: String {
        switch self {
        case .board: ""
        case .rooms: "2"
        case .room: "/audit\r\r"
        case .sessions: "3"
        case .session: "3/keynote\r\r"
        case .timeline: "3/keynote\r\r\t"
        case .person: "3/audit\r\rjj\r"
        case .events: "4"
        case .paused: "4jjjj"
        case .event: "4jjjj\r"
        case .recordings: "5"
        case .recording: "5/9c2d\r\r"
        case .themes: "6"
        case .theme: "6/summit\r\r"
        case .themeForm: "6/summit\re\t\u{15}#0f9d58"
        case .roomForm: "/press\re\t"
        case .deliveries: "7"
        case .delivery: "7\r"
        case .log: "9"
        case .request: "9\r"
        case .alarms: "!"
        case .runSheet: "8"
        case .help: "?/cop"
        case .filter: "2/is:live theme:a"
        case .sortMenu: "2s"
        case .copyMenu: "/audit\r\ry"
        case .delete: "/audit\rD"
        case .bulk: "2/workshop\r*D"
        case .command: ":copy"
        case .hostLink: "yh"
        case .frozen, .readOnly: ""
        case .jump: "'"
        case .roomJump: "/audit\r\r'"
        case .find: "7\r/webhook\rn"
        }
    }

    /// The dashboard with this view open on a screen of some size.
    func driver(_ size: Size, colors: Int, mayWrite: Bool = true) -> Driver {
        let mayWrite = mayWrite && self != .readOnly
        var driver = (mayWrite ? Self.start : Self.lookedAt)[colors] ?? Self.base(colors, mayWrite: mayWrite)
        driver.size = size
        driver.send(.input(.resize(size)))
        for character in keys {
            switch character {
            case "\r": driver.press(.enter)
            case "\t": driver.press(.tab)
            case "\u{15}": driver.press(.control("u"))
            default: driver.press(.character(character))
            }
            driver.answerWhatIsAsked()
        }
        driver.wait(1)
        if self == .frozen {
            driver.send(.changes([.link(.stream, .down("The server does not answer."), at: Driver.start)]))
            driver.wait(12)
        }
        driver.answerWhatIsAsked()
        return driver
    }

    /// The same start for all of them: two thousand arrivals are told once.
    private static let start = [0: base(0, mayWrite: true), 256: base(256, mayWrite: true)]
    private static let lookedAt = [0: base(0, mayWrite: false), 256: base(256, mayWrite: false)]

    private static func base(_ colors: Int, mayWrite: Bool) -> Driver {
        var configuration = Configuration(
            environment: "PROD eu-1", isProduction: true, mayWrite: mayWrite, palette: Palette(colors: colors))
        configuration.operatorName = "dana"
        configuration.runSheet = Event.nightSheet
        var driver = Driver(configuration: configuration, changes: Event.night)
        for entry in LogUseTests.entries { driver.send(.requested(entry)) }
        for second in 1...60 {
            driver.wait(1)
            let now = Driver.start + .seconds(second)
            driver.send(.changes([.heartbeat(.stream, at: now), .heartbeat(.poll, at: now)]))
        }
        return driver
    }
}

extension Driver {
    /// The server's answers to what the views ask about by themselves.
    mutating func answerWhatIsAsked() {
        for effect in takenWithAmbient() {
            guard case .ask(let query, let id) = effect else { continue }
            switch query {
            case .event(let sequence):
                let lines = ["{", "  \"event\": \"session:participant:joined\",", "  \"name\": \"佐藤 花子\"", "}"]
                let callback = EventDetail.Callback(
                    id: 9, url: Driver.hook, state: .pending, attempts: 2, lastStatus: 503, lastError: nil,
                    nextAttemptAt: Driver.start + .seconds(103))
                let detail = EventDetail(sequence: sequence, lines: lines, callbacks: [callback])
                send(.answered(.event(detail), id))
            case .delivery: send(.answered(.delivery(Driver.detail, nil), id))
            default: break
            }
        }
    }
}
