import MeetingsStore
import TerminalUI

/// The table of any list.
struct ListView {
    let model: Model
    let kind: ListKind
    private var list: ListState { model.lists[kind.place] ?? ListState() }
    private var hasFocus: Bool {
        model.shownList == kind.place && model.overlay == nil || model.shownList == kind.place
    }
    private var palette: Palette { model.configuration.palette }

    init?(_ model: Model, _ place: Place) {
        guard let kind = ListKind.all[place.list] else { return nil }
        self.model = model
        self.kind = kind
    }

    /// A frame with the table inside.
    func drawFramed(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let filter = list.filter.isEmpty ? "–" : TextWidth.fit(list.filter, to: 30)
        let count = list.filter.isEmpty ? "\(list.rows.count)" : "\(list.rows.count) of \(list.total)"
        canvas.frame(
            rect, title: "\(kind.place.title.uppercased()) \(count)",
            right: "sort \(sortName)   filter \(filter)", style: palette[hasFocus ? .heading : .faint])
        draw(on: &canvas, in: rect.inset(by: 1).droppingLeft(1).droppingRight(1))
    }

    /// The whole view below the header: a title, then the table.
    func drawView(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        var column = rect.column + 1
        column += canvas.put(kind.place.title, row: rect.row, column: column, style: palette[.heading])
        if let object = model.narrowing {
            let hint = "Backspace: all again"
            let end = rect.endColumn - TextWidth.columns(of: hint) - 3
            canvas.put(
                " of " + model.title(of: object), row: rect.row, column: column, style: palette[.heading],
                width: max(0, end - column))
            if end > column { canvas.put(hint, row: rect.row, column: end + 2, style: palette[.faint]) }
        } else {
            let rest = rect.top(1).droppingLeft(column - rect.column + 2)
            SavedFilterTabs(model: model, place: kind.place).draw(on: &canvas, in: rest)
        }
        draw(on: &canvas, in: rect.droppingTop(1))
    }

    /// Heads and rows.
    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let layout = ListLayout(kind.columns, width: rect.columns)
        drawHeads(layout, on: &canvas, in: rect)
        let rows = rect.droppingTop(1)
        if list.rows.isEmpty {
            canvas.put(emptyText, row: rows.row, column: rows.column + 1, width: max(0, min(rows.columns - 2, 76)))
            return
        }
        let top = list.rows.top(rows: rows.rows)
        for (offset, object) in list.rows.ids.dropFirst(top).prefix(rows.rows).enumerated() {
            let place = Rect(row: rows.row + offset, column: rows.column, rows: 1, columns: rows.columns)
            draw(object, layout, on: &canvas, in: place)
        }
    }

    /// What the order of the rows is called.
    var sortName: String {
        guard let sort = list.sort else { return kind.orderName }
        return (kind.columns.first { $0.id == sort.column }?.id ?? sort.column) + (sort.isDescending ? "▼" : "▲")
    }

    private var emptyText: String {
        list.filter.isEmpty
            ? kind.empty(model) : "No \(kind.nouns.one) passes the filter. / changes it, \(clearKeys) clears it."
    }

    private var clearKeys: String { Action["clear-filter"].map { model.configuration.keymap.text(of: $0) } ?? "" }

    private func drawHeads(_ layout: ListLayout, on canvas: inout Canvas, in rect: Rect) {
        let style = palette[.heading]
        if kind.columns.first?.id == "sign" {
            canvas.put("ST", row: rect.row, column: rect.column, style: style)
        }
        for place in layout.places {
            let column = place.column
            let isShort = rect.columns < 60
            let title = isShort ? column.shortTitle ?? column.title : column.title
            if column.isNumber {
                canvas.put(title, row: rect.row, endingBefore: rect.column + place.end, style: style)
            } else {
                canvas.put(title, row: rect.row, column: rect.column + place.start, style: style, width: place.width)
            }
        }
    }

    private func draw(_ object: ObjectID, _ layout: ListLayout, on canvas: inout Canvas, in rect: Rect) {
        let room = model.room(of: object)
        if let sign = kind.columns.first, sign.id == "sign" {
            let cell = sign.cell(model, object, room, rect.columns)
            canvas.put(cell.text, row: rect.row, column: rect.column, style: cell.style ?? palette[cell.role])
        }
        let isMarked = list.marks.contains(object)
        if isMarked { canvas.put("*", row: rect.row, column: rect.column + ListLayout.mark, style: palette[.marked]) }
        var pictures: [Range<Int>] = []
        for place in layout.places {
            let cell = place.column.cell(model, object, room, rect.columns)
            let style = cell.style ?? palette[isMarked && cell.role == .text ? .marked : cell.role]
            if place.column.isNumber {
                canvas.put(cell.text, row: rect.row, endingBefore: rect.column + place.end, style: style)
            } else {
                canvas.put(
                    cell.text, row: rect.row, column: rect.column + place.start, style: style, width: place.width)
            }
            if cell.isPicture {
                let width = min(place.width, TextWidth.columns(of: cell.text))
                pictures.append(rect.column + place.start..<rect.column + place.start + width)
            }
        }
        guard object == list.rows.selected, hasFocus else { return }
        canvas.drawCursor(
            on: rect, mark: ListLayout.mark, sparing: pictures.first ?? rect.column..<rect.column,
            style: palette[.cursor])
        // The bar shows where the cursor is; that a row is marked, nothing else does.
        if isMarked {
            canvas.put("*", row: rect.row, column: rect.column + ListLayout.mark, style: palette[.cursor])
        }
    }
}
