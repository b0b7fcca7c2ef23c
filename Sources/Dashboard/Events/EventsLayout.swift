import TerminalUI

/// How the lines of the events view are shared out.
struct EventsLayout {
    let rate: Rect
    let heads: Rect
    let rows: Rect
    let detail: Rect

    /// `rect` has no room for a title any more.
    init(_ rect: Rect, isPane: Bool, showsDetail: Bool) {
        let hasRate = !isPane && rect.rows >= 12
        let hasHeads = !isPane && rect.rows >= 8
        let detailRows = showsDetail && !isPane && rect.rows >= 14 ? max(6, rect.rows / 2 - 1) : 0
        rate = Rect(row: rect.row, column: rect.column, rows: hasRate ? 1 : 0, columns: rect.columns)
        heads = Rect(row: rate.endRow, column: rect.column, rows: hasHeads ? 1 : 0, columns: rect.columns)
        let count = max(0, rect.rows - rate.rows - heads.rows - detailRows)
        rows = Rect(row: heads.endRow, column: rect.column, rows: count, columns: rect.columns)
        detail = Rect(row: rows.endRow, column: rect.column, rows: detailRows, columns: rect.columns)
    }

    /// How many events a dashboard shows now.
    static func rows(of model: Model) -> Int { rect(of: model).rows }

    /// Where they stand.
    static func rect(of model: Model) -> Rect {
        if model.location == .place(.events) {
            let body = BoardLayout.body(model.size)
            return EventsLayout(body.droppingTop(1), isPane: false, showsDetail: model.holdsEvents).rows
        }
        if model.location != .place(.board) || model.isMaximized { return BoardLayout.body(model.size).droppingTop(1) }
        let layout = model.layout(model.size)
        return layout.isFramed ? layout.events.inset(by: 1) : layout.events.droppingTop(1)
    }
}
