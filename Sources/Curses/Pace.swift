/// When the next frame is due. Times are milliseconds of a clock that only moves forward.
///
/// Keys and ticks are drawn at once. Messages may come in any number, so theirs are limited: a few at once, so that an
/// answer that follows another is not held back, and on the whole one an interval. Once they have come without a pause
/// for some time nobody reads each of them, and there are fewer than half as many.
struct Pace {
    /// How many frames messages may ask for at once.
    static let burst = 3
    /// After so many milliseconds of messages without a pause of one interval they count as a flood.
    static let floodAfter: Int64 = 1000

    /// When it is due; nil when none is owed.
    private(set) var due: Int64?
    private var last = Int64.min / 2
    /// The interval of the messages that a frame is owed for; nil when it is owed for something else only.
    private var messageInterval: Int64?
    /// When all frames for messages so far would have been shown at one an interval.
    private var paidUntil = Int64.min / 2
    /// Since when messages have come without a pause, and when a frame showed the last of them.
    private var floodSince = Int64.max
    private var lastMessages = Int64.min / 2

    /// Owes a frame, `interval` after the last one or now if that is past. The earliest wish counts.
    mutating func owe(interval: Int, now: Int64) {
        due = min(due ?? .max, max(now, last + Int64(interval)))
    }

    /// Owes a frame for messages, of which there are to be no more than one in `interval` on the whole, and in two
    /// and a half while they are a flood.
    mutating func oweForMessages(interval: Int, now: Int64) {
        let usual = Int64(interval)
        if messageInterval == nil, now - lastMessages >= usual {
            floodSince = now
            // What a flood has used up does not hold back what comes after a pause.
            paidUntil = min(paidUntil, now + usual * Int64(Self.burst - 1))
        }
        let interval = now - floodSince >= Self.floodAfter ? usual * 5 / 2 : usual
        messageInterval = interval
        due = min(due ?? .max, max(now, paidUntil - interval * Int64(Self.burst - 1)))
    }

    /// Notes a frame. One that changed nothing on the screen cost little, and hardly holds back the next.
    mutating func shown(at now: Int64, hasChanged: Bool = true) {
        last = now
        due = nil
        guard let messageInterval else { return }
        lastMessages = now
        paidUntil = max(paidUntil, now) + (hasChanged ? messageInterval : messageInterval / 5)
        self.messageInterval = nil
    }

    func isDue(at now: Int64) -> Bool { due.map { $0 <= now } ?? false }
}

/// When the program's next tick comes.
struct TickTimer {
    private(set) var due: Int64?

    /// Takes what the program wishes now, in milliseconds. An earlier wish still to come is kept.
    mutating func wish(_ milliseconds: Int?, now: Int64) {
        due = milliseconds.map { min(due ?? .max, now + Int64(max(1, $0))) }
    }
    /// True when the tick is due; it counts as given then.
    mutating func take(at now: Int64) -> Bool {
        guard let due, due <= now else { return false }
        self.due = nil
        return true
    }
}
