import Glibc
import Meetings
import MeetingsStore
import MeetingsWire

/// A file of recorded events: one line for each, exactly as an item of `GET /events`.
///
/// It is read in pieces and never mapped: whoever records may still append to it, and a file that shrinks under a map
/// kills its reader.
final class RecordedFile: Sendable {
    let path: String
    private let descriptor: Int32

    /// Throws a sentence when the file cannot be read.
    init(path: String) throws(CommandFailure) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure("\(path) cannot be opened: \(systemError()).") }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw CommandFailure("\(path) is no file of recorded events.")
        }
    }

    deinit { close(descriptor) }

    /// Its name without the folders.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// How many bytes it holds now.
    var size: Int64 {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? Int64(facts.st_size) : 0
    }

    /// Reads up to `buffer.count` bytes from `offset`; answers how many, fewer only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(CommandFailure) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, off_t(offset) + off_t(filled)
            )
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw CommandFailure("\(path) cannot be read: \(systemError()).") }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// The bytes of `range`; fewer where the file ends before.
    func bytes(_ range: Range<Int64>) throws(CommandFailure) -> [UInt8] {
        var failure: CommandFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(range.upperBound - range.lowerBound)) { buffer, count in
            do throws(CommandFailure) {
                count = try read(into: UnsafeMutableRawBufferPointer(buffer), at: range.lowerBound)
            } catch {
                failure = error
                count = 0
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// The line that begins at `offset`, without its line feed.
    func line(at offset: Int64) throws(CommandFailure) -> [UInt8] {
        var length: Int64 = 2048
        while true {
            let bytes = try bytes(offset..<(offset + length))
            if let end = bytes.firstIndex(of: 0x0A) { return Array(bytes[..<end]) }
            if Int64(bytes.count) < length || length >= RecordedIndex.longestLine { return bytes }
            length *= 8
        }
    }

    /// The newest events, found from the end of the file: what a list can show at once.
    func tail(bytes length: Int64 = 1 << 18) throws(CommandFailure) -> EventLog {
        let (size, start) = (size, max(0, size - length))
        var bytes = try bytes(start..<size)[...]
        // The first line has lost its beginning.
        if start > 0 { bytes = bytes.drop { $0 != 0x0A }.dropFirst() }
        var builder = RecordedIndex(expecting: 1000)
        _ = bytes.withUnsafeBytes { builder.append($0, at: start, isEnd: true) }
        return builder.log
    }

    /// All events. `progress` is told now and then how many bytes are done; it answers false to stop early.
    func index(progress: (Int64, RecordedIndex) -> Bool = { _, _ in true }) throws -> RecordedIndex {
        let size = size
        var index = RecordedIndex(expecting: Int(size / 250))
        var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { buffer.deallocate() }
        var (offset, kept) = (Int64(0), 0)
        while true {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
            let wanted = Int(min(Int64(rest.count), size - offset - Int64(kept)))
            let count = try read(
                into: UnsafeMutableRawBufferPointer(rebasing: rest.prefix(wanted)), at: offset + Int64(kept))
            let filled = UnsafeRawBufferPointer(rebasing: buffer[..<(kept + count)])
            let isEnd = count == 0 || offset + Int64(filled.count) >= size
            let used = index.append(filled, at: offset, isEnd: isEnd)
            offset += Int64(used)
            kept = filled.count - used
            if isEnd { return index }
            guard progress(offset, index) else { throw CancellationError() }
            if used == 0 {
                // One line fills the whole buffer.
                let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 4, alignment: 64)
                larger.copyMemory(from: filled)
                buffer.deallocate()
                buffer = larger
            } else {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: filled[used...]))
            }
        }
    }
}
