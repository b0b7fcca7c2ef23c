import Meetings
import MeetingsStore
import TerminalUI

/// One session: people over time with host and recording bars, who was there, and what happened.
struct SessionView {
    let model: Model
    let timeline: SessionTimeline
    private var frame: ObjectFrame { ObjectFrame(model: model) }
    private var palette: Palette { model.configuration.palette }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let object = ObjectID.session(timeline.session)
        let isWide = rect.columns >= 110
        let room = model.room(of: object)?.title ?? "room not known"
        let id = TextWidth.fit(timeline.session.rawValue.scrubbed(), to: isWide ? 40 : 14)
        var body = frame.drawTitle(
            ["sessions", room, id], right: isWide ? summary : shortSummary, on: &canvas, in: rect)
        if rect.columns < 60, body.rows > 0 {
            let (host, role) = hostNote
            let isTrouble = role == .warning || role == .critical
            let text = [isTrouble ? host : stateText, "\(inside) in", length].joined(separator: " · ")
            canvas.put(
                text, row: body.row, column: body.column + 1, style: palette[isTrouble ? role : .text],
                width: max(0, body.columns - 2))
            body = body.droppingTop(1)
        }
        let chartRows = body.rows >= 28 ? 10 : body.rows >= 16 ? 8 : body.rows >= 11 ? 3 : 0
        let isFramed = isWide && body.rows >= 28
        let chart = body.top(chartRows + (isFramed ? 2 : 0))
        if isFramed {
            canvas.frame(chart, title: "PEOPLE OVER TIME", right: chartHint, style: palette[.faint])
            drawChart(on: &canvas, in: chart.inset(by: 1))
        } else {
            drawChart(on: &canvas, in: chart)
        }
        let rest = body.droppingTop(chart.rows)
        guard isWide else {
            if model.showsTimeline { drawTimeline(on: &canvas, in: rest) } else { drawPeople(on: &canvas, in: rest) }
            return
        }
        let left = rest.left(rest.columns * 62 / 100)
        drawPeople(on: &canvas, in: left)
        drawTimeline(on: &canvas, in: rest.droppingLeft(left.columns))
    }

    private var started: String { timeline.start.map { TimeText.clock($0, utcOffset: model.utcOffset) } ?? "–" }
    private var length: String { timeline.length(now: model.now).map(TimeText.elapsed) ?? "–" }
    private var inside: Int { timeline.visitors.prefix { $0.isInside }.count }
    private var stateText: String {
        guard let session = model.state.sessions[timeline.session], session.isLive else { return "ended" }
        return session.isLocked ? "LOCKED" : "live"
    }

    private var summary: String {
        "\(stateText)   started \(started)   \(length)   peak \(timeline.people.peak?.count ?? 0)   now \(inside)"
    }
    private var shortSummary: String { "\(stateText) \(length) peak \(timeline.people.peak?.count ?? 0)" }

    private var chartHint: String { model.chart.zoom > 0 ? "< > zoom   ←/→ move" : "> zooms in" }

    // MARK: chart

    private func drawChart(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 2, let start = timeline.start, rect.columns > 30 else { return }
        let end = timeline.end ?? model.now
        let notes = rect.columns >= 70 ? 22 : 0
        let columns = rect.columns - 7 - notes
        let scale = ChartScale(from: start, until: end, columns: columns, window: model.chart)
        let first = rect.column + 7
        var row = rect.row
        let bars = 2
        let axisRows = rect.rows >= 6 ? 2 : 0
        let blockRows = rect.rows - bars - axisRows
        let counts = timeline.people.highest(from: scale.start, span: scale.span, spans: columns, now: end)
        let chart = PeopleChart(counts, rows: blockRows)
        for (line, label) in zip(chart.lines, chart.labels) {
            canvas.put("\(label) ┤", row: row, endingBefore: first, style: palette[.faint])
            canvas.put(line, row: row, column: first, style: palette[.chart1])
            row += 1
        }
        if axisRows > 0 {
            let axis = scale.axis(utcOffset: model.utcOffset)
            canvas.put("0 ┼", row: row, endingBefore: first, style: palette[.faint])
            canvas.put(axis.line, row: row, column: first, style: palette[.faint])
            canvas.put(axis.labels, row: row + 1, column: first, style: palette[.faint])
            row += 2
        }
        drawBar(
            "host", stretches(of: timeline.hosts, until: end), scale, note: hostNote, role: .host, on: &canvas,
            row: row, in: rect)
        let recorded = timeline.recordings.map { $0.from..<max($0.from, $0.until ?? end) }
        drawBar("rec", recorded, scale, note: recordingNote, role: .recording, on: &canvas, row: row + 1, in: rect)
    }

    private func stretches(of hosts: Headcount, until end: Timestamp) -> [Range<Timestamp>] {
        var result: [Range<Timestamp>] = []
        var from: Timestamp?
        for step in hosts.steps {
            if step.count > 0, from == nil { from = step.at }
            if step.count == 0, let begin = from {
                result.append(begin..<max(begin, step.at))
                from = nil
            }
        }
        if let from { result.append(from..<max(from, end)) }
        return result
    }

    private func drawBar(
        _ label: String, _ stretches: [Range<Timestamp>], _ scale: ChartScale, note: (String, Role), role: Role,
        on canvas: inout Canvas, row: Int, in rect: Rect
    ) {
        canvas.put(label, row: row, column: rect.column + 1, style: palette[.faint])
        canvas.put(scale.bar(stretches), row: row, column: rect.column + 7, style: palette[role])
        let column = rect.column + 8 + scale.columns
        canvas.put(
            note.0, row: row, column: column, style: palette[note.1], width: max(0, rect.endColumn - column - 1))
    }

    private var hostNote: (String, Role) {
        let gaps = timeline.hostGaps(now: model.now)
        if timeline.hosts.steps.isEmpty { return (timeline.end == nil ? "! no host yet" : "! never a host", .warning) }
        guard let longest = gaps.max(by: { $0.upperBound - $0.lowerBound < $1.upperBound - $1.lowerBound }) else {
            return ("no gap", .faint)
        }
        let span = TimeText.short(longest.upperBound - longest.lowerBound)
        let clock = longest.lowerBound.civil(utcOffset: model.utcOffset).minuteText
        if timeline.end == nil, let last = gaps.last, last.upperBound >= model.now {
            return ("! no host for \(TimeText.short(model.now - last.lowerBound))", .critical)
        }
        return (gaps.count == 1 ? "gap \(span) at \(clock)" : "\(gaps.count) gaps, \(span) \(clock)", .warning)
    }

    private var recordingNote: (String, Role) {
        guard let last = timeline.recordings.last else { return ("none", .faint) }
        let total = timeline.recordings.reduce(Duration.zero) { sum, recording in
            sum + max(.zero, (recording.until ?? timeline.end ?? model.now) - recording.from)
        }
        return (TimeText.elapsed(total) + (last.isRunning ? " REC" : ""), last.isRunning ? .recording : .text)
    }

    // MARK: people

    private func drawPeople(on canvas: inout Canvas, in rect: Rect) {
        if rect.rows == 1 { return VisitorTable(model: model, timeline: timeline).draw(on: &canvas, in: rect) }
        guard rect.rows > 1 else { return }
        let hasFocus = !model.showsTimeline
        frame.drawHead(
            "PEOPLE \(inside) here · \(timeline.visitors.count) seen", right: hasFocus ? "" : "Tab",
            isFocused: hasFocus, on: &canvas, in: rect)
        let table = VisitorTable(model: model, timeline: timeline)
        table.draw(on: &canvas, in: rect.droppingTop(1))
    }

    private func drawTimeline(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 1 else { return }
        frame.drawHead(
            "TIMELINE", right: model.showsTimeline && model.size.columns >= 110 ? "" : "Tab",
            isFocused: model.showsTimeline, on: &canvas, in: rect)
        let rows = rect.droppingTop(1)
        let lines = timeline.lines.reversed().dropFirst(min(model.scroll, max(0, timeline.lines.count - 1)))
        for (row, line) in zip(rows.row..<rows.endRow, lines) {
            let (sign, text, role) = TimelineWords.words(line.what)
            let clock = TimeText.clock(line.at, utcOffset: model.utcOffset)
            canvas.put(
                clock, row: row, column: rect.column + 1, style: palette[.faint],
                width: min(8, max(0, rect.columns - 2)))
            canvas.put(sign, row: row, column: rect.column + 11, style: palette[role])
            canvas.put(
                text, row: row, column: rect.column + 13, style: palette[role], width: max(0, rect.columns - 14))
        }
    }
}

/// What the lines of a timeline say.
enum TimelineWords {
    static func words(_ what: SessionTimeline.What) -> (sign: String, text: String, role: Role) {
        switch what {
        case .started: ("»", "session started", .text)
        case .ended: ("«", "session ended", .text)
        case .joined(let name, let isHost): ("+", isHost ? "\(name)  HOST" : name, isHost ? .host : .text)
        case .left(let name, let isHost, let leavesNoHost):
            (
                "-", leavesNoHost ? "\(name)  HOST  ! no host" : isHost ? "\(name)  HOST" : name,
                leavesNoHost ? .warning : isHost ? .host : .text
            )
        case .joinedTogether(let count, let span): ("+", "\(count) people\(within(span))", .text)
        case .leftTogether(let count, let span): ("-", "\(count) people\(within(span))", .text)
        case .recordingStarted(let id):
            ("●", "recording \(id.rawValue.prefix(8).description.scrubbed()) started", .recording)
        case .note(let text, let name): ("✎", name.isEmpty ? text : "\(name): \(text)", .heading)
        case .recordingEnded(let id): ("■", "recording \(id.rawValue.prefix(8).description.scrubbed()) ended", .text)
        }
    }

    private static func within(_ span: Duration) -> String {
        span < .seconds(1) ? " at once" : " in \(TimeText.rough(span))"
    }
}
