import Meetings
import MeetingsStore
import TerminalUI

/// Who waits at a room and who is inside, under each other, with the cursor.
struct RoomPeople {
    let model: Model
    let room: KnownRoom

    private enum Line {
        case head(String, Role)
        case person(ObjectID)
    }

    /// Rows that it has a use for.
    var rows: Int { lines.count }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let lines = lines
        var rows = rect
        let hidden = lines.count - rect.rows
        var top = 0
        if hidden > 0, rect.rows > 1 {
            rows = rect.droppingBottom(1)
            top = min(max(0, cursorLine(lines) - rows.rows * 2 / 3), lines.count - rows.rows)
            let below = lines.count - top - rows.rows
            if below > 0 {
                canvas.put(
                    "+\(below) more", row: rect.endRow - 1, column: rect.column + 4, style: palette[.faint])
            }
        }
        for (row, line) in zip(rows.row..<rows.endRow, lines.dropFirst(top)) {
            let place = Rect(row: row, column: rect.column, rows: 1, columns: rect.columns)
            switch line {
            case .head(let text, let role):
                canvas.put(
                    text, row: row, column: rect.column + 1, style: palette[role], width: max(0, rect.columns - 2))
            case .person(let object): draw(object, on: &canvas, in: place)
            }
        }
    }

    private var lines: [Line] {
        let rows = model.inside.ids
        // Who waited when the rows were taken stays among them, whatever came of it since.
        let door = rows.prefix { $0.person.map { model.waitedInside[$0] != nil } == true }
        var lines: [Line] = []
        if !door.isEmpty {
            let waiting = door.compactMap { row in row.person.flatMap { model.state.waiting[$0] } }
            let span = waiting.first.map { " · longest \(TimeText.short(model.now - $0.since))" } ?? ""
            lines.append(.head("WAITING \(waiting.count)\(span)", .warning))
            lines += door.map { .person($0) }
        }
        let inside = rows.dropFirst(door.count)
        let facts = RoomFacts(model: model, room: room)
        let counts = inside.isEmpty ? "nobody is inside" : facts.headCount
        let source = inside.isEmpty || facts.peopleSource.isEmpty ? "" : "  " + facts.peopleSource
        lines.append(.head("PEOPLE  \(counts)\(source)", .heading))
        return lines + inside.map { .person($0) }
    }

    private func cursorLine(_ lines: [Line]) -> Int {
        guard let selected = model.selectedInside else { return 0 }
        return lines.firstIndex { if case .person(selected) = $0 { true } else { false } } ?? 0
    }

    private func draw(_ object: ObjectID, on canvas: inout Canvas, in rect: Rect) {
        guard let id = object.person else { return }
        let palette = model.configuration.palette
        let end = rect.endColumn - 1
        func put(_ sign: String, _ name: String, _ word: String, _ role: Role, since: Timestamp?) {
            canvas.put(sign, row: rect.row, column: rect.column + 1, style: palette[role])
            if let since {
                canvas.put(
                    TimeText.short(model.now - since), row: rect.row, endingBefore: end, style: palette[.faint])
            }
            canvas.put(word, row: rect.row, column: end - 16, style: palette[role])
            canvas.put(name, row: rect.row, column: rect.column + 4, width: max(0, end - 17 - rect.column - 4))
        }
        if let wait = model.state.waiting[id] {
            put("?", wait.person.name, "waiting", .warning, since: wait.since)
        } else if let known = model.state.people[id] {
            let isHost = known.participant.isHost
            if model.state.isInside(known) {
                put(
                    isHost ? "H" : "g", known.participant.name, isHost ? "host" : "guest", isHost ? .host : .text,
                    since: known.since)
            } else {
                put("·", known.participant.name, "left", .expired, since: nil)
            }
        } else {
            put("·", model.waitedInside[id] ?? id.rawValue.scrubbed(), "gone", .expired, since: nil)
        }
        ObjectFrame(model: model).drawMarks(of: object, on: &canvas, row: rect.row, in: rect)
    }
}
