import FoundationEssentials
import Glibc
public import Logging
public import Meetings

/// Makes one film of a recording's files. What is done stays done: a composer that is interrupted, or a later process,
/// goes on where the last one stopped.
public struct RecordingComposer: Sendable {
    private let folder: RecordingFolder
    private let facts: RecordingFacts
    private let clock: any WallClock
    private let logger: Logger
    private let tool: FilmTool
    /// How many threads a program may use; 0 leaves it the choice.
    private let threads: @Sendable () async -> Int
    /// Leaves out what cannot be read, where it would else fail.
    private let isLenient: Bool

    public init(
        _ facts: RecordingFacts, in folder: RecordingFolder, isLenient: Bool, clock: any WallClock, logger: Logger,
        threads: @escaping @Sendable () async -> Int
    ) {
        self.facts = facts
        self.folder = folder
        self.isLenient = isLenient
        self.clock = clock
        self.logger = logger
        self.threads = threads
        tool = FilmTool(folder: folder.work, clock: clock)
    }

    /// How long a program may take: as if it were thirty times slower than the film, and a while more.
    static func limit(_ frames: Int) -> Duration { .seconds(120 + frames * 30 / Int(RecordingPlan.framesPerSecond)) }

    /// Composes. `progress` is told the part that is done, from 0 to 1. Throws `CompositionFailure`, and
    /// `CancellationError` when the task is cancelled.
    public func compose(_ progress: @Sendable (Double) async throws -> Void) async throws -> ComposedFilm {
        do {
            return try await film(progress)
        } catch let failure as FilmTool.Failure {
            throw CompositionFailure(failure.sentence)
        } catch let error as CocoaError {
            throw CompositionFailure("A file could not be written (\(error.code.rawValue)): the disk may be full.")
        }
    }

    private func film(_ progress: @Sendable (Double) async throws -> Void) async throws -> ComposedFilm {
        try FileManager.default.createDirectory(
            atPath: folder.work, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        folder.closeFiles()
        let all = folder.streams()
        for stream in all where facts.forbids(stream) {
            guard folder.remove(stream) else {
                throw CompositionFailure("A camera that must not be kept could not be deleted.")
            }
        }
        let streams = all.filter { !facts.forbids($0) && FilmCommand.container(of: $0.codec) != nil }
        guard !streams.isEmpty else {
            throw CompositionFailure(
                "Nobody sent sound or picture while it ran: there is nothing in it.", isFinal: true)
        }
        let plan = RecordingPlan(facts, streams: streams)
        try keep(plan)
        let sources = try await unpack(streams)
        for (index, segment) in plan.segments.enumerated() {
            let piece = "segment-\(index).mov"
            if access(path(piece), F_OK) != 0 { try await render(segment, from: sources, to: piece) }
            try await progress(0.98 * Double(segment.frames.upperBound) / Double(plan.frames))
        }
        return try await join(plan)
    }

    /// Forgets pieces that were made after another plan.
    private func keep(_ plan: RecordingPlan) throws {
        let text = Data(String(reflecting: plan).utf8)
        if FileManager.default.contents(atPath: path("plan")) == text { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.work) where name.hasPrefix("segment-") {
            try FileManager.default.removeItem(atPath: path(name))
        }
        try text.write(to: URL(filePath: path("plan")), options: .atomic)
    }

    /// Brings every stream into a container that can be searched. The names of the files, by stem.
    private func unpack(_ streams: [RecordedStream]) async throws -> [String: String] {
        var sources: [String: String] = [:]
        for stream in streams {
            let container = FilmCommand.container(of: stream.codec) ?? "webm"
            let file = "\(stream.stem).\(container)"
            if access(path(file), F_OK) != 0 {
                let command = FilmCommand.unpack(stream.stem, media: "../media", to: "part.\(container)")
                let milliseconds = (stream.spans.last?.upperBound ?? 0) - (stream.spans.first?.lowerBound ?? 0)
                guard try await make(file, from: "part.\(container)", command, frames: Int(milliseconds / 40)) else {
                    continue
                }
            }
            sources[stream.stem] = file
        }
        return sources
    }

    /// Runs a command and gives its file the name it is to have. False when it failed and that is to be endured.
    private func make(_ file: String, from part: String, _ command: FilmCommand, frames: Int) async throws -> Bool {
        do {
            unlink(path(part))
            try await tool.run(command, within: Self.limit(frames))
            guard access(path(part), F_OK) == 0, rename(path(part), path(file)) == 0 else {
                throw FilmTool.Failure.failed(program: command.words.first ?? "", text: "no file was made")
            }
            return true
        } catch FilmTool.Failure.failed(let program, let text) where isLenient {
            let failure = FilmTool.Failure.failed(program: program, text: text)
            logger.warning("A part of a recording is left out. \(failure.sentence)")
            return false
        }
    }

    private func render(
        _ segment: RecordingPlan.Segment, from sources: [String: String], to piece: String
    ) async throws {
        let colors = FilmColors(facts.color)
        var pictures: [String?] = []
        for (tile, clip) in segment.tiles.flatMap({ tile in tile.pictures.map { (tile, $0) } }) {
            guard let source = sources[clip.stem] else {
                pictures.append(nil)
                continue
            }
            let file = "picture-\(pictures.count).mov"
            let command = FilmCommand.picture(
                clip, of: source, in: tile.area.picture, ground: tile.isScreen ? "black" : colors.text,
                threads: await threads(), to: "part.mov")
            let isMade = try await make(file, from: "part.mov", command, frames: clip.frames.count)
            pictures.append(isMade && Self.hasFrames(path(file)) ? file : nil)
        }
        let command = SegmentCommand(
            segment: segment, pictures: pictures, sounds: segment.sounds.map { sources[$0.stem] }, colors: colors,
            labels: try await labels(segment), threads: await threads()
        ).command(to: "part.mov")
        unlink(path("part.mov"))
        try await tool.run(command, within: Self.limit(segment.frames.count))
        guard rename(path("part.mov"), path(piece)) == 0 else {
            throw CompositionFailure("A piece of the film could not be kept: the disk may be full.")
        }
        for case let picture? in pictures { unlink(path(picture)) }
    }

    /// A film without a frame has its head alone.
    private static func hasFrames(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_size > 1024
    }

    /// Writes the words of a segment into files.
    private func labels(_ segment: RecordingPlan.Segment) async throws -> [SegmentCommand.Label] {
        var labels: [SegmentCommand.Label] = []
        for line in FilmText.lines(of: segment, title: facts.title) {
            let file = "text-\(labels.count).txt"
            try Data(line.text.utf8).write(to: URL(filePath: path(file)))
            labels.append(
                SegmentCommand.Label(file: file, font: try await font(for: line.text), size: line.size, area: line.area)
            )
        }
        return labels
    }

    /// A font that has the letters; the usual one where the system does not say.
    private func font(for text: String) async throws -> String {
        if text.unicodeScalars.allSatisfy({ $0.value < 0x250 }) { return FilmText.usualFont }
        let answer = try? await tool.run(.font(for: text), within: .seconds(10))
        try Task.checkCancellation()
        let path = answer?.split(separator: "\n").first.map(String.init) ?? ""
        return FilmText.isPlain(path) ? path : FilmText.usualFont
    }

    private func join(_ plan: RecordingPlan) async throws -> ComposedFilm {
        let list = plan.segments.indices.map { "file 'segment-\($0).mov'\n" }.joined()
        try Data(list.utf8).write(to: URL(filePath: path("list")))
        unlink(folder.unfinishedFilm)
        let command = FilmCommand.join(list: "list", threads: await threads(), to: "../archive.part.mp4")
        try await tool.run(command, within: Self.limit(plan.frames))
        let report = try await tool.run(.probe("../archive.part.mp4"), within: .seconds(60))
        guard let probe = FilmProbe(report) else { throw CompositionFailure("The film could not be read again.") }
        if let fault = probe.fault(frames: plan.frames) {
            // Made anew from the files: what is wrong may be in a piece.
            try? FileManager.default.removeItem(atPath: folder.work)
            throw CompositionFailure("The film was not good: \(fault).")
        }
        try settle(folder.unfinishedFilm)
        guard rename(folder.unfinishedFilm, folder.film) == 0 else {
            throw CompositionFailure("The film could not be moved to its place.")
        }
        try settle(folder.path)
        var facts = stat()
        guard stat(folder.film, &facts) == 0 else { throw CompositionFailure("The film is not at its place.") }
        return ComposedFilm(bytes: Int64(facts.st_size), milliseconds: probe.milliseconds)
    }

    /// Returns when the disk has it.
    private func settle(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw CompositionFailure("The film is not at its place.") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw CompositionFailure("The disk did not take the film.") }
    }

    private func path(_ name: String) -> String { folder.work + "/" + name }
}
