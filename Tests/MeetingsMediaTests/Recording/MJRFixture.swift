import Foundation
import Meetings

@testable import MeetingsMedia

/// Makes recordings as the media server writes them, with pictures and sounds from ffmpeg.
struct MJRFixture {
    let folder: RecordingFolder
    /// When the recording began.
    let start: Timestamp

    private var tool: FilmTool { FilmTool(folder: folder.path, clock: MachineClock()) }

    /// One encoded frame and its time, in milliseconds from the stream's start.
    struct Frame {
        var time: Int
        var bytes: [UInt8]
    }

    init(start: Timestamp = Timestamp(milliseconds: 1_930_000_000_000)) throws {
        let path = FileManager.default.temporaryDirectory.path + "/recording-" + UUID().uuidString
        folder = RecordingFolder(path: path)
        self.start = start
        try folder.make()
    }

    /// A moving picture of one color, which comes in from one time to another, in milliseconds from the start.
    func video(
        _ number: Int, _ participant: String, _ kind: TrackKind, from: Int, to: Int, color: String,
        size: String = "640x360", pauses: [Range<Int>] = [], isOpen: Bool = false
    ) async throws {
        let source = "color=c=\(color):s=\(size):r=20,drawgrid=w=40:h=40:c=white@0.2"
        try await tool.run(
            FilmCommand(
                words: FilmCommand.ffmpeg(0) + ["-f", "lavfi", "-i", source, "-t", "\(Double(to - from) / 1000)"]
                    + ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k", "-g", "60"]
                    + ["-f", "ivf", "source.ivf"]), within: .seconds(60))
        let frames = Self.ivf([UInt8](try Data(contentsOf: URL(filePath: folder.path + "/source.ivf"))))
        let kept = frames.filter { frame in !pauses.contains { $0.contains(from + frame.time) } }
        try write(
            kept, to: Self.name(number, participant, "video", isOpen), type: "v", codec: "vp8", kind: kind, from: from)
    }

    /// A tone which comes in from one time to another, in milliseconds from the start.
    func audio(
        _ number: Int, _ participant: String, from: Int, to: Int, hertz: Int, isOpen: Bool = false
    ) async throws {
        try await tool.run(
            FilmCommand(
                words: FilmCommand.ffmpeg(0) + ["-f", "lavfi", "-i", "sine=frequency=\(hertz):sample_rate=48000"]
                    + ["-t", "\(Double(to - from) / 1000)", "-c:a", "libopus", "-ac", "1", "-b:a", "32k"]
                    + ["-f", "ogg", "source.ogg"]), within: .seconds(60))
        let packets = Self.ogg([UInt8](try Data(contentsOf: URL(filePath: folder.path + "/source.ogg"))))
        let frames = packets.dropFirst(2).enumerated().map { Frame(time: $0.offset * 20, bytes: $0.element) }
        try write(
            frames, to: Self.name(number, participant, "audio", isOpen), type: "a", codec: "opus", kind: .mic,
            from: from)
    }

    private static func name(_ number: Int, _ participant: String, _ medium: String, _ isOpen: Bool) -> String {
        "000\(number)-\(participant)-\(medium)-\(medium == "audio" ? 0 : number).mjr" + (isOpen ? ".part" : "")
    }

    private func write(
        _ frames: [Frame], to name: String, type: String, codec: String, kind: TrackKind, from: Int
    ) throws {
        let first = (start.milliseconds + Int64(from)) * 1000
        let json = Array(
            #"{"t":"\#(type)","c":"\#(codec)","d":"\#(kind.rawValue)","s":\#(first - 1000),"u":\#(first)}"#.utf8)
        var bytes = Array("MJR00002".utf8) + Self.big(json.count, 2) + json
        var sequence = 1000
        for frame in frames {
            let parts = type == "a" ? [frame.bytes] : Self.parts(frame.bytes)
            let rate = type == "a" ? 48 : 90
            for (index, part) in parts.enumerated() {
                let isLast = index == parts.count - 1
                let packet =
                    [0x80, UInt8(isLast && type == "v" ? 0x80 | 96 : 96)] + Self.big(sequence & 0xFFFF, 2)
                    + Self.big(10_000 + frame.time * rate, 4) + Self.big(77, 4)
                    + (type == "v" ? [UInt8(index == 0 ? 0x10 : 0x00)] : []) + part
                bytes += Array("MEET".utf8) + Self.big(frame.time + 5, 4) + Self.big(packet.count, 2) + packet
                sequence += 1
            }
        }
        try Data(bytes).write(to: URL(filePath: folder.media + "/" + name))
    }

    private static func parts(_ frame: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: frame.count, by: 1100).map { Array(frame[$0..<min($0 + 1100, frame.count)]) }
    }

    static func big(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
    }

    private static func little(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }

    /// The frames of an IVF file of twenty frames a second.
    private static func ivf(_ bytes: [UInt8]) -> [Frame] {
        var frames: [Frame] = [], place = 32
        while place + 12 <= bytes.count {
            let size = little(bytes[place..<place + 4])
            frames.append(
                Frame(
                    time: little(bytes[place + 4..<place + 8]) * 50, bytes: Array(bytes[place + 12..<place + 12 + size])
                ))
            place += 12 + size
        }
        return frames
    }

    /// The packets of an Ogg file (RFC 3533).
    private static func ogg(_ bytes: [UInt8]) -> [[UInt8]] {
        var packets: [[UInt8]] = [], open: [UInt8] = [], place = 0
        while place + 27 <= bytes.count {
            let count = Int(bytes[place + 26])
            let sizes = bytes[place + 27..<place + 27 + count]
            place += 27 + count
            for size in sizes {
                open += bytes[place..<place + Int(size)]
                place += Int(size)
                if size < 255 {
                    packets.append(open)
                    open = []
                }
            }
        }
        return packets
    }

    /// The color in the middle of an area, at a time in milliseconds: red, green and blue.
    func color(at milliseconds: Int64, x: Int, y: Int) async throws -> [Int] {
        try await tool.run(
            FilmCommand(
                words: FilmCommand.ffmpeg(0) + ["-ss", FilmCommand.seconds(milliseconds), "-i", "archive.mp4"]
                    + ["-frames:v", "1", "-vf", "crop=8:8:\(x):\(y),scale=1:1:flags=area,format=rgb24"]
                    + ["-f", "rawvideo", "pixel"]), within: .seconds(60))
        return try Data(contentsOf: URL(filePath: folder.path + "/pixel")).map(Int.init)
    }

    /// How loud one pitch is in a stretch of the film, in decibels below full.
    func loudness(from: Int64, of hertz: Int) async throws -> Double {
        let text = try await tool.run(
            FilmCommand(
                words: ["ffmpeg", "-nostdin", "-v", "info", "-ss", FilmCommand.seconds(from), "-t", "0.5"]
                    + ["-i", "archive.mp4", "-vn", "-af", "bandpass=f=\(hertz):width_type=h:w=40,volumedetect"]
                    + ["-f", "null", "-"]), within: .seconds(60))
        guard let line = text.split(separator: "\n").first(where: { $0.contains("mean_volume") }),
            let number = line.split(separator: " ").dropLast().last
        else { return -200 }
        return Double(number) ?? -200
    }

    func person(_ id: String, _ name: String, host: Bool = false, from: Int, to: Int?) -> RecordingFacts.Person {
        RecordingFacts.Person(
            id: ParticipantID(id), name: name, isHost: host, joined: start + .milliseconds(from),
            left: to.map { start + .milliseconds($0) })
    }

    func composer(
        _ facts: RecordingFacts, isLenient: Bool = false, in folder: RecordingFolder? = nil
    ) -> RecordingComposer {
        RecordingComposer(
            facts, in: folder ?? self.folder, isLenient: isLenient, clock: MachineClock(), logger: quietLogger,
            threads: { 1 })
    }
}
