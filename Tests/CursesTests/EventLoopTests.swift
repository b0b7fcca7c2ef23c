import Foundation
import Glibc
import Synchronization
import TerminalSupport
import TerminalUI
import Testing

@testable import Curses

extension ScreenTests {
    /// Counts, shows the count, and does what keys say.
    struct Counter: Program {
        var count = 0
        var limit = Int.max
        var inputs: [Input] = []
        var nextTick: Int?
        var ticks = 0
        let views = Views()

        final class Views: Sendable {
            let count = Atomic(0)
        }

        mutating func handle(_ input: Input) -> Bool {
            inputs.append(input)
            switch input {
            case .key(.character("+")): count += 1
            case .key(.character("t")): kill(getpid(), SIGTERM)
            case .key(.character("h")): kill(getpid(), SIGHUP)
            case .key(.character("w")): kill(getpid(), SIGWINCH)
            case .key(.character("q")), .resize: return false
            default: break
            }
            return true
        }
        mutating func update(_ message: Int) -> Bool {
            count += message
            return message != 0 && count < limit
        }
        mutating func tick() {
            ticks += 1
            if ticks == 3 { kill(getpid(), SIGTERM) }
        }
        func view(_ size: Size) -> Canvas {
            views.count.add(1, ordering: .relaxed)
            var canvas = Canvas(size: size)
            canvas.put("n = \(count)", row: 0, column: 0)
            return canvas
        }
    }

    private func perform(_ program: inout Counter, typing: String = "", messages: [Int] = []) throws -> (
        Ending, [UInt8]
    ) {
        let terminal = try VirtualTerminal(rows: 3, columns: 20)
        let screen = try Screen(term: "xterm-256color", input: terminal.slave, output: terminal.slave)
        let mailbox = Mailbox<Int>()
        for message in messages { mailbox.post(message) }
        if !typing.isEmpty { terminal.type(typing) }
        let ending = run(&program, on: screen, mailbox: mailbox)
        screen.close()
        return (ending, terminal.received)
    }

    @Test("runs a program: keys, then messages")
    func runsProgram() throws {
        var program = Counter()
        let (ending, _) = try perform(&program, typing: "++\u{1B}[200~+q\u{1B}[201~", messages: [40, 0])
        #expect(ending == .program)
        #expect(program.count == 42)
        #expect(program.inputs == [.key(.character("+")), .key(.character("+")), .paste("+q")])
    }

    @Test("an escape alone is a key after a moment")
    func escapeKey() throws {
        var program = Counter(nextTick: 100)
        _ = try perform(&program, typing: "\u{1B}")
        #expect(program.inputs.first == .key(.escape))
    }

    @Test("a thousand messages make a few frames")
    func coalesces() throws {
        var program = Counter(limit: 1000)
        let (ending, _) = try perform(&program, messages: Array(repeating: 1, count: 1000))
        #expect(ending == .program && program.count == 1000)
        #expect(program.views.count.load(ordering: .relaxed) <= 3)
    }

    @Test("messages from other threads arrive one and all")
    func threads() throws {
        let terminal = try VirtualTerminal(rows: 3, columns: 20)
        let screen = try Screen(term: "xterm-256color", input: terminal.slave, output: terminal.slave)
        defer { screen.close() }
        let mailbox = Mailbox<Int>()
        for _ in 0..<4 { Thread.detachNewThread { for _ in 0..<5000 { mailbox.post(1) } } }
        var program = Counter(limit: 20_000)
        #expect(run(&program, on: screen, mailbox: mailbox) == .program)
        #expect(program.count == 20_000)
    }

    @Test("a signal ends it, and the terminal is given back", arguments: [("t", SIGTERM), ("h", SIGHUP)])
    func signals(key: String, signal: Int32) throws {
        var program = Counter()
        let (ending, sent) = try perform(&program, typing: key)
        #expect(ending == .signal(signal))
        #expect(program.inputs.last == .signal(signal))
        let text = String(decoding: sent, as: UTF8.self)
        #expect(text.contains("\u{1B}[?1049l") && text.contains("\u{1B}[?2004l"))
    }

    @Test("tells a program the terminal's new size")
    func resized() throws {
        let terminal = try VirtualTerminal(rows: 10, columns: 40)
        let screen = try Screen(term: "xterm-256color", input: terminal.slave, output: terminal.slave)
        defer { screen.close() }
        terminal.resize(rows: 20, columns: 60)
        terminal.type("w")
        var program = Counter()
        #expect(run(&program, on: screen, mailbox: Mailbox<Int>()) == .program)
        #expect(program.inputs.last == .resize(Size(rows: 20, columns: 60)))
    }

    @Test("ticks when asked to")
    func ticks() throws {
        var program = Counter(nextTick: 5)
        let (ending, _) = try perform(&program)
        #expect(ending == .signal(SIGTERM))
        #expect(program.ticks >= 3)
    }

    @Test("ends when the terminal is gone")
    func gone() throws {
        var ends: (Int32, Int32) = (0, 0)
        try #require(openpty(&ends.0, &ends.1, nil, nil, nil) == 0)
        var window = winsize(ws_row: 5, ws_col: 20, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(ends.0, UInt(TIOCSWINSZ), &window)
        let screen = try Screen(term: "xterm-256color", input: ends.1, output: ends.1)
        Glibc.close(ends.0)
        var program = Counter()
        #expect(run(&program, on: screen, mailbox: Mailbox<Int>()) == .terminalGone)
        screen.close()
        Glibc.close(ends.1)
    }

    @Test("a message that can wait wakes nobody, and is there at the next wake")
    func patientMessages() throws {
        let mailbox = Mailbox<Int>()
        mailbox.post(1, canWait: true)
        var ready = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        #expect(poll(&ready, 1, 0) == 0)
        mailbox.post(2)
        #expect(poll(&ready, 1, 0) == 1)
        mailbox.post(3, canWait: true)
        #expect(mailbox.drain() == [1, 2, 3])
        #expect(mailbox.drain() == [])
        #expect(poll(&ready, 1, 0) == 0)
        mailbox.post(4)
        #expect(poll(&ready, 1, 0) == 1)
        mailbox.post(5)
        #expect(mailbox.drain() == [4, 5])
    }
}
