/// The terminal itself: ncurses as a screen that shows canvases, the terminal's bytes as inputs, and the loop that runs
/// a program on one thread.
///
/// It decides nothing about what is shown and knows no meetings. It never asks the terminal a question, so no answer
/// can come back as keys. Only the executable imports it; everything else draws on a canvas.
public enum Curses {
    /// The shortest time between two frames that messages cause, in milliseconds.
    public static let messageInterval = 100
    /// The shortest time between two frames that a change of size causes, in milliseconds.
    public static let resizeInterval = 33
}
