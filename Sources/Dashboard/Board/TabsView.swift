import MeetingsStore
import TerminalUI

/// The names of the views with the digits that lead there.
struct TabsView {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        var column = rect.column + 1
        for place in Place.allCases {
            let isHere = place == model.place
            // A server without media servers needs no way to them.
            if place == .media, !isHere, model.state.media.report == nil { continue }
            let key = place.digit.map(String.init) ?? (place == .alarms ? "!" : "g" + String(place.letter))
            let width = TextWidth.columns(of: place.title) + key.count + 1
            guard column + width < rect.endColumn else { return }
            // The present one stands in brackets, for terminals without bold letters.
            canvas.put(isHere ? "[" : "", row: rect.row, column: column - 1, style: palette[.heading])
            canvas.put(key, row: rect.row, column: column, style: palette[isHere ? .heading : .faint])
            canvas.put(
                place.title, row: rect.row, column: column + key.count + 1, style: palette[isHere ? .heading : .faint])
            canvas.put(isHere ? "]" : "", row: rect.row, column: column + width, style: palette[.heading])
            column += width + 2
        }
    }
}
