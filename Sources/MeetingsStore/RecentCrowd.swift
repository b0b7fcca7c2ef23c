public import Meetings

/// How many people were in a room over the last minute, in steps of five seconds.
public struct RecentCrowd: Hashable, Sendable {
    private static let steps = 13
    private static let step: Int64 = 5_000

    /// The number of the newest step since the epoch, and the highest count in each, newest last.
    private var newest: Int64 = .min
    private var peaks: [Int32] = []
    private var present: Int32 = 0

    /// A room that nobody was in.
    public init() {}

    /// The highest number of people at once in the minute before `now`.
    public func peak(now: Timestamp) -> Int {
        guard !peaks.isEmpty else { return 0 }
        let gone = Int(clamping: now.milliseconds / Self.step - newest)
        let kept = gone <= 0 ? peaks[...] : peaks.dropFirst(gone)
        return Int(max(kept.max() ?? 0, present))
    }

    mutating func record(_ count: Int, at time: Timestamp) {
        guard count > 0 || !peaks.isEmpty else { return }
        let number = time.milliseconds / Self.step
        if peaks.isEmpty { (newest, peaks) = (number, Array(repeating: 0, count: Self.steps)) }
        let gone = min(max(0, number - newest), Int64(Self.steps))
        if gone > 0 {
            newest = number
            peaks.removeFirst(Int(gone))
            peaks.append(contentsOf: Array(repeating: present, count: Int(gone)))
        }
        present = Int32(clamping: count)
        peaks[Self.steps - 1] = max(peaks[Self.steps - 1], present)
    }
}

/// Who came into a room over the last five minutes, at most 128 of them.
public struct RecentJoins: Hashable, Sendable {
    /// How far it looks back.
    public static let span = Duration.seconds(300)
    private static let limit = 128

    /// The entries by time, the newest last.
    private var entries: [Entry] = []
    /// The most often that one name is among them.
    public private(set) var mostOften = 0

    private struct Entry: Hashable {
        var name: String
        var at: Timestamp
    }

    /// Nobody came.
    public init() {}

    /// When the last one came; nil when nobody did lately.
    public var newest: Timestamp? { entries.last?.at }

    /// How many came in at `time` or later.
    public func count(since time: Timestamp) -> Int {
        entries.count - (entries.firstIndex { $0.at >= time } ?? entries.count)
    }

    /// The names that came at least `times` times at `time` or later, each with its first time then, by name.
    public func repeated(
        atLeast times: Int, since time: Timestamp
    ) -> [(name: String, count: Int, first: Timestamp)] {
        guard mostOften >= times else { return [] }
        let found = Dictionary(grouping: entries.filter { $0.at >= time && !$0.name.isEmpty }, by: \.name)
        return found.filter { $0.value.count >= times }
            .map { (name: $0.key, count: $0.value.count, first: $0.value.first?.at ?? time) }
            .sorted { $0.name < $1.name }
    }

    mutating func add(_ name: String, at time: Timestamp) {
        if let newest, time < newest - Self.span { return }
        let index = (entries.lastIndex { $0.at <= time } ?? -1) + 1
        entries.insert(Entry(name: name, at: time), at: index)
        let oldest = (newest ?? time) - Self.span
        let old = entries.prefix { $0.at < oldest }.count
        entries.removeFirst(max(old, entries.count - Self.limit))
        let often = entries.count { $0.name == name }
        mostOften = old > 0 && often < mostOften ? mostCommon : max(mostOften, often)
    }

    private var mostCommon: Int {
        entries.reduce(into: [:]) { $0[$1.name, default: 0] += 1 }.values.max() ?? 0
    }
}
