import Meetings
import MeetingsStore
import TerminalUI

/// One person: where they are, what their name is made of, and their visits to the room.
struct PersonView {
    let model: Model
    let id: ParticipantID
    private var frame: ObjectFrame { ObjectFrame(model: model) }
    private var palette: Palette { model.configuration.palette }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let room = model.room(of: .person(id))?.title ?? "room not known"
        let name = model.title(of: .person(id))
        let body = frame.drawTitle(["rooms", room, name], on: &canvas, in: rect)
        var rest = frame.drawFacts(facts(name, columns: rect.columns - 14), labels: 12, on: &canvas, in: body)
        rest = frame.drawRelated(
            [
                (.room, "room"), (.theme, "theme"), (.recordings, "recordings"), (.events, "events"),
                (.deliveries, "callbacks"),
            ], labels: 12, on: &canvas, in: rest
        ).droppingTop(1)
        drawVisits(on: &canvas, in: rest)
    }

    private func facts(_ name: String, columns: Int) -> [RoomFacts.Line] {
        var lines: [RoomFacts.Line] = []
        if let wait = model.state.waiting[id] {
            let since = TimeText.clock(wait.since, utcOffset: model.utcOffset)
            lines.append(.init(label: "State", text: "waits to be let in", role: .warning))
            lines.append(.init(label: "Waiting", text: "\(TimeText.short(model.now - wait.since)) · since \(since)"))
        } else if let known = model.state.people[id] {
            let person = known.participant
            let isInside = model.state.isInside(known)
            lines.append(
                .init(label: "State", text: isInside ? "inside" : "left", role: isInside ? .live : .expired))
            lines.append(
                .init(label: "Role", text: person.isHost ? "host" : "guest", role: person.isHost ? .host : .text))
            lines.append(.init(label: "Joined", text: TimeText.clock(known.since, utcOffset: model.utcOffset)))
            let end = model.state.end(of: known)
            if let end { lines.append(.init(label: "Left", text: TimeText.clock(end, utcOffset: model.utcOffset))) }
            lines.append(.init(label: "In room", text: TimeText.elapsed((end ?? model.now) - known.since)))
            if let known = model.media(of: id) {
                let (on, net, isPoor) = MediaWords.sentences(known.media)
                let age = model.freshnessTime - known.at
                let note = age > .seconds(15) ? " · \(TimeText.short(age)) old" : ""
                lines.append(.init(label: "Has on", text: on + note))
                lines.append(.init(label: "Connection", text: net + note, role: isPoor ? .warning : .text))
            }
            lines.append(.init(label: "Session", text: person.sessionID.rawValue.scrubbed()))
        } else {
            lines.append(.init(label: "State", text: "gone: nothing more is known", role: .expired))
        }
        lines.append(.init(label: "Id", text: id.rawValue.scrubbed(), role: .faint))
        let points = CodePoints.lines(of: name, columns: columns)
        for (index, text) in points.prefix(3).enumerated() {
            lines.append(.init(label: index == 0 ? "Code points" : "", text: text, role: .faint))
        }
        return lines
    }

    private func drawVisits(on canvas: inout Canvas, in rect: Rect) {
        let visits = model.inside.ids.compactMap { $0.person.flatMap { model.state.people[$0] } }
        guard rect.rows > 1, !visits.isEmpty else { return }
        frame.drawHead(
            visits.count == 1 ? "1 VISIT to this room" : "\(visits.count) VISITS to this room under this name",
            right: "Enter opens the session", isFocused: true, on: &canvas, in: rect)
        let rows = rect.droppingTop(1)
        let index = model.inside.cursor == nil ? nil : model.inside.index
        let window = RowWindow(count: visits.count, rows: rows.rows, cursor: index)
        for (offset, visit) in visits.dropFirst(window.top).prefix(rows.rows).enumerated() {
            let row = rows.row + offset
            let end = model.state.end(of: visit)
            let role: Role = end == nil ? .live : .text
            let from = TimeText.full(visit.since, utcOffset: model.utcOffset)
            let until = end.map { TimeText.clock($0, utcOffset: model.utcOffset) } ?? "inside"
            canvas.put(end == nil ? "●" : "·", row: row, column: rect.column + 1, style: palette[role])
            canvas.put(from, row: row, column: rect.column + 4, width: min(16, max(0, rect.columns - 5)))
            canvas.put(
                until, row: row, column: rect.column + 22, style: palette[role],
                width: min(8, max(0, rect.columns - 23)))
            canvas.put(
                TimeText.elapsed((end ?? model.now) - visit.since), row: row, endingBefore: rect.column + 40)
            let session = visit.participant.sessionID.rawValue.scrubbed()
            canvas.put(
                session, row: row, column: rect.column + 42, style: palette[.faint], width: max(0, rect.columns - 43))
            frame.drawMarks(of: .person(visit.participant.id), on: &canvas, row: row, in: rect)
        }
    }
}

/// What a name is made of, where it is more than plain letters: two names that look the same need not be the same.
enum CodePoints {
    /// `U+005A Z  U+0308 mark`; empty for plain ASCII.
    static func lines(of name: String, columns: Int) -> [String] {
        guard name.unicodeScalars.contains(where: { !$0.isASCII }) else { return [] }
        let parts = name.unicodeScalars.map { scalar -> String in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return "\(number) \(sign(scalar))"
        }
        var lines: [String] = []
        var line = ""
        for part in parts {
            let longer = line.isEmpty ? part : line + "  " + part
            if TextWidth.columns(of: longer) > columns, !line.isEmpty {
                lines.append(line)
                line = part
            } else {
                line = longer
            }
        }
        return lines + [line]
    }

    /// The character itself where it stands by itself, else what it is.
    private static func sign(_ scalar: Unicode.Scalar) -> String {
        if scalar == "▯" { return "removed" }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return "mark"
        case .format: return "joiner"
        case .spaceSeparator: return "space"
        default: return String(scalar)
        }
    }
}
