import TerminalUI

/// A link as a QR code on the screen.
struct QRPicture: Equatable, Sendable {
    /// What the link leads to.
    let label: String
    let link: String
    /// Row by row; true is dark. Without a quiet zone.
    let modules: [[Bool]]

    /// True at a place of the code or of its quiet zone that is dark.
    func isDark(row: Int, column: Int, quiet: Int) -> Bool {
        let (row, column) = (row - quiet, column - quiet)
        guard modules.indices.contains(row), modules[row].indices.contains(column) else { return false }
        return modules[row][column]
    }
}

/// Draws a QR code with half blocks: two modules one above the other to a cell.
struct QRView {
    let model: Model
    let picture: QRPicture

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        canvas.fill(rect)
        canvas.put(
            "\(picture.label) · guest link · q closes", row: rect.row, column: rect.column + 1,
            style: palette[.heading], width: max(0, rect.columns - 2))
        let place = rect.droppingTop(1)
        // The standard wants four modules around; scanners manage with one or two where there is no room.
        guard let quiet = [4, 2, 1].first(where: { fits(quiet: $0, in: place) }) else {
            let (rows, columns) = size(quiet: 1)
            canvas.put(
                "The code needs \(columns) columns and \(rows + 4) rows: make the window larger.", row: rect.row + 2,
                column: rect.column + 1, style: palette[.warning], width: max(0, rect.columns - 2))
            canvas.put(picture.link, row: rect.row + 4, column: rect.column, width: rect.columns)
            return
        }
        let (rows, columns) = size(quiet: quiet)
        let box = place.centered(rows: rows, columns: columns)
        for row in 0..<box.rows {
            let text = (0..<box.columns).map { column in
                sign(
                    upper: picture.isDark(row: row * 2, column: column, quiet: quiet),
                    lower: picture.isDark(row: row * 2 + 1, column: column, quiet: quiet))
            }
            canvas.put(String(text), row: box.row + row, column: box.column, style: style)
        }
    }

    private func size(quiet: Int) -> (rows: Int, columns: Int) {
        let side = picture.modules.count + 2 * quiet
        return ((side + 1) / 2, side)
    }

    private func fits(quiet: Int, in rect: Rect) -> Bool {
        let (rows, columns) = size(quiet: quiet)
        return rows <= rect.rows && columns <= rect.columns
    }

    private var palette: Palette { model.configuration.palette }

    /// Black on white whatever the ground is, where there are colours.
    private var style: Style {
        guard palette.colors >= 8 else { return Style() }
        return Style(foreground: palette.colors >= 256 ? 16 : 0, background: palette.colors >= 256 ? 231 : 7)
    }

    /// With colours letters are dark. Without, they have the colour of text: light on a dark ground.
    private func sign(upper: Bool, lower: Bool) -> Character {
        let isLight = palette.colors < 8 && !palette.light
        switch (upper != isLight, lower != isLight) {
        case (true, true): return "█"
        case (true, false): return "▀"
        case (false, true): return "▄"
        case (false, false): return " "
        }
    }
}
