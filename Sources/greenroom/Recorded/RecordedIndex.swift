import Glibc
import Meetings
import MeetingsStore
import MeetingsWire

/// Where each event of a recorded file stands, and what a list shows of it.
struct RecordedIndex: Sendable {
    /// A line that is no event.
    struct Fault: Hashable, Sendable {
        /// Counted from 1.
        var line: Int
        /// What is wrong with it.
        var sentence: String
    }

    /// The longest line that is read: an event has a few hundred bytes, and a file without line feeds is no recording.
    static let longestLine: Int64 = 1 << 24
    private static let faultsKept = 100

    /// All events in the order of their numbers.
    private(set) var log = EventLog(limit: .max)
    /// The first faults; `faultCount` counts them all.
    private(set) var faults: [Fault] = []
    private(set) var faultCount = 0
    /// Lines whose number was there already.
    private(set) var repetitions = 0
    private(set) var lines = 0
    private var scanner = EventLineScanner()
    /// Where lines begin, in the order of the file: the lower half of each offset, and the upper one where it changes.
    private var offsets: [UInt32] = []
    private var turns: [Int] = []

    init(expecting events: Int) { offsets.reserveCapacity(events) }

    /// Where the line of an event of the log begins.
    func offset(at index: Int) -> Int64 {
        let arrival = log.arrival(at: index)
        let turn = turns.lastIndex { $0 <= arrival } ?? 0
        return Int64(turn) << 32 | Int64(offsets[arrival])
    }

    /// Takes in all whole lines of `bytes`, which stand at `offset` of the file, and at its end the rest as well. Answers
    /// how many bytes are done.
    @discardableResult
    mutating func append(_ bytes: UnsafeRawBufferPointer, at offset: Int64, isEnd: Bool) -> Int {
        var start = 0
        while start < bytes.count, let base = bytes.baseAddress {
            let found = memchr(base + start, 0x0A, bytes.count - start)
            if found == nil, !isEnd, bytes.count - start < Self.longestLine { return start }
            let end = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
            append(line: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), at: offset + Int64(start))
            start = min(bytes.count, end + 1)
        }
        return start
    }

    private mutating func append(line bytes: UnsafeRawBufferPointer, at offset: Int64) {
        lines += 1
        if bytes.isEmpty { return }
        let before = log.total
        if let line = scanner.scan(bytes) {
            let isNew = log.append(
                EventLog.Line(
                    sequence: line.sequence, at: line.at, name: line.name, isHost: line.isHost,
                    room: .init(rebasing: bytes[line.room]), session: .init(rebasing: bytes[line.session]),
                    subject: .init(rebasing: bytes[line.subject])))
            if !isNew { appendSlowly(bytes) }
        } else {
            appendSlowly(bytes)
        }
        guard log.total > before else { return }
        while turns.count <= Int(offset >> 32) { turns.append(offsets.count) }
        offsets.append(UInt32(truncatingIfNeeded: offset))
    }

    /// For a line that the scanner is not sure of: reads it whole, and says what is wrong with it.
    private mutating func appendSlowly(_ bytes: UnsafeRawBufferPointer) {
        do throws(WireError) {
            let envelope = try EventEnvelopeJSON.read(Array(bytes))
            let event = try envelope.event()
            if !log.append(event, room: envelope.roomID ?? event.body.roomID) { repetitions += 1 }
        } catch {
            faultCount += 1
            if faults.count < Self.faultsKept { faults.append(Fault(line: lines, sentence: error.message)) }
        }
    }
}
