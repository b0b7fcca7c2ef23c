import Meetings
import TerminalUI

/// One request that was sent to the server, and what came back.
struct RequestView {
    let model: Model
    let number: Int

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        canvas.put("log ▸ ", row: rect.row, column: rect.column + 1, style: palette[.faint])
        let entry = model.logEntry(.request(number))
        canvas.put(
            entry.map { "\($0.method) \($0.path)" } ?? "this request is forgotten", row: rect.row,
            column: rect.column + 7, style: palette[.heading], width: max(0, rect.columns - 8))
        let body = rect.droppingTop(1)
        let isLow = BoardLayout.isLow(body)
        if !isLow { canvas.rule(row: body.row, columns: rect.column..<rect.endColumn, style: palette[.faint]) }
        canvas.draw(
            lines, from: model.scroll, in: isLow ? body : body.droppingTop(1), palette: palette, search: model.search)
    }

    var lines: [TextLine] {
        guard let entry = model.logEntry(.request(number)) else { return [] }
        let columns = model.size.columns
        let time = TimeText.clock(entry.at, utcOffset: model.utcOffset)
        var lines = [TextLine(time + (entry.times > 1 ? " last, \(entry.times) times the same" : ""), label: "Sent")]
        lines += TextLine.folded("\(entry.method) \(entry.path)", label: "Request", columns: columns)
        let status = entry.status.map(String.init) ?? "none"
        lines.append(TextLine(status, entry.failure == nil ? .text : .error, label: "Status"))
        lines.append(TextLine("\(entry.took.wholeMilliseconds) ms", label: "Took"))
        if let id = entry.requestID { lines.append(TextLine(id.scrubbed(), label: "Request id")) }
        lines.append(TextLine(entry.isPoll ? "the feed, by itself" : "the operator", label: "Asked by"))
        if let failure = entry.failure {
            lines += TextLine.folded(failure.scrubbed(limit: 1000), .error, label: "Failure", columns: columns)
        }
        if let answer = entry.answer {
            let text = PrettyJSON.lines(answer) ?? [answer]
            lines += [.blank, .heading("ANSWER")] + text.map { TextLine($0.scrubbed(limit: 1000)) }
        }
        return lines
    }
}

/// Copying from the API log.
extension Model {
    /// The request that keys are about.
    var selectedRequest: APILogEntry? { current.flatMap { logEntry($0) } }

    /// The newest request that failed.
    var lastError: APILogEntry? { log.last { $0.failure != nil } }

    mutating func copyRequest() -> [Effect] {
        guard let entry = selectedRequest else { return [] }
        let url = "'$SERVER" + entry.path.replacing("'", with: "%27") + "'"
        let method = entry.method == "GET" ? "" : " -X \(entry.method)"
        let text = "curl -sS\(method) \(url.replacing("'", with: "\"")) -H \"Authorization: Bearer $TOKEN\""
        return [.copy(text: text, label: "curl command", isSecret: false)]
    }

    mutating func copyLastError() -> [Effect] {
        guard let entry = lastError else { return [] }
        let time = TimeText.full(entry.at, utcOffset: 0) + " UTC"
        let parts = [
            time, "\(entry.method) \(entry.path)", entry.status.map { "status \($0)" },
            entry.requestID.map { "request id \($0)" }, entry.failure,
        ]
        let text = parts.compactMap(\.self).joined(separator: " · ")
        return [.copy(text: text.scrubbed(limit: 2000), label: "last error", isSecret: false)]
    }
}
