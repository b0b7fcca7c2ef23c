import Meetings
import MeetingsStore
import TerminalUI

/// The top line: where one is, whether the data is alive, and whether something is wrong.
struct HeaderView {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let end = drawCounts(on: &canvas, in: rect)
        var column = rect.column
        func put(_ text: String, _ role: Role, gap: Int = 2) {
            let width = TextWidth.columns(of: text)
            guard column + width < end else {
                column = end
                return
            }
            canvas.put(text, row: rect.row, column: column, style: palette[role])
            column += width + gap
        }
        let isNarrow = rect.columns < 60
        let link = model.link
        // Where not everything fits, whether the data is alive comes first.
        if rect.columns < 36 { put(link.text, link.role, gap: 1) }
        let isWall = BoardLayout.isWall(Size(rows: model.size.rows, columns: rect.columns))
        var clock = TimeText.clock(model.now, utcOffset: model.utcOffset)
        if isNarrow || !model.configuration.showsSeconds { clock = String(clock.prefix(5)) }
        if isWall { clock = TimeText.date(model.now, utcOffset: model.utcOffset) + " " + clock }
        let name = TextWidth.fit(model.configuration.environment, to: isNarrow ? 10 : 24)
        let needed = TextWidth.columns(of: name + link.text) + 4
        put(" \(name) ", model.configuration.isProduction ? .badgeProd : .badge, gap: isNarrow ? 0 : 1)
        // The clock gives way before what says whether the data is alive.
        if !isNarrow || needed + clock.count + 1 < end { put(clock, .text, gap: isNarrow ? 1 : 2) }
        if rect.columns >= 36 { put(link.text, link.role) }
        put(
            isWall && !model.mayWrite ? mode + " wall" : mode,
            model.writesUntil == nil || !model.mayWrite ? .faint : .warning)
        if rect.columns >= 110, !model.configuration.operatorName.isEmpty {
            put("op: " + TextWidth.fit(model.configuration.operatorName.scrubbed(), to: 16), .faint)
        }
        if rect.columns >= 110, let reason = link.reason { put(TextWidth.fit(reason, to: end - column - 2), .error) }
    }

    /// Whether changes are allowed, and for how long where that ends.
    private var mode: String {
        guard model.mayWrite else { return "RO" }
        guard !model.configuration.mayWrite, let end = model.writesUntil else { return "RW" }
        return "RW \(TimeText.short(end - model.now))"
    }

    /// The counts at the right end. Answers the column where they begin.
    private func drawCounts(on canvas: inout Canvas, in rect: Rect) -> Int {
        let palette = model.configuration.palette
        let counts = model.alarmBoard.counts
        let (critical, warning) = (counts.critical, counts.warning)
        let live = model.state.liveRooms.count
        let inside = model.state.peopleInside
        var parts: [(String, Role)] = [
            ("!!\(critical)", critical > 0 ? .critical : .faint), ("!\(warning)", warning > 0 ? .warning : .faint),
        ]
        // What somebody took on is not over.
        if counts.decided > 0, rect.columns >= 60 { parts.append(("(\(counts.decided))", .faint)) }
        if rect.columns < 30 {
            // The alarms matter more than how many people there are.
        } else if rect.columns < 60 {
            parts.append(("\(live)/\(inside)", .text))
        } else if rect.columns < 110 {
            parts.append((" \(live) live \(inside) in \(model.state.recordingsRunning) rec", .text))
        } else {
            let all = model.state.shownRooms.count
            let fine = max(0, live - model.worstAlarm.count)
            parts.append(("ok\(fine)", .faint))
            parts.append(("  \(live) live / \(all)   \(inside) in   \(model.state.recordingsRunning) rec", .text))
        }
        if rect.columns >= 60, let media = MediaWords.header(model, columns: rect.columns) {
            parts.append((" " + media.text, media.role))
        }
        let width = parts.reduce(parts.count) { $0 + TextWidth.columns(of: $1.0) }
        let start = max(rect.column, rect.endColumn - width)
        var column = start
        for (text, role) in parts {
            canvas.put(text, row: rect.row, column: column, style: palette[role])
            column += TextWidth.columns(of: text) + 1
        }
        return start
    }
}
