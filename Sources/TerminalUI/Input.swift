/// What reaches a program from the terminal and from whoever runs it.
public enum Input: Hashable, Sendable {
    /// A key.
    case key(Key)
    /// Text pasted in one piece, free of control characters. It is text: never run it as keys.
    case paste(String)
    /// The mouse, counted from 0 at the top left. Comes only while the mouse is on.
    case mouse(row: Int, column: Int, buttons: MouseButtons)
    /// The terminal has this size now.
    case resize(Size)
    /// The program was stopped and runs again; the whole process stood still meanwhile.
    case resumed
    /// A signal's number: 2 asks to interrupt; after 1, 3 and 15 the loop ends whatever the program answers.
    case signal(Int32)
}
