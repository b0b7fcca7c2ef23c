import Meetings

/// What is written in a film, and where.
enum FilmText {
    /// One line of text in the middle of an area.
    struct Line: Hashable {
        var text: String
        var size: Int
        var area: Area
    }

    /// Debian's `fonts-dejavu-core`.
    static let usualFont = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

    /// Each person's name under their picture, their initial where the picture would be, and the room's name where
    /// nobody is.
    static func lines(of segment: RecordingPlan.Segment, title: String) -> [Line] {
        if segment.tiles.isEmpty {
            return line(title, size: 44, Area(x: 0, y: 0, width: Stage.width, height: Stage.height)).map { [$0] } ?? []
        }
        return segment.tiles.flatMap { tile in
            let area = tile.area
            let bar = Area(x: area.x, y: area.y + area.height - Stage.bar, width: area.width, height: Stage.bar)
            let initial = tile.isScreen ? "" : String(tile.name.scrubbed().prefix(1)).uppercased()
            return [line(tile.name, size: 17, bar), line(initial, size: max(16, area.height / 3), area.picture)]
                .compactMap(\.self)
        }
    }

    /// Cut to what fits; nil where nothing is to be seen.
    private static func line(_ text: String, size: Int, _ area: Area) -> Line? {
        let shown = text.scrubbed(limit: max(1, area.width * 5 / (size * 3)))
        return shown.contains { !$0.isWhitespace } ? Line(text: shown, size: size, area: area) : nil
    }

    /// Whether a path can stand in a filter as it is.
    static func isPlain(_ path: String) -> Bool {
        path.hasPrefix("/")
            && path.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F: true
                default: false
                }
            }
    }
}
