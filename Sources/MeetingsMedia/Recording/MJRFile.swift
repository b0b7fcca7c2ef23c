import Glibc
import Meetings
import MeetingsWire

/// A file as Janus records a stream: a line of JSON about it, and behind it the packets with the times of their arrival
/// (`MJR00002`, the second version of the format).
struct MJRFile: Hashable, Sendable {
    var isVideo: Bool
    var codec: String
    /// Mic, camera or screen, where the browser said so.
    var kind: TrackKind
    /// When packets came in, in milliseconds since 1970.
    var spans: [Range<Int64>]

    private static let magic = Array("MJR00002".utf8)
    private static let packet = Array("MEET".utf8)

    /// What stands before the packets.
    struct Header: Hashable {
        var isVideo: Bool
        var codec: String
        var kind: TrackKind
        /// When the first packet came in, in milliseconds since 1970.
        var firstPacket: Int64

        /// Nil for JSON that says not what it is.
        init?(_ json: [UInt8]) {
            guard let value = try? JSONReader.value(of: json), case .string(let type)? = value["t"],
                case .string(let codec)? = value["c"], case .integer(let microseconds)? = value["u"]
            else { return nil }
            guard type == "a" || type == "v" else { return nil }
            isVideo = type == "v"
            self.codec = codec
            firstPacket = microseconds / 1000
            let usual: TrackKind = isVideo ? .camera : .mic
            guard case .string(let description)? = value["d"] else {
                kind = usual
                return
            }
            kind = TrackKind(rawValue: description) ?? usual
        }
    }

    /// Reads a file; nil where no packet is in it. It may end in the middle of one: its writer may have been killed.
    init?(path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard Self.bytes(of: file, at: 0, count: 8) == Self.magic, let length = Self.bytes(of: file, at: 8, count: 2),
            let json = Self.bytes(of: file, at: 10, count: Int(Self.number(length))), let header = Header(json)
        else { return nil }
        let times = Self.times(of: file, from: 10 + json.count)
        isVideo = header.isVideo
        codec = header.codec
        kind = header.kind
        spans = Self.spans(times, from: header.firstPacket, quiet: RecordedStream.quiet(header.kind))
        if spans.isEmpty { return nil }
    }

    /// The times of the packets that are there whole, in milliseconds on the writer's own clock.
    private static func times(of file: Int32, from start: Int) -> [UInt32] {
        var times: [UInt32] = [], place = start
        let size = Int(lseek(file, 0, SEEK_END))
        while let head = bytes(of: file, at: place, count: 10), head.starts(with: packet) {
            place += 10 + Int(number(head[8...]))
            if place > size { break }
            times.append(number(head[4..<8]))
        }
        return times
    }

    /// The times as spans without a longer pause, the first one at `start`.
    static func spans(_ times: [UInt32], from start: Int64, quiet: Int64) -> [Range<Int64>] {
        var spans: [Range<Int64>] = []
        for time in times {
            let at = start + Int64(time) - Int64(times[0])
            if let last = spans.last, at - last.upperBound <= quiet {
                spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, at + RecordedStream.tail)
            } else {
                spans.append(at..<at + RecordedStream.tail)
            }
        }
        return spans
    }

    private static func bytes(of file: Int32, at place: Int, count: Int) -> [UInt8]? {
        let read = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(file, buffer.baseAddress, count, off_t(place)))
        }
        return read.count == count ? read : nil
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}
