import Meetings
import MeetingsStore
import TerminalUI

/// How times are shown, and which time is looked at.
extension Action {
    static let timeActions: [Action] = [
        Action(
            id: "time-style", title: "Times local, in UTC, or as ages", keys: [[.character("t")]],
            contexts: Context.views, run: { $0.changeTimeStyle() }),
        Action(
            id: "travel", title: "Time travel: show everything as it was", keys: [[.character("T")]],
            contexts: Context.views, hint: "time travel", hintContexts: [.events], argument: "10:43 or 48120 or -10m",
            runWith: { model, text in
                guard let moment = Moment(text, now: model.presentNow, utcOffset: model.utcOffset) else {
                    model.say("a moment is 10:43, -10m, #48120 or 2031-03-04T09:10:00Z", isError: true)
                    return []
                }
                return model.travel(to: moment)
            },
            run: { model in
                model.prompt = Prompt(.moment)
                return []
            }),
        step("step-back", "One event back in time", .left, -1),
        step("step-on", "One event on in time", .right, 1),
    ]

    private static func step(_ id: ID, _ title: String, _ key: Key, _ count: Int) -> Action {
        Action(
            id: id, title: title, keys: [[key]], contexts: Context.views.subtracting([.session]),
            unavailable: { $0.past == nil ? "T chooses a time first" : nil }, run: { $0.step(by: count) })
    }
}
