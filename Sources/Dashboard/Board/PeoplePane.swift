import Meetings
import MeetingsStore
import TerminalUI

/// How many people were in all rooms together, and how many came each minute.
struct PeoplePane {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 4, rect.columns > 24 else { return }
        let palette = model.configuration.palette
        let inner = rect.inset(by: 1)
        let columns = inner.columns - 8
        let from = max(model.now - Self.longest, model.headcount.arrivals.first ?? model.now - .seconds(600))
        let scale = ChartScale(from: from, until: model.now, columns: columns)
        let begin = TimeText.clock(scale.start, utcOffset: model.utcOffset).prefix(5)
        canvas.frame(rect, title: "PEOPLE, ALL ROOMS", right: "\(begin)–now", style: palette[.faint])
        let first = inner.column + 6
        // Below the blocks: the axis, its times, the line of those who came, and how the callbacks fare.
        let blockRows = max(1, inner.rows - (inner.rows >= 12 ? 5 : 4))
        let counts = model.headcount.highest(from: scale.start, span: scale.span, spans: columns, now: model.now)
        let chart = PeopleChart(counts, rows: blockRows)
        var row = inner.row
        for (line, label) in zip(chart.lines, chart.labels) {
            canvas.put("\(label) ┤", row: row, endingBefore: first, style: palette[.faint])
            canvas.put(line, row: row, column: first, style: palette[.chart1])
            row += 1
        }
        let axis = scale.axis(utcOffset: model.utcOffset)
        canvas.put("0 ┼", row: row, endingBefore: first, style: palette[.faint])
        canvas.put(axis.line, row: row, column: first, style: palette[.faint])
        canvas.put(axis.labels, row: row + 1, column: first, style: palette[.faint])
        row += 2
        guard row + 1 < inner.endRow else { return }
        drawJoins(scale, on: &canvas, row: row + 1, in: inner)
        if row + 2 < inner.endRow { drawCallbacks(on: &canvas, row: row + 2, in: inner) }
    }

    private func drawCallbacks(on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        let endpoints = model.state.callbackEndpoints
        let (pending, dead) = (endpoints.reduce(0) { $0 + $1.pending }, endpoints.reduce(0) { $0 + $1.dead })
        var parts = [
            "\(endpoints.count) receiver\(endpoints.count == 1 ? "" : "s")", "\(pending) to send", "\(dead) given up",
        ]
        if let oldest = endpoints.compactMap(\.oldestPendingAt).min() {
            parts.append("oldest waits \(TimeText.short(max(.zero, model.now - oldest)))")
        }
        let isTrouble = dead > 0 || endpoints.contains { $0.failures > 0 || $0.isPaused }
        canvas.put("callbacks", row: row, column: rect.column + 1, style: palette[.faint])
        canvas.put(
            endpoints.isEmpty ? "none known" : parts.joined(separator: " · "), row: row, column: rect.column + 12,
            style: palette[isTrouble ? .warning : .faint], width: max(0, rect.columns - 13))
    }

    private func drawJoins(_ scale: ChartScale, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        let minute = Duration.seconds(60)
        let spans = min(60, max(0, rect.columns - 44))
        // Whole minutes only, so that the line rests until one is over.
        let last = Timestamp(milliseconds: model.now.milliseconds / 60_000 * 60_000)
        let counts = model.headcount.arrivals(
            from: last - minute * (spans - 1), span: minute, spans: spans, now: model.now)
        canvas.put("joins/min", row: row, column: rect.column + 1, style: palette[.faint])
        canvas.put(RoomRow.chart(counts), row: row, column: rect.column + 12, style: palette[.chart2])
        let most = counts.enumerated().max { ($0.element ?? 0) < ($1.element ?? 0) }
        guard let most, let count = most.element, count > 0 else { return }
        let at = TimeText.clock(last - minute * (spans - 1 - most.offset), utcOffset: model.utcOffset).prefix(5)
        canvas.put(
            "most \(count) at \(at)", row: row, column: rect.column + 14 + spans, style: palette[.faint],
            width: max(0, rect.columns - 15 - spans))
    }

    /// The longest time that is shown.
    private static let longest = Duration.seconds(6 * 3600)
}

extension Model {
    /// Counts everyone of all rooms again, seldom: it looks at each visit.
    mutating func countHeads() {
        guard isWall, location == .place(.board) else { return }
        // A count of nobody was made before the first listing came.
        let isEarly = headcount.steps.isEmpty && state.peopleInside > 0
        if !isEarly, let headsCountedAt, now - headsCountedAt < Self.headsRest, now >= headsCountedAt { return }
        headsCountedAt = now
        let state = state
        headcount = Headcount(visits: state.people.values.lazy.map { ($0.since, state.end(of: $0)) })
    }

    /// How long a count of everyone is good enough.
    private static let headsRest = Duration.seconds(10)

    /// True when there is room for six panes.
    var isWall: Bool { BoardLayout.isWall(size) }
}
