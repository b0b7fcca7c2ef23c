import FoundationEssentials
import Glibc

/// Where one recording's files are: what the media server writes, what is being made of it, and the film.
public struct RecordingFolder: Hashable, Sendable {
    /// The name of the film inside the folder.
    public static let film = "archive.mp4"

    /// An absolute path.
    public let path: String

    public init(path: String) { self.path = path }

    /// The one that the media server writes to at `media`.
    public init(media: String) { path = String(media.dropLast(Self.mediaEnding.count)) }

    private static let mediaEnding = "/media"

    /// What the media server writes.
    public var media: String { path + Self.mediaEnding }
    var work: String { path + "/work" }
    public var film: String { path + "/" + Self.film }
    var unfinishedFilm: String { path + "/archive.part.mp4" }

    /// Makes the folder that the media server writes to. Only we, and what we start, may enter it.
    public func make() throws {
        try FileManager.default.createDirectory(
            atPath: media, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Removes what is not needed once the film is there.
    public func clean(keepingMedia: Bool) {
        for folder in keepingMedia ? [work] : [work, media] { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Removes everything.
    public func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// When the last of its files was written to, in milliseconds since 1970; nil when there is none.
    public var lastWritten: Int64? {
        Self.names(in: media).compactMap { name -> Int64? in
            var facts = stat()
            guard stat(media + "/" + name, &facts) == 0 else { return nil }
            return Int64(facts.st_mtim.tv_sec) * 1000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000
        }.max()
    }

    /// Whether the media server wrote anything.
    public var hasMedia: Bool { Self.names(in: media).contains { RecordedFileName($0) != nil } }

    /// Closes the files whose writer is gone: they are whole but for their name.
    func closeFiles() {
        for name in Self.names(in: media) where RecordedFileName(name)?.isOpen == true {
            let closed = media + "/" + name.dropLast(RecordedFileName.openEnding.count) + RecordedFileName.ending
            // Never over another file.
            if access(closed, F_OK) != 0 { rename(media + "/" + name, closed) }
        }
    }

    /// The streams that hold something, in the order of their files. Reads every packet's head.
    func streams() -> [RecordedStream] {
        Self.names(in: media).sorted().compactMap { text in
            guard let name = RecordedFileName(text), !name.isOpen, let file = MJRFile(path: media + "/" + text) else {
                return nil
            }
            return RecordedStream(
                stem: name.stem, participant: name.participant, kind: file.kind, isVideo: file.isVideo,
                codec: file.codec, spans: file.spans)
        }
    }

    /// Removes the file of a stream that nobody may see.
    func remove(_ stream: RecordedStream) -> Bool {
        unlink(media + "/" + stream.stem + RecordedFileName.ending) == 0
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
