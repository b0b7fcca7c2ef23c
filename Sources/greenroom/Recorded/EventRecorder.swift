import Glibc
import Meetings
import MeetingsServer
import MeetingsWire
import Synchronization

/// Appends events to a recorded file, whole lines only.
final class EventRecorder: Sendable {
    private let path: String
    private let descriptor: Int32
    /// The number of the last event that was in the file; nil for a new one.
    let last: Int64?
    private let progress = Mutex(Progress())

    private struct Progress {
        var written = 0
        var syncedAt = Timestamp(milliseconds: 0)
        var failure: CommandFailure?
    }

    /// Opens or makes the file, takes it for this process alone, and cuts off a line that was never finished. Throws when
    /// its last line is no event.
    init(path: String) throws(CommandFailure) {
        self.path = path
        guard try FileLock(path: path).take() else {
            throw CommandFailure("\(path) is being written by another process.")
        }
        descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure("\(path) cannot be opened: \(systemError()).") }
        last = try Self.resume(path, descriptor)
    }

    /// The number of the last event in the file, after what follows its last line feed was cut off.
    private static func resume(_ path: String, _ descriptor: Int32) throws(CommandFailure) -> Int64? {
        let file = try RecordedFile(path: path)
        let size = file.size
        guard size > 0 else { return nil }
        var length: Int64 = 1 << 16
        while true {
            let start = max(0, size - length)
            let bytes = try file.bytes(start..<size)
            let ends = bytes.indices.filter { bytes[$0] == 0x0A }
            if let end = ends.last, ends.count > 1 || start == 0 {
                let begin = ends.count > 1 ? ends[ends.count - 2] + 1 : 0
                guard let event = try? EventEnvelopeJSON.read(Array(bytes[begin..<end])) else { break }
                guard ftruncate(descriptor, off_t(start) + off_t(end) + 1) == 0 else {
                    throw CommandFailure("\(path) cannot be continued: \(systemError()).")
                }
                return event.sequence
            }
            // Longer than any event, or nothing but one unfinished line.
            if start == 0 || length > RecordedIndex.longestLine { break }
            length *= 8
        }
        throw CommandFailure("\(path) does not end with a recorded event. Name another file.")
    }

    /// How many events were written.
    var written: Int { progress.withLock { $0.written } }

    /// Appends one line. What was written is forced to the disk once a second. Answers true.
    func write(_ event: EventEnvelope) throws -> Bool {
        try progress.withLock { progress in
            if let failure = progress.failure { throw failure }
            let now = SystemClock().now
            do throws(CommandFailure) {
                try append(EventEnvelopeJSON.write(event) + [0x0A])
                if now - progress.syncedAt >= .seconds(1) || now < progress.syncedAt {
                    try sync()
                    progress.syncedAt = now
                }
            } catch {
                progress.failure = error
                throw error
            }
            progress.written += 1
        }
        return true
    }

    /// Forces everything to the disk. Throws the failure that ended the writing, if one did.
    func finish() throws {
        if let failure = progress.withLock({ $0.failure }) { throw failure }
        try sync()
    }

    private func append(_ bytes: [UInt8]) throws(CommandFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw CommandFailure("\(path) cannot be written: \(systemError()).") }
            rest = rest.dropFirst(count)
        }
    }

    private func sync() throws(CommandFailure) {
        guard fdatasync(descriptor) == 0 else {
            throw CommandFailure("\(path) cannot be written: \(systemError()).")
        }
    }

    deinit { close(descriptor) }
}
