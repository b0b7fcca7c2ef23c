public import Meetings

/// How many people were in a room over the last quarter of an hour, as the receiver heard it.
public struct PeopleHistory: Hashable, Sendable {
    /// How many spans are kept.
    public static let spans = 12
    /// The length of one span.
    public static let span = Duration.seconds(75)

    /// The number of the span in which the receiver began to watch; what was before, nobody knows.
    private let first: Int64
    /// The number of the newest span since the epoch, and the highest count in each, newest last.
    private var newest: Int64 = .min
    private var counts: [Int32] = []
    private var present: Int32 = 0

    /// A history of nobody, watched from `start` on.
    public init(from start: Timestamp) { first = Self.number(at: start) }

    private static func number(at time: Timestamp) -> Int64 { time.milliseconds / span.wholeMilliseconds }

    /// True while nobody was ever counted.
    public var isEmpty: Bool { counts.isEmpty }

    /// The highest count in each span up to `now`, oldest first, nil where nobody watched yet; empty when nobody was
    /// ever counted.
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
