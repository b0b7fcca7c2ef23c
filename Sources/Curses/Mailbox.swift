import Glibc
import Synchronization

/// A queue that any task posts to and one thread drains. Its descriptor is readable while something waits.
public final class Mailbox<Message: Sendable>: Sendable {
    private struct State {
        var waiting: [Message] = []
        /// The descriptor is readable.
        var isRung = false
    }
    private let state = Mutex(State())
    let descriptor: Int32
    private let writer: Int32

    /// An empty mailbox. It takes two descriptors.
    public init() {
        // Neither eventfd nor pipe2 is in the Glibc module.
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends where end >= 0 {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        descriptor = ends[0]
        writer = ends[1]
    }
    deinit {
        close(descriptor)
        close(writer)
    }

    /// Adds a message. It never waits. One that can wait wakes nobody: it is there when the program wakes for something
    /// else, its tick for one.
    public func post(_ message: Message, canWait: Bool = false) {
        let rings = state.withLock { state in
            state.waiting.append(message)
            defer { if !canWait { state.isRung = true } }
            return !canWait && !state.isRung
        }
        guard rings else { return }
        var byte: UInt8 = 1
        _ = write(writer, &byte, 1)
    }

    /// All that waits, oldest first.
    func drain() -> [Message] {
        guard state.withLock({ !$0.waiting.isEmpty || $0.isRung }) else { return [] }
        // The descriptor before the queue: a message posted between the two leaves a byte, not a silence.
        var bytes: UInt64 = 0
        _ = read(descriptor, &bytes, 8)
        return state.withLock { state in
            defer { state = State() }
            return state.waiting
        }
    }
}
