import TerminalUI

/// Where the parts of the board lie on a screen of some size. Parts may be empty.
struct BoardLayout: Equatable {
    /// True when panes stand side by side in frames.
    let isFramed: Bool
    let header: Rect
    let alarms: Rect
    let rooms: Rect
    let details: Rect
    let themes: Rect
    let events: Rect
    let hints: Rect
    let status: Rect

    /// The most columns that the rooms in their frame have a use for.
    private static let roomColumns = ListKind.mostRoomColumns + 4
    /// Rows in which a room's details and the themes stand well.
    private static let sideRows = 24

    static func isWide(_ size: Size) -> Bool { size.columns >= 110 && size.rows >= 24 }

    /// True when there is room for one status line only.
    static func isTiny(_ size: Size) -> Bool { size.columns < 20 || size.rows < 5 }

    /// Rows of a list that has the screen for itself: below header and title, above hints and status.
    static func listRows(_ size: Size) -> Int { max(0, size.rows - 5) }

    init(_ size: Size, alarms count: Int, rooms roomCount: Int, themes themeCount: Int) {
        let isFramed = Self.isWide(size)
        self.isFramed = isFramed
        var rest = Rect(size)
        header = rest.top(1)
        rest = rest.droppingTop(1)
        status = rest.bottom(1)
        rest = rest.droppingBottom(1)
        let hintRows = size.rows >= 8 ? 1 : 0
        hints = rest.bottom(hintRows)
        rest = rest.droppingBottom(hintRows)
        let framedAlarms = isFramed && size.rows >= 32
        let alarmRows = framedAlarms ? 2 + min(max(1, count), 4) : 1
        alarms = rest.top(alarmRows)
        rest = rest.droppingTop(alarmRows)
        let eventRows: Int
        if isFramed {
            // The rooms and what stands beside them take what they need; the events have the rest.
            eventRows = max(size.rows >= 32 ? 11 : 6, rest.rows - max(roomCount + 3, Self.sideRows))
        } else {
            eventRows = size.rows >= 18 ? 1 + min((size.rows - 12) / 3, 8) : 0
        }
        events = rest.bottom(eventRows)
        rest = rest.droppingBottom(eventRows)
        let sideColumns = isFramed ? (size.columns >= 160 ? max(60, size.columns - Self.roomColumns) : 38) : 0
        rooms = rest.droppingRight(sideColumns)
        let side = rest.right(sideColumns)
        let themeRows = min(max(3, themeCount + 2), max(3, side.rows / 3))
        themes = side.bottom(themeRows)
        details = side.droppingBottom(themeRows)
    }

    /// Rows for rooms below the column heads.
    var roomRows: Int { max(0, rooms.rows - (isFramed ? 3 : 1)) }
    var themeRows: Int { max(0, themes.rows - 2) }
}
