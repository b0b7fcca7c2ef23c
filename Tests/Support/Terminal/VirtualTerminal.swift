import CVTerm
import Foundation
import Glibc
import TerminalUI

/// A terminal in memory: whatever is tested has one end of a pty, libvterm reads the other.
///
/// `@unchecked Sendable`: `state` guards all that the reading thread touches, and the rest never changes.
public final class VirtualTerminal: @unchecked Sendable {
    /// The end that a program takes for its terminal.
    public let slave: Int32
    /// The slave's file, for another process to open.
    public let path: String
    private let master: Int32
    private let emulator: OpaquePointer
    private let screen: OpaquePointer
    private let state = NSCondition()
    private var bytes: [UInt8] = []
    private var marks = 0
    private var shape: Size

    /// A terminal of this size that shows nothing yet.
    public init(rows: Int, columns: Int) throws {
        var ends: (Int32, Int32) = (0, 0)
        var name = [CChar](repeating: 0, count: 128)
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&ends.0, &ends.1, &name, nil, &window) == 0,
            let emulator = vterm_new(Int32(rows), Int32(columns)), let screen = vterm_obtain_screen(emulator)
        else { throw POSIXError(.ENXIO) }
        (master, slave) = ends
        (self.emulator, self.screen) = (emulator, screen)
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        shape = Size(rows: rows, columns: columns)
        vterm_set_utf8(emulator, 1)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
        // A thread of its own: a frame larger than the pty's buffer would block the writer. It owns the master end.
        Thread.detachNewThread { [master, weak self] in
            var buffer = [UInt8](repeating: 0, count: 65536)
            while case let count = read(master, &buffer, buffer.count), count > 0, let self {
                self.receive(buffer[..<count])
            }
            close(master)
        }
    }
    deinit {
        close(slave)
        vterm_free(emulator)
    }

    private func receive(_ part: ArraySlice<UInt8>) {
        state.withLock {
            part.withUnsafeBytes {
                guard let start = $0.bindMemory(to: CChar.self).baseAddress else { return }
                vterm_input_write(emulator, start, $0.count)
            }
            bytes += part
            state.broadcast()
        }
    }

    /// Returns when all that was written has been drawn: a string that terminals ignore follows it down the pty.
    public func settle() {
        marks += 1
        let mark = Array("\u{1B}]777;\(marks)\u{07}".utf8)
        _ = write(slave, mark, mark.count)
        wait { $0.suffix(mark.count) == mark[...] }
        state.withLock { bytes.removeLast(min(mark.count, bytes.count)) }
    }

    /// Returns when what was received satisfies a condition, or after ten seconds.
    public func wait(until condition: ([UInt8]) -> Bool) {
        let limit = Date(timeIntervalSinceNow: 10)
        state.withLock { while !condition(bytes) { if !state.wait(until: limit) { return } } }
    }

    /// All bytes received so far.
    public var received: [UInt8] {
        settle()
        return state.withLock { bytes }
    }

    /// The screen as a person sees it, trailing spaces cut.
    public var picture: String {
        settle()
        return state.withLock { (0..<shape.rows).map(line).joined(separator: "\n") }
    }

    private func line(_ row: Int) -> String {
        var text = ""
        var column = 0
        while column < shape.columns {
            var cell = VTermScreenCell()
            vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
            let chars = withUnsafeBytes(of: cell.chars) { Array($0.bindMemory(to: UInt32.self).prefix { $0 != 0 }) }
            if chars.isEmpty { text += " " }
            for value in chars { text.unicodeScalars.append(Unicode.Scalar(value) ?? "?") }
            column += max(1, Int(cell.width))
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Types, and returns when the program's end can be read.
    public func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
        var ready = pollfd(fd: slave, events: Int16(POLLIN), revents: 0)
        poll(&ready, 1, 10_000)
    }

    /// Gives the terminal another size. The signal that goes with it is up to the test.
    public func resize(rows: Int, columns: Int) {
        settle()
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
        state.withLock {
            shape = Size(rows: rows, columns: columns)
            vterm_set_size(emulator, Int32(rows), Int32(columns))
        }
    }
}
