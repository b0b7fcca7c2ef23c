import Meetings
import MeetingsStore

/// A chart of counts in blocks: each row of it a string, the highest row first.
struct PeopleChart: Equatable {
    /// The rows of blocks.
    let lines: [String]
    /// What the upper edge of each row stands for.
    let labels: [Int]

    private static let blocks: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A chart of `rows` rows; a count that nobody knows is blank.
    init(_ counts: [Int?], rows: Int) {
        let most = counts.compactMap(\.self).max() ?? 0
        let step = Self.step(for: most, rows: max(1, rows))
        labels = (0..<max(0, rows)).map { step * (rows - $0) }
        lines = labels.map { top in
            String(
                counts.map { count in
                    guard let count else { return " " }
                    let eighths = min(8, max(0, ((count - top + step) * 8 + step - 1) / step))
                    return Self.blocks[eighths]
                })
        }
    }

    /// The smallest of 1, 2, 5, 10, 20, 25, 30, 40, 50, 100 and so on that makes all of `most` fit.
    static func step(for most: Int, rows: Int) -> Int {
        for step in [1, 2, 5] where step * rows >= most { return step }
        var power = 1
        while true {
            for factor in [10, 20, 25, 30, 40, 50] where factor * power * rows >= most { return factor * power }
            power *= 10
        }
    }
}

/// The spans of time that a chart's columns stand for, and where on it the clock stands.
struct ChartScale: Equatable {
    /// What one column stands for.
    let span: Duration
    /// The begin of the first column: a whole number of spans, so that the picture rests until a span is over.
    let start: Timestamp
    let columns: Int

    /// Whole parts or multiples of a minute: ten columns make a time that people read.
    private static let spans: [Duration] = [
        1, 2, 3, 6, 12, 18, 24, 30, 36, 48, 60, 72, 90, 120, 180, 240, 360, 720, 1440, 2880, 5760, 8640,
    ].map { .seconds($0) }

    /// A chart of what lies from `from` to `until`, seen through a window.
    init(from: Timestamp, until: Timestamp, columns: Int, window: ChartWindow = ChartWindow()) {
        let columns = max(1, columns)
        let whole = max(.seconds(1), until - from)
        let fitting = Self.spans.firstIndex { $0 * (columns - 1) >= whole } ?? Self.spans.count - 1
        span = Self.spans[min(max(0, fitting - 2 * window.zoom), Self.spans.count - 1)]
        self.columns = columns
        let first = Self.down(from, to: span)
        if span * (columns - 1) >= whole {
            start = first
        } else {
            let last = Self.down(until, to: span) - span * (columns - 1)
            let back = last - span * (window.back * max(1, columns / 4))
            start = max(first, back)
        }
    }

    private static func down(_ time: Timestamp, to span: Duration) -> Timestamp {
        let step = span.wholeMilliseconds
        let rest = time.milliseconds % step
        return Timestamp(milliseconds: time.milliseconds - (rest < 0 ? rest + step : rest))
    }

    /// When the last column ends.
    var end: Timestamp { start + span * columns }

    /// The column of a time; outside the chart below 0 or beyond its columns.
    func column(of time: Timestamp) -> Int {
        let distance = (time - start).wholeMilliseconds
        let span = span.wholeMilliseconds
        return Int(distance >= 0 ? distance / span : (distance - span + 1) / span)
    }

    /// `┬─────────` under the columns, and the time at each of its marks.
    func axis(utcOffset: Int) -> (line: String, labels: String) {
        let first = (start.milliseconds + Int64(utcOffset) * 1000) / span.wholeMilliseconds
        let isMark = { (column: Int) in (first + Int64(column)) % 10 == 0 }
        let line = String((0..<columns).map { isMark($0) ? "┬" : "─" })
        var labels = ""
        for column in 0..<columns where isMark(column) {
            let civil = (start + span * column).civil(utcOffset: utcOffset)
            let text = span < .seconds(6) ? civil.clockText : civil.minuteText
            guard column + text.count <= columns else { break }
            labels += String(repeating: " ", count: max(0, column - labels.count)) + text
        }
        return (line, labels)
    }

    /// A bar: `━` where something went on for a whole column, half of it where only for a part, blank where not.
    func bar(_ stretches: [Range<Timestamp>]) -> String {
        let span = span.wholeMilliseconds
        var signs: [Character] = Array(repeating: " ", count: columns)
        for stretch in stretches {
            let (first, last) = (
                max(0, column(of: stretch.lowerBound)), min(columns - 1, column(of: stretch.upperBound))
            )
            guard first <= last else { continue }
            for column in first...last {
                let begin = start.milliseconds + Int64(column) * span
                let fromStart = stretch.lowerBound.milliseconds <= begin
                let toEnd = stretch.upperBound.milliseconds >= begin + span
                let before = signs[column]
                signs[column] = fromStart && toEnd || before != " " && before != "╸" ? "━" : fromStart ? "╸" : "╺"
            }
        }
        return String(signs)
    }
}

/// Which part of a session the chart shows: all of it, unless keys went closer.
struct ChartWindow: Equatable, Sendable {
    /// How many steps closer than all of it.
    var zoom = 0
    /// How many quarters of the chart before the end.
    var back = 0
}

extension Model {
    mutating func zoomChart(by step: Int) {
        chart.zoom = min(max(0, chart.zoom + step), 14)
        if chart.zoom == 0 { chart.back = 0 }
    }

    mutating func moveChart(by step: Int) {
        guard chart.zoom > 0 else {
            say("> shows a shorter time; then ← and → move it")
            return
        }
        chart.back = min(max(0, chart.back - step), 400)
    }
}
