import CNcurses
public import TerminalUI

/// ncurses behind two descriptors. There is one at a time, and one thread uses it.
public final class Screen {
    let input: Int32
    /// How many colours can be used: 0 for none, then 8, 16, 256 or `Color.allColors`. For the palette.
    public let colors: Int
    private let takesTitle: Bool
    private var shown: Canvas?
    private var run: [wchar_t] = []
    private var isOpen = true

    /// Takes the terminal. Throws when it is none or cannot be used.
    ///
    /// `term` nil means `TERM`. A fixed `size` is for tests.
    public init(
        term: String? = nil, input: Int32 = 0, output: Int32 = 1, size: Size? = nil, color: ColorWish = .auto
    ) throws(ScreenError) {
        let limit = color.limit
        let name = term ?? environment("TERM")
        let failure = cn_open(
            name, input, output, Int32(size?.rows ?? 0), Int32(size?.columns ?? 0), limit >= 8,
            limit == Color.allColors ? Self.direct(name) : nil)
        guard failure == CN_OPENED else { throw ScreenError(failure, term: name) }
        self.input = input
        colors = [Color.allColors, 256, 16, 8].first { $0 <= min(limit, Int(cn_colors())) } ?? 0
        takesTitle = ["xterm", "tmux", "screen", "rxvt", "foot", "alacritty", "vte", "konsole", "st-"]
            .contains { name.hasPrefix($0) }
    }

    /// The terminal's description with red, green and blue, as ncurses takes it from a variable; nil where the terminal
    /// has no more than 16 colours, for then it would show something else.
    private static func direct(_ name: String) -> String? {
        guard let description = TerminalDescription(of: name), description.colors >= 256 else { return nil }
        let digits = Array("0123456789ABCDEF".utf8)
        let hex = description.withDirectColor().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "hex:" + String(decoding: hex, as: UTF8.self)
    }
    deinit { close() }

    /// Gives the terminal back as it was. Closing twice does nothing.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        cn_close()
        cn_unwatch()
    }

    /// Gives the terminal back too when the process crashes or calls `exit`. Call it once the screen is open.
    public func restoreOnCrash() { cn_restore_on_crash() }
    /// Turns reports of the mouse on or off. They are off at first: they take the terminal's own selection away.
    public func mouse(_ on: Bool) { cn_mouse(on) }
    /// Rings the terminal's bell.
    public func bell() { cn_bell() }
    /// Names the terminal's window or pane, without control characters; the old name comes back on closing.
    public func title(_ text: String) {
        guard takesTitle else { return }
        let clean = text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
        cn_title(String(String.UnicodeScalarView(clean)))
    }

    /// How large the terminal is.
    public var size: Size {
        var rows: Int32 = 0
        var columns: Int32 = 0
        cn_size(&rows, &columns)
        return Size(rows: Int(rows), columns: Int(columns))
    }
    /// Asks the terminal for its size; true when it changed.
    public func syncSize() -> Bool {
        guard cn_sync_size() else { return false }
        shown = nil
        return true
    }
    /// Has the next canvas repaint every cell, whatever the terminal shows.
    public func invalidate() {
        cn_invalidate()
        shown = nil
    }
    /// Gives the terminal back and stops the process, as `^Z` does. Returns when it runs again.
    public func suspend() {
        cn_suspend()
        shown = nil
    }
    /// Gives the terminal to someone else, an editor for one, while `body` runs.
    public func lend(_ body: () throws -> Void) rethrows {
        cn_lend()
        defer { resume() }
        try body()
    }
    /// Takes the terminal again after the process was stopped by someone else.
    public func resume() {
        cn_resume()
        shown = nil
    }

    /// Shows a canvas. Parts of rows that differ from the last one go to ncurses, and cells that differ from there to the
    /// terminal; an equal canvas costs nothing, and is answered with false. What lies outside the terminal is left out.
    @discardableResult
    public func show(_ canvas: Canvas) -> Bool {
        if shown == canvas { return false }
        let old = shown?.size == canvas.size ? shown : nil
        if old == nil { cn_erase() }
        let size = self.size
        for row in 0..<min(size.rows, canvas.size.rows) {
            let all = 0..<min(size.columns, canvas.size.columns)
            let changed = old.map { canvas.difference(of: row, from: $0) } ?? all
            if let changed { put(row, of: canvas, columns: changed.clamped(to: all)) }
        }
        let cursor = canvas.cursor.flatMap { $0.row < size.rows && $0.column < size.columns ? $0 : nil }
        cn_cursor(Int32(cursor?.row ?? 0), Int32(cursor?.column ?? 0), cursor != nil)
        shown = canvas
        cn_flush()
        return true
    }

    /// Hands a part of a row to ncurses in stretches of one style.
    private func put(_ row: Int, of canvas: Canvas, columns: Range<Int>) {
        var column = columns.lowerBound
        while column < columns.upperBound {
            let start = column
            let style = canvas[row, start].style
            run.removeAll(keepingCapacity: true)
            while column < columns.upperBound, case let cell = canvas[row, column],
                cell.style == style || isGap(row, column, of: canvas, in: style, end: columns.upperBound)
            {
                append(cell, room: columns.upperBound - column)
                column += max(1, cell.width)
            }
            let known = style.limited(to: colors)
            let isPlain = known.foreground.isOwn && known.background.isOwn
            let pair = isPlain ? 0 : cn_pair(known.foreground.number, known.background.number)
            cn_put(Int32(row), Int32(start), run, Int32(run.count), style.attributes.rawValue, pair)
        }
    }

    /// True for a few spaces between parts of one style that look the same in it: to change the style for them and back
    /// takes more bytes than they.
    private func isGap(_ row: Int, _ column: Int, of canvas: Canvas, in style: Style, end: Int) -> Bool {
        for next in column..<min(column + 4, end) {
            let cell = canvas[row, next]
            if cell.style == style { return next > column }
            guard cell.isBlank, cell.style.background == style.background,
                cell.style.attributes.union(style.attributes).isDisjoint(with: [.underline, .reverse])
            else { return false }
        }
        return false
    }

    /// Adds a cell's scalars to the stretch. What the C library would give other columns is replaced: a newer one, or
    /// one without a UTF-8 locale, must not shift the rest of the row.
    private func append(_ cell: Cell, room: Int) {
        guard cell.width > 0, cell.width <= room else { return run.append(0x20) }
        let base = cell.scalar(0).value
        guard base < 0x7F || cn_width(base) == Int32(cell.width) else {
            let mark = TerminalUI.placeholder.value
            run.append(wchar_t(cn_width(mark) == 1 ? mark : 0x3F))
            for _ in 1..<cell.width { run.append(0x20) }
            return
        }
        run.append(wchar_t(base))
        for index in 1..<max(1, cell.scalarCount) where cn_width(cell.scalar(index).value) == 0 {
            run.append(wchar_t(cell.scalar(index).value))
        }
    }
}

extension Color {
    /// How ncurses is told: -1, a number of the palette, or the three bytes. The darkest blues have the palette's
    /// numbers and become the next ones that have a green.
    fileprivate var number: Int32 {
        if let index { return Int32(index) }
        guard let (red, green, blue) = components else { return -1 }
        return Int32(max(red << 16 | green << 8 | blue, 1 << 8 | blue))
    }
}
