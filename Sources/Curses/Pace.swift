/// When the next frame is due. Times are milliseconds of a clock that only moves forward.
struct Pace {
    /// When it is due; nil when none is owed.
    private(set) var due: Int64?
    private var last = Int64.min / 2

    /// Owes a frame, `interval` after the last one or now if that is past. The earliest wish counts.
    mutating func owe(interval: Int, now: Int64) {
        due = min(due ?? .max, max(now, last + Int64(interval)))
    }
    mutating func shown(at now: Int64) {
        last = now
        due = nil
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
