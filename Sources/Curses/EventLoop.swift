import CNcurses
import Glibc
public import TerminalUI

/// Why the loop ended.
public enum Ending: Hashable, Sendable {
    /// The program said so.
    case program
    /// Someone sent this signal.
    case signal(Int32)
    /// The terminal's window was closed, or its connection lost.
    case terminalGone
}

/// Runs a program on the calling thread until it says stop, a signal ends it or the terminal is gone. The screen stays
/// open, and signals stay caught until it is closed, so whatever ends the program cannot be cut short.
///
/// It sleeps in `poll` while nothing happens. A key is drawn at once; messages are taken together, at most ten times a
/// second, and the first after a pause at once.
@discardableResult
public func run<P: Program>(_ program: inout P, on screen: Screen, mailbox: Mailbox<P.Message>) -> Ending {
    var loop = EventLoop<P>(screen: screen, mailbox: mailbox)
    for number in [SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT] { cn_watch(number) }
    loop.draw(&program)
    while true {
        if let ending = loop.step(&program) { return ending }
    }
}

/// The loop's own state; the program is handed in, so that its values are never copied.
private struct EventLoop<P: Program> {
    let screen: Screen
    let mailbox: Mailbox<P.Message>
    let signals = cn_signals()
    var decoder = InputDecoder()
    var giveUpAt: Int64?
    var pace = Pace()
    var timer = TickTimer()
    /// When our own stop ended; the SIGCONT that belongs to it says nothing new.
    var resumedAt: Int64?

    /// Waits for something and does all of it; an ending, or nil to go on.
    mutating func step(_ program: inout P) -> Ending? {
        timer.wish(program.nextTick, now: now())
        var ready = [
            pollfd(fd: screen.input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            // While a frame is owed, messages may wait for it.
            pollfd(fd: pace.due == nil ? mailbox.descriptor : -1, events: Int16(POLLIN), revents: 0),
        ]
        if poll(&ready, nfds_t(ready.count), timeout) < 0 { return errno == EINTR ? nil : .terminalGone }
        if ready[1].revents != 0, let ending = takeSignals(&program) { return ending }
        if ready[0].revents != 0 {
            if let ending = takeKeys(&program) { return ending }
        } else if let giveUpAt, giveUpAt <= now() {
            self.giveUpAt = nil
            if let ending = handle(decoder.giveUp(), &program) { return ending }
        }
        if ready[2].revents != 0 { pace.oweForMessages(interval: Curses.messageInterval, now: now()) }
        if timer.take(at: now()) {
            program.tick()
            pace.owe(interval: 0, now: now())
        }
        guard pace.isDue(at: now()) else { return nil }
        guard program.update(all: mailbox.drain()) else { return .program }
        draw(&program)
        return nil
    }

    mutating func draw(_ program: inout P) {
        let hasChanged = screen.show(program.view(screen.size))
        pace.shown(at: now(), hasChanged: hasChanged)
    }

    /// Milliseconds until something is due; -1 for never.
    private var timeout: Int32 {
        guard let next = [pace.due, timer.due, giveUpAt].compactMap(\.self).min() else { return -1 }
        return Int32(min(max(0, next - now()), 3_600_000))
    }

    private mutating func takeKeys(_ program: inout P) -> Ending? {
        let bytes = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer -> [UInt8]? in
            let count = read(screen.input, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { return [] }
            return count > 0 ? Array(buffer[..<count]) : nil
        }
        // The end of the file or an error: the terminal will not come back.
        guard let bytes else { return .terminalGone }
        let inputs = decoder.decode(bytes)
        giveUpAt = decoder.patience.map { now() + Int64($0) }
        return handle(inputs, &program)
    }

    private mutating func handle(_ inputs: [Input], _ program: inout P) -> Ending? {
        for input in inputs {
            if input == .key(.control("z")) {
                if let ending = stop(&program) { return ending }
            } else if !program.handle(input) {
                return .program
            }
        }
        if !inputs.isEmpty { pace.owe(interval: 0, now: now()) }
        return nil
    }

    private mutating func takeSignals(_ program: inout P) -> Ending? {
        for number in waitingSignals() {
            switch number {
            case SIGWINCH:
                guard screen.syncSize() else { break }
                if !program.handle(.resize(screen.size)) { return .program }
                pace.owe(interval: Curses.resizeInterval, now: now())
            case SIGTSTP: if let ending = stop(&program) { return ending }
            case SIGCONT:
                if let resumedAt, now() - resumedAt < 500 { break }
                screen.resume()
                if let ending = resumed(&program) { return ending }
            case SIGINT: if !program.handle(.signal(number)) { return .program }
            default:
                _ = program.handle(.signal(number))
                return .signal(number)
            }
            pace.owe(interval: Curses.resizeInterval, now: now())
        }
        return nil
    }

    /// Each number once, in ascending order: what ends the program comes before what resizes it.
    private func waitingSignals() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(signals, &bytes, bytes.count)
        return Set(bytes.prefix(max(0, count))).map(Int32.init).sorted()
    }

    private mutating func stop(_ program: inout P) -> Ending? {
        screen.suspend()
        resumedAt = now()
        return resumed(&program)
    }

    private mutating func resumed(_ program: inout P) -> Ending? {
        pace.owe(interval: 0, now: now())
        guard program.handle(.resumed), program.handle(.resize(screen.size)) else { return .program }
        return nil
    }
}

/// Milliseconds of a clock that only moves forward.
private func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
