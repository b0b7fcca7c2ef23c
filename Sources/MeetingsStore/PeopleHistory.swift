public import Meetings

/// How many people were in a room over the last quarter of an hour: as the receiver heard it, and before that as the
/// visits tell that it learned of later.
public struct PeopleHistory: Hashable, Sendable {
    /// How many spans are kept.
    public static let spans = 12
    /// The length of one span.
    public static let span = Duration.seconds(75)

    /// The number of the span in which the receiver began to watch.
    private let watched: Int64
    /// The number of the first span that anything is known of.
    private var first: Int64
    /// The number of the newest span since the epoch, and the highest count in each, newest last.
    private var newest: Int64 = .min
    private var counts: [Int32] = []
    private var present: Int32 = 0

    /// A history of nobody, watched from `start` on.
    public init(from start: Timestamp) {
        watched = Self.number(at: start)
        first = watched
    }

    private static func number(at time: Timestamp) -> Int64 { time.milliseconds / span.wholeMilliseconds }

    /// True while nobody was ever counted.
    public var isEmpty: Bool { counts.isEmpty }

    /// The highest count in each span up to `now`, oldest first, nil where nothing is known; empty when nobody was
    /// ever counted. Spans before the receiver watched hold the count at their end.
    public func samples(now: Timestamp) -> [Int?] {
        guard !counts.isEmpty else { return [] }
        var copy = self
        copy.advance(to: Self.number(at: now))
        let oldest = copy.newest - Int64(Self.spans) + 1
        return zip(oldest..., copy.counts).map { number, count in number < first ? nil : Int(count) }
    }

    mutating func record(_ count: Int, at time: Timestamp) {
        guard count > 0 || !counts.isEmpty else { return }
        advance(to: Self.number(at: time))
        present = Int32(clamping: count)
        if let last = counts.indices.last { counts[last] = max(counts[last], present) }
    }

    /// Counts one visit in or out for the time before anybody watched, as told at `now`; `end` is nil while it lasts.
    mutating func recall(_ step: Int32, from start: Timestamp, until end: Timestamp?, now: Timestamp) {
        guard Self.number(at: start) < watched else { return }
        if counts.isEmpty { advance(to: Self.number(at: now)) }
        let oldest = newest - Int64(Self.spans) + 1
        first = min(first, Self.number(at: start))
        let from = max(oldest, Self.number(at: start))
        for number in from..<max(from, min(watched, newest + 1)) {
            if let end, Self.number(at: end) <= number { return }
            let index = Int(number - oldest)
            counts[index] = max(0, counts[index] + step)
        }
    }

    private mutating func advance(to number: Int64) {
        if counts.isEmpty {
            newest = number
            counts = Array(repeating: 0, count: Self.spans)
        }
        let steps = min(max(0, number - newest), Int64(Self.spans))
        guard steps > 0 else { return }
        newest = number
        counts.removeFirst(Int(steps))
        counts.append(contentsOf: Array(repeating: present, count: Int(steps)))
    }
}
