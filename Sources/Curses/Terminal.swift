import CNcurses
import Glibc
public import TerminalUI

/// What can be asked and arranged without a screen.
public enum Terminal {
    /// True when a descriptor is a terminal.
    public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The size of the terminal behind a descriptor; nil when it is none or does not know.
    public static func size(_ descriptor: Int32 = 1) -> Size? {
        var shape = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &shape) == 0, shape.ws_row > 0, shape.ws_col > 0 else { return nil }
        return Size(rows: Int(shape.ws_row), columns: Int(shape.ws_col))
    }

    /// True when the person asked for no colours, through a `NO_COLOR` that is not empty.
    public static var refusesColor: Bool { getenv("NO_COLOR").map { $0.pointee != 0 } ?? false }

    /// True when the terminal says through `COLORTERM` that it takes red, green and blue.
    static var takesDirectColor: Bool { ["truecolor", "24bit"].contains(environment("COLORTERM")) }

    /// Has all threads take memory from one heap. Call it while there is one thread.
    public static func useOneHeap() { cn_one_heap() }

    /// Gives back memory that is free, and the pages of programs and libraries that have not been used for long: those
    /// that are needed come again by themselves.
    public static func returnMemory() { cn_return_memory() }

    /// Sends what is written to descriptor 2 to a file from now on, appending: it would spoil the screen. After a
    /// crash the last of it is written to the real descriptor. False when the file could not be opened.
    @discardableResult
    public static func captureStandardError(to path: String) -> Bool { cn_capture_stderr(path) >= 0 }

    /// Gives descriptor 2 back. Call it when the screen is closed.
    public static func releaseStandardError() { cn_release_stderr() }
}
