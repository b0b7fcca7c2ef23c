/// A key that was pressed.
public enum Key: Hashable, Sendable {
    /// A character that can be shown.
    case character(Character)
    /// Control and a lower-case letter, one of `\ ] ^ _`, or a space.
    case control(Character)
    /// The keys that move.
    case up, down, left, right, home, end, pageUp, pageDown
    /// The other keys with a name. Shift and Tab is `backTab`.
    case backspace, delete, insert, enter, tab, backTab, escape
    /// F1 is 1.
    case function(Int)
    /// A key that terminals know and programs rarely do; the number only tells them apart.
    case other(UInt32)
}

/// What the mouse did. Wheel steps come without a release.
public struct MouseButtons: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt32
    /// A set of these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The first button went down.
    public static let pressed = MouseButtons(rawValue: 1)
    /// The first button went up.
    public static let released = MouseButtons(rawValue: 2)
    /// One step of the wheel towards the top.
    public static let wheelUp = MouseButtons(rawValue: 4)
    /// One step of the wheel towards the bottom.
    public static let wheelDown = MouseButtons(rawValue: 8)
}
