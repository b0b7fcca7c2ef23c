import TerminalUI

/// Where a key is pressed: what lies above the view, or else the view or pane with the focus.
enum Context: String, Hashable, Sendable, CaseIterable {
    case rooms, themes, events, room, copyMenu, text, form, help

    /// The views and panes themselves.
    static let views: Set<Context> = [.rooms, .themes, .events, .room]
    /// Where a cursor moves over rows or lines.
    static let lists: Set<Context> = [.rooms, .themes, .events, .room, .help]
}

/// Something that can be done. The table of all of them is what keys, the hint line and the help list are made from.
struct Action: Sendable {
    /// What the action is called in tables and settings.
    enum ID: String, Hashable, Sendable, CaseIterable {
        case up, down, pageUp, pageDown, halfUp, halfDown, first, last
        case open, back, nextPane, previousPane, board, themes, lastView
        case filter, copy, copyGuest, copyHost, copyCode, copyID, showAsText, closeMenu, reveal
        case newRoom, newTheme, refresh, redraw, interrupt, suspend, help
    }

    let id: ID
    let title: String
    /// Sequences of keys, the first of which is shown.
    let keys: [[Key]]
    let contexts: Set<Context>
    /// True when it changes something on the server.
    var isWrite = false
    /// Its words in the hint line; nil leaves it out. Earlier in the table means further left.
    var hint: String?
    /// Why it cannot be done now, or nil when it can.
    var unavailable: @Sendable (Model) -> String? = { _ in nil }
    let run: @Sendable (inout Model) -> [Effect]

    var keyText: String { keys.first.map(KeyName.text) ?? "" }

    /// Why it cannot be done now: read-only comes first.
    func reason(_ model: Model) -> String? {
        if isWrite, !model.configuration.mayWrite { return "read-only: this dashboard sends no changes" }
        return unavailable(model)
    }

    static let all: [Action] = doing + going + moving

    static subscript(id: ID) -> Action? { all.first { $0.id == id } }

    /// The action that a sequence of keys means in a context.
    static func find(_ keys: [Key], in context: Context) -> Action? {
        all.first { $0.contexts.contains(context) && $0.keys.contains(keys) }
    }

    /// True when more keys could make an action of this sequence.
    static func isPrefix(_ keys: [Key], in context: Context) -> Bool {
        all.contains { action in
            action.contexts.contains(context)
                && action.keys.contains { $0.count > keys.count && Array($0.prefix(keys.count)) == keys }
        }
    }

    /// The actions that continue a sequence.
    static func continuing(_ keys: [Key], in context: Context) -> [Action] {
        all.filter { action in
            action.contexts.contains(context)
                && action.keys.contains { $0.count > keys.count && Array($0.prefix(keys.count)) == keys }
        }
    }
}

/// Keys as screens write them.
enum KeyName {
    static func text(_ keys: [Key]) -> String { keys.map(text).joined(separator: " ") }

    static func text(_ key: Key) -> String {
        switch key {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "^" + String(character).uppercased()
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .backspace: "Backspace"
        case .delete: "Delete"
        case .insert: "Insert"
        case .enter: "Enter"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .escape: "Esc"
        case .function(let number): "F\(number)"
        case .other: "?"
        }
    }
}
