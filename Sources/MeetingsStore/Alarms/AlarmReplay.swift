public import Meetings

/// Plays recorded events to the alarm rules as if they happened now, one look a second.
public struct AlarmReplay: Sendable {
    /// What is known so far.
    public private(set) var state: State
    /// The alarms so far.
    public private(set) var board: AlarmBoard
    /// The time that it has come to; nil before the first event.
    public private(set) var now: Timestamp?

    /// A replay that has played nothing.
    public init(settings: AlarmSettings = AlarmSettings(), runSheet: RunSheet? = nil, utcOffset: Int = 0) {
        state = State(eventsKept: 100)
        board = AlarmBoard(settings: settings, runSheet: runSheet, utcOffset: utcOffset)
    }

    /// Plays one event; its time is that at which it was committed. Answers with what the rules did until then.
    public mutating func play(_ event: Event) -> [AlarmTransition] {
        let time = max(event.at ?? now ?? Timestamp(milliseconds: 0), now ?? Timestamp(milliseconds: .min))
        var steps = advance(to: time)
        _ = state.apply(.event(event, from: .stream, at: time))
        steps += board.update(state: state, now: time)
        return steps
    }

    /// Lets time pass without events.
    public mutating func advance(to time: Timestamp) -> [AlarmTransition] {
        guard var next = now.map({ $0 + .seconds(1) }) else {
            now = time
            return []
        }
        var steps: [AlarmTransition] = []
        while next <= time {
            // A recording has no silence of its own: the source is as alive as the recording goes on.
            _ = state.apply(.heartbeat(.stream, at: next))
            steps += board.update(state: state, now: next)
            now = next
            next = next + .seconds(1)
        }
        now = max(time, now ?? time)
        return steps
    }
}
