import TerminalUI

/// Keys as people write them into settings.
extension KeyName {
    /// Reads a sequence such as `g a`, `^L`, `F5` or `Shift-Tab`: its keys parted by blanks. Nil when one of them is no
    /// key.
    static func keys(_ text: String) -> [Key]? {
        let words = text.split(separator: " ").map(String.init)
        let keys = words.compactMap(key)
        return keys.isEmpty || keys.count != words.count ? nil : keys
    }

    private static func key(_ word: String) -> Key? {
        if word.count == 1, let character = word.first { return .character(character) }
        if let named = named[word.lowercased()] { return named }
        let lower = word.lowercased()
        if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...24).contains(number) {
            return .function(number)
        }
        for prefix in ["^", "ctrl-", "c-"] where lower.hasPrefix(prefix) && lower.count == prefix.count + 1 {
            return lower.last.map { .control($0) }
        }
        return nil
    }

    private static let named: [String: Key] = [
        "space": .character(" "), "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end,
        "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown, "backspace": .backspace,
        "delete": .delete, "del": .delete, "insert": .insert, "ins": .insert, "enter": .enter, "return": .enter,
        "tab": .tab, "shift-tab": .backTab, "esc": .escape, "escape": .escape,
    ]

    /// Why a key should not be used: who takes it before the dashboard can. Nil for all others.
    static func taker(of key: Key) -> String? {
        switch key {
        case .control("a"), .control("b"): "screen and tmux begin their own keys with it"
        case .control("s"), .control("q"): "terminals stop and start their output by it"
        case .control("h"): "it is the same as Backspace"
        case .control("i"): "it is the same as Tab"
        case .control("j"), .control("m"): "it is the same as Enter"
        case .control("k"): "tmux and screen move between panes by it for many people"
        case .control("\\"): "terminals end programs by it"
        case .control("v"): "terminals paste or quote by it"
        case .control(" "): "input methods are switched by it"
        case .function(10), .function(11), .function(12): "terminals open menus by it"
        default: nil
        }
    }
}
