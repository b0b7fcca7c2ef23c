/// A line of text that is being typed, and the place in it.
public struct TextInput: Hashable, Sendable {
    /// What has been typed. It holds no control character.
    public private(set) var text: String
    /// How many characters (grapheme clusters) lie before the cursor.
    public private(set) var cursor: Int
    /// The most characters it takes; more are left out.
    public let limit: Int

    /// A line with the cursor at its end.
    public init(_ text: String = "", limit: Int = 1000) {
        self.text = ""
        self.limit = limit
        cursor = 0
        insert(text)
    }

    /// True when nothing is typed.
    public var isEmpty: Bool { text.isEmpty }

    /// Puts text in at the cursor, without its control characters.
    public mutating func insert(_ added: String) {
        let clean = String(
            String.UnicodeScalarView(added.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        let room = limit - text.count
        guard !clean.isEmpty, room > 0 else { return }
        let before = String(text[..<place]) + clean.prefix(room)
        text = before + text[place...]
        // Counted again: a mark joins the character before it.
        cursor = min(before.count, text.count)
    }

    /// Replaces all of the text and puts the cursor at its end.
    public mutating func replace(with text: String) { self = TextInput(text, limit: limit) }

    /// Puts the cursor before the character with this number, or at the end.
    public mutating func move(to place: Int) { cursor = min(max(0, place), text.count) }

    /// Does what a key means in a line of text; false when it means nothing there.
    ///
    /// Control with U deletes to the start, with W the word before. Multiplexers keep A and B for themselves.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(text.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = text.count
        case .backspace: delete(from: cursor - 1, to: cursor)
        case .delete: delete(from: cursor, to: cursor + 1)
        case .control("u"): delete(from: 0, to: cursor)
        case .control("w"): delete(from: startOfWord, to: cursor)
        default: return false
        }
        return true
    }

    /// Draws the part around the cursor into `width` columns, and puts the canvas's cursor there. A `mask` stands for
    /// each character of a secret.
    public func draw(
        on canvas: inout Canvas, row: Int, column: Int, width: Int, style: Style = Style(), focused: Bool = true,
        mask: Character? = nil
    ) {
        guard width > 0 else { return }
        let shown = mask.map { Array(repeating: $0, count: text.count) } ?? Array(text)
        let start = focused ? firstShown(width: width, mask: mask) : 0
        let before = focused ? TextWidth.columns(of: String(shown[start..<cursor])) : 0
        canvas.put(String(shown[start...]), row: row, column: column, style: style, width: width)
        if focused { canvas.cursor = (row, column + before) }
    }

    /// The first character that is drawn into `width` columns: as much before the cursor as leaves a column for it.
    public func firstShown(width: Int, mask: Character? = nil) -> Int {
        let shown = mask.map { Array(repeating: $0, count: text.count) } ?? Array(text)
        var start = cursor
        var before = 0
        while start > 0, case let step = TextWidth.columns(of: shown[start - 1]), before + step < width {
            start -= 1
            before += step
        }
        return start
    }

    private var place: String.Index { text.index(text.startIndex, offsetBy: cursor) }

    private var startOfWord: Int {
        let characters = Array(text)
        var start = cursor
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        return start
    }

    private mutating func delete(from start: Int, to end: Int) {
        let start = max(0, start)
        let end = min(end, text.count)
        guard start < end else { return }
        let first = text.index(text.startIndex, offsetBy: start)
        text.removeSubrange(first..<text.index(text.startIndex, offsetBy: end))
        cursor = min(start, text.count)
    }
}
