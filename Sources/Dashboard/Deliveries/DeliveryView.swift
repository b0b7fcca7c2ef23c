import Meetings
import MeetingsStore
import TerminalUI

/// One callback: what it is, why it fares as it does, every attempt, and the bytes that were sent.
struct DeliveryView {
    let model: Model
    let id: Int64

    private var inspection: Inspection? { model.inspection?.id == id ? model.inspection : nil }
    private var detail: DeliveryDetail? { inspection?.detail }
    private var columns: Int { model.size.columns }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let way = rect.columns < 30 ? "" : "deliveries ▸ "
        canvas.put(way, row: rect.row, column: rect.column + 1, style: palette[.faint])
        var column = rect.column + 1 + TextWidth.columns(of: way)
        if let delivery = model.delivery(id) {
            let sign = DeliveryWords(delivery).sign
            canvas.put(sign.text, row: rect.row, column: column, style: palette[sign.role])
            column += 2
        }
        canvas.put(
            model.title(of: .delivery(id)), row: rect.row, column: column, style: palette[.heading],
            width: max(0, rect.endColumn - column - 1))
        let body = rect.droppingTop(1)
        let isLow = BoardLayout.isLow(body)
        if !isLow { canvas.rule(row: body.row, columns: rect.column..<rect.endColumn, style: palette[.faint]) }
        canvas.draw(
            lines, from: model.scroll, in: isLow ? body : body.droppingTop(1), palette: palette, search: model.search)
    }

    /// All that it says, from top to bottom.
    var lines: [TextLine] {
        guard let delivery = model.delivery(id) else {
            return [TextLine(inspection?.failure ?? "No answer from the server yet.")]
        }
        var lines = facts(delivery)
        if let detail {
            lines += signatures(detail) + attempts(detail) + request(detail) + body(detail)
        } else {
            lines += [.blank, TextLine(inspection?.failure ?? "The server is asked for the rest …", .faint)]
        }
        return lines
    }

    private func facts(_ delivery: DeliverySummary) -> [TextLine] {
        let words = DeliveryWords(delivery)
        let room = model.room(of: .delivery(id))?.title ?? delivery.roomID?.rawValue.scrubbed() ?? "–"
        let at = TimeText.clock(delivery.createdAt, utcOffset: model.utcOffset)
        var lines = [
            TextLine("\(delivery.sequence) \(delivery.event) at \(at)", label: "Event"), TextLine(room, label: "Room"),
            TextLine(delivery.url, label: "To"),
        ]
        lines += TextLine.folded(standing(delivery), words.sign.role, label: "State", columns: columns)
        if words.isFailing {
            lines += TextLine.folded(words.cause.sentence, .error, label: "Why", columns: columns)
        }
        return lines
    }

    private func standing(_ delivery: DeliverySummary) -> String {
        let count = delivery.attempts == 1 ? "1 attempt" : "\(delivery.attempts) attempts"
        switch delivery.state {
        case .delivered: return "delivered after \(count)"
        case .dead: return "given up after \(count) · R sends it again"
        case .pending:
            if delivery.isPaused { return "held: the receiver is paused · P lets it go on" }
            let next = delivery.nextAttemptAt.map { next in
                next > model.now ? "next in \(TimeText.rough(next - model.now))" : "next now"
            }
            let turn = delivery.isParked ? "later ones of its room go on without it" : nil
            return (["on its way", count, next ?? "waits for older ones of its room", turn] as [String?])
                .compactMap(\.self).joined(separator: " · ")
        }
    }

    private func signatures(_ detail: DeliveryDetail) -> [TextLine] {
        guard !detail.attempts.isEmpty else { return [] }
        guard let report = inspection?.signatures else {
            let text = "cannot be checked: no secret here. A profile's receiver has them."
            return TextLine.folded(text, .faint, label: "Signatures", columns: columns)
        }
        if report.isBelieved {
            return [
                TextLine("good: a receiver with the secrets of this profile believes it", .live, label: "Signatures")
            ]
        }
        return [TextLine("not believed by a receiver with the secrets of this profile", .error, label: "Signatures")]
            + report.checks.filter { $0.verdict != .good }.flatMap {
                TextLine.folded(
                    "\($0.subject): \($0.sentence)", $0.verdict == .bad ? .error : .faint, label: "", columns: columns)
            }
    }

    private func attempts(_ detail: DeliveryDetail) -> [TextLine] {
        let count = detail.attempts.count
        var lines = [TextLine.blank, .heading("ATTEMPTS \(count == 0 ? "none yet" : String(count))")]
        // The newest says most.
        for attempt in detail.attempts.reversed().prefix(50) {
            let time = TimeText.clock(attempt.at, utcOffset: model.utcOffset)
            let status = attempt.status.map(String.init) ?? "–"
            let text = "\(time)  \(status)  \(attempt.milliseconds) ms  \(attempt.error ?? "taken")"
            let role: Role = attempt.error == nil ? .text : .error
            lines += TextLine.folded(text.scrubbed(limit: 500), role, label: "#\(attempt.number)", columns: columns)
            if let answer = attempt.answer {
                lines += TextLine.folded(
                    "“\(answer.scrubbed(limit: 1000))”", .faint, label: "  answer", columns: columns)
            }
        }
        return lines
    }

    private func request(_ detail: DeliveryDetail) -> [TextLine] {
        let heading = TextLine.heading("REQUEST" + (detail.attempts.last.map { " of attempt \($0.number)" } ?? ""))
        guard let fields = detail.attempts.last?.headers else {
            let text = detail.attempts.isEmpty ? "Nothing was sent yet." : "The header fields were not kept."
            return [.blank, heading, TextLine(text, .faint)]
        }
        let head = CallbackRequest(detail, fields).head.flatMap { line in
            TextLine.folded(line.scrubbed(limit: 4000), label: "", columns: columns)
        }
        return [.blank, heading] + head
    }

    private func body(_ detail: DeliveryDetail) -> [TextLine] {
        let showsBytes = inspection?.showsBytes == true
        let hint = showsBytes ? "h shows it as JSON" : "h shows the bytes"
        let heading = TextLine.heading("BODY \(detail.body.utf8.count) bytes, exactly as sent · \(hint)")
        let text =
            showsBytes
            ? HexDump.lines(Array(detail.body.utf8)) : PrettyJSON.lines(detail.body) ?? [detail.body]
        let isJSON = showsBytes || PrettyJSON.lines(detail.body) != nil
        return [.blank, heading] + (isJSON ? [] : [TextLine("It is no JSON.", .error)])
            + text.map { TextLine($0.scrubbed(limit: 4000)) }
    }
}
