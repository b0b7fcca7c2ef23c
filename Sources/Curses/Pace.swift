/// When the next frame is due. Times are milliseconds of a clock that only moves forward.
///
/// Keys and ticks are drawn at once. Messages may come in any number, so theirs are limited: a few at once, so that an
/// answer that follows another is not held back, and on the whole one an interval.
struct Pace {
    /// How many frames messages may ask for at once.
    static let burst = 3

    /// When it is due; nil when none is owed.
    private(set) var due: Int64?
    private var last = Int64.min / 2
    private var isForMessages = false
    /// When the last frames for messages were shown, the oldest first.
    private var recent: [Int64] = []

    /// Owes a frame, `interval` after the last one or now if that is past. The earliest wish counts.
    mutating func owe(interval: Int, now: Int64) {
        due = min(due ?? .max, max(now, last + Int64(interval)))
    }

    /// Owes a frame for messages, of which there are to be no more than one in `interval` on the whole.
    mutating func oweForMessages(interval: Int, now: Int64) {
        isForMessages = true
        let free = recent.count < Self.burst ? now : recent[0] + Int64(interval * Self.burst)
        due = min(due ?? .max, max(now, free))
    }

    mutating func shown(at now: Int64) {
        last = now
        due = nil
        guard isForMessages else { return }
        isForMessages = false
        recent = recent.suffix(Self.burst - 1) + [now]
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
