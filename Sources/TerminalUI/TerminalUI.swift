/// What a terminal shows, as values: sizes, cells, styles, colour roles, the width of text, a canvas to draw on, keys,
/// and the protocol of a program that a terminal runs.
///
/// There is no terminal in it. The module never reads or writes a descriptor, never asks the clock and never waits, so
/// a screen can be compared with a picture in microseconds. Views and the module that owns the terminal import it.
public enum TerminalUI {
    /// What stands for a character that cannot be shown: a control, an unknown code point, a mark without a letter.
    public static let placeholder: Unicode.Scalar = "▯"
    /// What ends a text that was cut.
    public static let ellipsis = "…"
}
