import Meetings
import MeetingsStore
import TerminalUI

/// The parts that the views of all objects have in common: a line that tells the way here, lines of facts, and the keys
/// that lead to what belongs to the object.
struct ObjectFrame {
    let model: Model
    private var palette: Palette { model.configuration.palette }

    /// `rooms ▸ Main Stage`, with a text at the right end where it fits, and a rule below. Answers what is left.
    func drawTitle(
        _ path: [String], sign: (String, Role)? = nil, right: String = "", on canvas: inout Canvas, in rect: Rect
    ) -> Rect {
        guard rect.rows > 0 else { return rect }
        var column = rect.column + 1
        // In a very narrow place the name itself is all that fits.
        for part in rect.columns < 30 ? [] : path.dropLast() {
            column += canvas.put(
                TextWidth.fit(part, to: max(8, rect.columns / 3)) + " ▸ ", row: rect.row, column: column,
                style: palette[.faint])
        }
        if let (text, role) = sign {
            canvas.put(text, row: rect.row, column: column, style: palette[role])
            column += 3
        }
        let title = path.last ?? ""
        let width = TextWidth.columns(of: right)
        // A long title is cut rather than what is said of the object, as long as enough of it is left.
        let least = min(TextWidth.columns(of: title), 12)
        let fits = column + least + width + 3 < rect.endColumn
        canvas.put(
            title, row: rect.row, column: column, style: palette[.heading],
            width: max(0, rect.endColumn - column - 1 - (fits ? width + 2 : 0)))
        if fits { canvas.put(right, row: rect.row, endingBefore: rect.endColumn - 1, style: palette[.faint]) }
        let rest = rect.droppingTop(1)
        guard !BoardLayout.isLow(rest) else { return rest }
        canvas.rule(row: rest.row, columns: rect.column..<rect.endColumn, style: palette[.faint])
        return rest.droppingTop(1)
    }

    /// Labels and texts. Answers what is left below.
    func drawFacts(_ facts: [RoomFacts.Line], labels: Int, on canvas: inout Canvas, in rect: Rect) -> Rect {
        for (row, line) in zip(rect.row..<rect.endRow, facts) {
            canvas.put(line.label, row: row, column: rect.column + 1, style: palette[.faint], width: labels - 1)
            var column = rect.column + labels + 1
            if let color = line.color {
                canvas.put("■ ", row: row, column: column, style: ThemeColor.style(color, palette: palette))
                column += 2
            }
            canvas.put(
                line.text, row: row, column: column, style: palette[line.role],
                width: max(0, rect.endColumn - column - 1))
        }
        return rect.droppingTop(facts.count)
    }

    /// `Go to  o session  c 2 recordings  b theme`: what cannot be reached is left out. Answers what is left below.
    func drawRelated(_ relations: [(Model.Relation, String)], labels: Int, on canvas: inout Canvas, in rect: Rect)
        -> Rect
    {
        guard rect.rows > 0 else { return rect }
        canvas.put("Go to", row: rect.row, column: rect.column + 1, style: palette[.faint], width: labels - 1)
        var column = rect.column + labels + 1
        for (relation, text) in relations {
            guard case .success = model.target(relation), let action = Action[relation.action] else { continue }
            let key = model.configuration.keymap.text(of: action)
            guard column + TextWidth.columns(of: key + text) + 2 < rect.endColumn else { break }
            column += canvas.put(key, row: rect.row, column: column, style: palette[.heading]) + 1
            column += canvas.put(text, row: rect.row, column: column) + 3
        }
        return rect.droppingTop(1)
    }

    /// A head over rows, as wide as its place.
    func drawHead(_ text: String, right: String = "", isFocused: Bool = false, on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        canvas.rule(
            row: rect.row, columns: rect.column..<rect.endColumn, title: text, right: right,
            style: palette[isFocused ? .heading : .faint])
    }

    /// What marks the row of an object inside the view: the bar of the cursor where it is on it, and the letters that lead
    /// there while they are shown.
    func drawMarks(of object: ObjectID, on canvas: inout Canvas, row: Int, in rect: Rect) {
        if object == model.selectedInside {
            let place = Rect(row: row, column: rect.column, rows: 1, columns: rect.columns)
            canvas.drawCursor(on: place, mark: 2, sparing: rect.column..<rect.column, style: palette[.cursor])
        }
        canvas.drawJumpLabel(of: .row(object), row: row, column: rect.column, model)
    }
}

extension Model.Relation {
    /// The action that follows it.
    var action: Action.ID {
        switch self {
        case .room: "owner"
        case .recordings: "its-recordings"
        case .deliveries: "its-deliveries"
        case .theme: "its-theme"
        case .events: "its-events"
        }
    }
}

/// Which of many rows are on the screen, so that one of them is among them.
struct RowWindow {
    let top: Int
    /// Rows below the last one shown.
    let below: Int

    init(count: Int, rows: Int, cursor: Int?) {
        guard count > rows, rows > 0 else {
            (top, below) = (0, max(0, count - rows))
            return
        }
        top = min(max(0, (cursor ?? 0) - rows * 2 / 3), count - rows)
        below = count - top - rows
    }
}
