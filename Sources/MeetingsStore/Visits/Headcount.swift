public import Meetings

/// How many were present at each moment, and when they came: taken from visits, in any order.
public struct Headcount: Hashable, Sendable {
    /// One moment at which the count changed.
    public struct Step: Hashable, Sendable {
        /// When.
        public let at: Timestamp
        /// How many were present from then on.
        public let count: Int
    }

    /// The changes, in the order of time; one for each moment.
    public let steps: [Step]
    /// When someone came, in the order of time.
    public let arrivals: [Timestamp]
    /// The most who were present at once, and since when; nil when nobody ever was.
    public let peak: Step?

    /// The count over these visits; one without an end goes on.
    public init(visits: some Sequence<(from: Timestamp, until: Timestamp?)>) {
        var changes: [(at: Timestamp, by: Int)] = []
        var arrivals: [Timestamp] = []
        for visit in visits {
            arrivals.append(visit.from)
            changes.append((visit.from, 1))
            if let until = visit.until { changes.append((max(until, visit.from), -1)) }
        }
        changes.sort { $0.at < $1.at }
        var steps: [Step] = []
        var count = 0
        for change in changes {
            count += change.by
            if steps.last?.at == change.at { steps.removeLast() }
            steps.append(Step(at: change.at, count: count))
        }
        self.steps = steps
        self.arrivals = arrivals.sorted()
        peak = steps.max { $0.count < $1.count }.flatMap { $0.count > 0 ? $0 : nil }
    }

    /// The highest count in each of `spans` spans from `start` on; nil for those that begin after `now`.
    public func highest(from start: Timestamp, span: Duration, spans: Int, now: Timestamp) -> [Int?] {
        var result: [Int?] = []
        result.reserveCapacity(max(0, spans))
        var index = steps.partitioningIndex { $0.at > start }
        var count = index > 0 ? steps[index - 1].count : 0
        for number in 0..<max(0, spans) {
            let begin = start + span * number
            guard begin <= now else {
                result.append(nil)
                continue
            }
            let end = begin + span
            var highest = count
            while index < steps.count, steps[index].at < end {
                count = steps[index].count
                highest = max(highest, count)
                index += 1
            }
            result.append(highest)
        }
        return result
    }

    /// How many came in each of `spans` spans from `start` on; nil for those that begin after `now`.
    public func arrivals(from start: Timestamp, span: Duration, spans: Int, now: Timestamp) -> [Int?] {
        var index = arrivals.partitioningIndex { $0 >= start }
        return (0..<max(0, spans)).map { number in
            let begin = start + span * number
            guard begin <= now else { return nil }
            let first = index
            while index < arrivals.count, arrivals[index] < begin + span { index += 1 }
            return index - first
        }
    }

    /// The spans of time in which nobody was present, between the first who came and `end`.
    public func gaps(until end: Timestamp) -> [Range<Timestamp>] {
        var gaps: [Range<Timestamp>] = []
        for (index, step) in steps.enumerated() where step.count == 0 {
            let next = index + 1 < steps.count ? steps[index + 1].at : end
            if step.at < next { gaps.append(step.at..<next) }
        }
        return gaps
    }
}

extension Array {
    /// The first index whose element passes, where all that pass stand behind all that do not.
    func partitioningIndex(where passes: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
