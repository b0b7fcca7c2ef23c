import TerminalUI

/// What can be done to events.
extension Action {
    static let eventActions: [Action] = [
        Action(
            id: "follow", title: "Follow the newest events", keys: [[.character("f")]], contexts: [.events],
            hint: "follow", unavailable: { $0.holdsEvents ? nil : "the newest events are followed already" },
            run: { $0.followEvents() }),
        Action(
            id: "pause", title: "Hold the events where they are, or let them go on", keys: [[.character("p")]],
            contexts: [.events], hint: "pause", run: { $0.pauseEvents() }),
    ]
}
