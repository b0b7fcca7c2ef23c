/// A QR code as lines of a terminal: two rows of squares a line, by half blocks.
struct QRPicture: Hashable, Sendable {
    /// What the squares are drawn with.
    enum Ink: Hashable, Sendable {
        /// Black on white by colors of its own, right on every ground.
        case colors
        /// The terminal's own two colors, on a dark or a light ground.
        case plain(onLight: Bool)
        /// Characters of ASCII, a line for each row of squares.
        case ascii(onLight: Bool)
    }

    var code: QRCode
    /// Squares of light margin on each side. The standard asks for four; cameras are content with two.
    var margin = 4

    /// The lines, without line feeds, all of the same width.
    func lines(_ ink: Ink) -> [String] {
        switch ink {
        case .colors: blocks(drawsLight: false).map { "\u{1B}[30;47m\($0)\u{1B}[0m" }
        case .plain(let onLight): blocks(drawsLight: !onLight)
        case .ascii(let onLight): rows.map { row in row.map { $0 == onLight ? "##" : "  " }.joined() }
        }
    }

    /// All squares with the margin.
    private var rows: [[Bool]] {
        let side = [Bool](repeating: false, count: margin)
        let empty = [[Bool]](
            repeating: [Bool](repeating: false, count: code.modules.count + 2 * margin), count: margin)
        return empty + code.modules.map { side + $0 + side } + empty
    }

    private func blocks(drawsLight: Bool) -> [String] {
        let rows = rows
        return stride(from: 0, to: rows.count, by: 2).map { top in
            String(
                rows[top].indices.map { column -> Character in
                    // Below an odd number of rows one more row of margin is drawn.
                    let lower = top + 1 < rows.count && rows[top + 1][column]
                    return switch (rows[top][column] != drawsLight, lower != drawsLight) {
                    case (true, true): "█"
                    case (true, false): "▀"
                    case (false, true): "▄"
                    case (false, false): " "
                    }
                })
        }
    }
}
