import Meetings
import TerminalUI

/// Rows under headings for people to read: columns are padded to their widest cell, two blanks apart.
struct Table {
    var headings: [String]
    var rows: [[String]] = []

    /// The lines, each ended by a line feed. Cells are scrubbed: names are written by strangers.
    var text: String {
        let lines = ([headings] + rows).map { cells in cells.map { $0.scrubbed(limit: 500) } }
        let widths = headings.indices.map { column in
            lines.map { column < $0.count ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
        }
        return lines.map { Table.line($0, widths: widths) + "\n" }.joined()
    }

    private static func line(_ cells: [String], widths: [Int]) -> String {
        let padded = zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - TextWidth.columns(of: cell)))
        }
        let line = padded.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
