import TerminalUI

/// Where the parts of the board lie on a screen of some size. Parts may be empty.
struct BoardLayout: Equatable {
    /// True when panes stand side by side in frames.
    let isFramed: Bool
    let header: Rect
    private(set) var alarms: Rect
    private(set) var rooms = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private(set) var details = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private(set) var themes = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private(set) var runSheet = Rect(row: 0, column: 0, rows: 0, columns: 0)
    /// People of all rooms over time.
    private(set) var people = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private(set) var recordings = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private(set) var events = Rect(row: 0, column: 0, rows: 0, columns: 0)
    let hints: Rect
    /// The names of the views with their digits.
    let tabs: Rect
    let status: Rect

    /// How many rows the lists have, as far as that decides where things lie.
    struct Counts: Equatable {
        var alarms = 0
        var rooms = 0
        var themes = 0
        var planned = 0
    }

    /// The most columns that the rooms in their frame have a use for.
    private static let roomColumns = ListKind.mostRoomColumns + 4
    /// Rows in which a room's details and the themes stand well.
    private static let sideRows = 24

    static func isWide(_ size: Size) -> Bool { size.columns >= 110 && size.rows >= 24 }

    /// True when there is room for six panes.
    static func isWall(_ size: Size) -> Bool { size.columns >= 160 && size.rows >= 44 }

    /// True when there is room for one status line only.
    static func isTiny(_ size: Size) -> Bool { size.columns < 20 || size.rows < 5 }

    /// True when what lies over a view has no lines to spare for a frame.
    static func isLow(_ rect: Rect) -> Bool { rect.rows < 6 }

    /// True when the names of the views have a line.
    static func hasTabs(_ size: Size) -> Bool { size.columns >= 110 && size.rows >= 32 }

    /// What lies between the header and the lines at the bottom.
    static func body(_ size: Size) -> Rect {
        Rect(size).droppingTop(1).droppingBottom((size.rows >= 8 ? 2 : 1) + (hasTabs(size) ? 1 : 0))
    }

    /// Rows of a list that has the screen for itself: below title and heads.
    static func listRows(_ size: Size) -> Int { max(0, body(size).rows - 2) }

    init(_ size: Size, _ counts: Counts) {
        isFramed = Self.isWide(size)
        header = Rect(size).top(1)
        status = Rect(size).droppingTop(1).bottom(1)
        let tabRows = Self.hasTabs(size) ? 1 : 0
        tabs = Rect(size).droppingBottom(1).bottom(tabRows)
        hints = Rect(size).droppingTop(1).droppingBottom(1 + tabRows).bottom(size.rows >= 8 ? 1 : 0)
        let body = Self.body(size)
        let framedAlarms = isFramed && size.rows >= 32
        alarms = body.top(framedAlarms ? 2 + min(max(1, counts.alarms), Self.isWall(size) ? 6 : 4) : 1)
        let rest = body.droppingTop(alarms.rows)
        if Self.isWall(size) {
            layWall(rest, counts)
        } else if isFramed {
            layBoard(rest, counts, isLow: size.rows < 32)
        } else {
            events = rest.bottom(size.rows >= 18 ? 1 + min((size.rows - 12) / 3, 8) : 0)
            rooms = rest.droppingBottom(events.rows)
        }
    }

    private mutating func layBoard(_ rest: Rect, _ counts: Counts, isLow: Bool) {
        // The rooms and what stands beside them take what they need; the events have the rest.
        let needed = max(counts.rooms + 3, Self.sideRows)
        events = rest.bottom(max(isLow ? 6 : 11, rest.rows - needed))
        let upper = rest.droppingBottom(events.rows)
        let side = upper.right(rest.columns >= 160 ? max(60, rest.columns - Self.roomColumns) : 38)
        rooms = upper.droppingRight(side.columns)
        // The people of the chosen room matter more than a list of themes.
        let themeRows = min(max(3, counts.themes + 2), max(4, side.rows / 5))
        themes = side.bottom(themeRows)
        details = side.droppingBottom(themeRows)
    }

    private mutating func layWall(_ rest: Rect, _ counts: Counts) {
        let lower = rest.bottom(min(max(11, rest.rows - max(counts.rooms + 3, Self.sideRows)), rest.rows * 2 / 5))
        events = lower.left(lower.columns * 3 / 5)
        recordings = lower.droppingLeft(events.columns)
        let upper = rest.droppingBottom(lower.rows)
        rooms = upper.left(min(Self.roomColumns, upper.columns * 53 / 100))
        let side = upper.droppingLeft(rooms.columns)
        people = side.top(min(14, side.rows * 3 / 5))
        let below = side.droppingTop(people.rows)
        // A plan for the day says more than the themes; where there is none, they have its place.
        if counts.planned > 0 { runSheet = below } else { themes = below }
    }

    subscript(pane: Pane) -> Rect {
        switch pane {
        case .rooms: rooms
        case .themes: themes
        case .runSheet: runSheet
        case .recordings: recordings
        case .events: events
        case .alarms: isFramed && alarms.rows > 2 ? alarms : Rect(row: 0, column: 0, rows: 0, columns: 0)
        }
    }

    /// The rows of a pane's list, below its heads.
    func rows(of pane: Pane) -> Rect {
        let rect = self[pane]
        switch pane {
        case .rooms where !isFramed: return rect.droppingTop(1)
        case .rooms, .runSheet, .recordings: return rect.inset(by: 1).droppingTop(1)
        case .themes, .events, .alarms: return rect.inset(by: 1)
        }
    }
}
