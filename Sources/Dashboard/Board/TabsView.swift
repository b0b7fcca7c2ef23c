import TerminalUI

/// The names of the views with the digits that lead there.
struct TabsView {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        var column = rect.column + 1
        for place in Place.allCases {
            let key = place.digit.map(String.init) ?? "!"
            let isHere = place == model.place
            let width = TextWidth.columns(of: place.title) + 2
            guard column + width < rect.endColumn else { return }
            // The present one stands in brackets, for terminals without bold letters.
            canvas.put(isHere ? "[" : "", row: rect.row, column: column - 1, style: palette[.heading])
            canvas.put(key, row: rect.row, column: column, style: palette[isHere ? .heading : .faint])
            canvas.put(place.title, row: rect.row, column: column + 2, style: palette[isHere ? .heading : .faint])
            canvas.put(isHere ? "]" : "", row: rect.row, column: column + width, style: palette[.heading])
            column += width + 2
        }
    }
}
