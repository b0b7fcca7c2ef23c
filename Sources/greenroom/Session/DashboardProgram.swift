import Curses
import Dashboard
import Meetings
import MeetingsStore
import TerminalUI

/// The dashboard's model as the event loop runs it: what the model asks for goes to `perform`.
struct DashboardProgram: Program {
    private var model: Model
    private let clock: TickingClock
    private let glyphs: GlyphSet
    private let perform: (Effect) -> Void
    private let suspend: () -> Size
    private let keep: (State) -> Void
    private var ticks = 0
    /// The profile that the operator wants instead of this one; nil when they want to leave.
    private(set) var nextProfile: String?

    /// What is known of the meetings.
    var state: State { model.present }

    /// `size` is what the terminal has at first. `perform` is called on the loop's thread and must not wait. `suspend` stops the process; it returns the size of
    /// the terminal once it runs again. `keep` is handed what is known, each second.
    init(
        model: Model, size: Size, clock: TickingClock, glyphs: GlyphSet, perform: @escaping (Effect) -> Void,
        suspend: @escaping () -> Size,
        keep: @escaping (State) -> Void
    ) {
        self.model = model
        // It must know which panes there are before anything arrives for them.
        _ = self.model.update(.input(.resize(size)))
        self.clock = clock
        self.glyphs = glyphs
        self.perform = perform
        self.suspend = suspend
        self.keep = keep
    }

    mutating func handle(_ input: Input) -> Bool { update(.input(input)) }

    mutating func update(_ message: Message) -> Bool {
        var goesOn = true
        for effect in model.update(message) {
            switch effect {
            case .quit: goesOn = false
            case .profile(let name):
                nextProfile = name
                goesOn = false
            case .suspend:
                let size = suspend()
                goesOn = handle(.resumed) && handle(.resize(size)) && goesOn
            default: perform(effect)
            }
        }
        return goesOn
    }

    /// News of the feed is taken in as one: after each message rows are put in order, and a start brings hundreds.
    mutating func update(all messages: [Message]) -> Bool {
        var changes: [Change] = []
        for message in messages {
            switch message {
            case .changes(let more): changes += more
            // What was asked is no news of the meetings: their order does not matter.
            case .requested: guard update(message) else { return false }
            default:
                guard changes.isEmpty || update(.changes(changes)), update(message) else { return false }
                changes = []
            }
        }
        return changes.isEmpty || update(.changes(changes))
    }

    func view(_ size: Size) -> Canvas { model.view(size).drawn(with: glyphs) }

    /// At each full second, so that clocks on the screen turn when the machine's does.
    var nextTick: Int? {
        let now = clock.now.milliseconds
        return 1000 - Int(((now % 1000) + 1000) % 1000)
    }

    mutating func tick() {
        clock.tick()
        let now = clock.now
        _ = update(.tick(now: now, utcOffset: LocalTime.utcOffset(at: now)))
        keep(model.state)
        ticks += 1
        // Soon after the start, which needs much that nothing needs later, and then rarely.
        if ticks % 300 == 6 { Terminal.returnMemory() }
    }
}
