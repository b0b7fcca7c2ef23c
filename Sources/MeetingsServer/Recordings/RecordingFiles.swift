import FoundationEssentials
import Meetings
import MeetingsMedia
import MeetingsStorage

#if canImport(Glibc)
    import Glibc
#endif

/// The files of recordings, in a folder of their own inside the data folder.
struct RecordingFiles: Sendable {
    let folder: String

    init(dataFolder: String) { folder = dataFolder + "/recordings" }

    /// Where a recording is written and its film made.
    func mediaFolder(of recording: RecordingID) -> RecordingFolder {
        RecordingFolder(path: "\(folder)/\(recording)")
    }

    /// How many bytes the disk has free; nil where it does not say.
    var freeSpace: Int64? {
        var facts = statvfs()
        // The folder may not be there yet; the data folder is.
        let parent = folder.dropLast("/recordings".count)
        guard statvfs(String(parent), &facts) == 0 else { return nil }
        return Int64(facts.f_bavail) * Int64(facts.f_frsize)
    }

    /// The file's whole path; nil for a name that leads out of the folder.
    func path(of file: String) -> String? {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        guard !file.utf8.contains(0), parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
        return "\(folder)/\(file)"
    }

    /// The path and size of a file that is there; nil where there is none. A link on the way to it is not followed out
    /// of the folder.
    func find(_ file: String) -> (path: String, size: Int)? {
        guard let path = path(of: file), let real = Self.real(path), let root = Self.real(folder),
            real.hasPrefix(root + "/")
        else { return nil }
        let found = try? FileManager.default.attributesOfItem(atPath: real)
        guard let found, found[.type] as? FileAttributeType == .typeRegular, let size = found[.size] as? UInt else {
            return nil
        }
        return (real, Int(size))
    }

    /// Removes a file; true when it is gone.
    func remove(_ file: String) -> Bool {
        guard let found = find(file) else { return path(of: file).map { access($0, F_OK) != 0 } ?? true }
        return unlink(found.path) == 0
    }

    /// Removes all that a recording has; true when its film is gone.
    @discardableResult
    func remove(_ recording: StoredRecording) -> Bool {
        let isGone = recording.file.map(remove) ?? true
        let id = recording.recording.id.rawValue
        if path(of: id) != nil, !id.contains("/") { mediaFolder(of: recording.recording.id).remove() }
        return isGone
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// What a downloaded file is called: the room's name and the recording's start, without what file systems refuse.
    static func name(room: String, startedAt: Timestamp?) -> String {
        let title = startedAt.map { "\(room)_\($0.iso8601)" } ?? room
        let kept = title.scrubbed(limit: 150).map { character in
            "/\\:*?\"<>|".contains(character) || character.isNewline ? "-" : character
        }
        return String(kept) + ".mp4"
    }

    /// The `Content-Disposition` that makes a browser keep the file under a name (RFC 6266).
    static func disposition(_ name: String) -> String {
        let plain = name.unicodeScalars.map {
            $0.isASCII && $0.value >= 0x20 && $0 != "%" && $0 != "\"" && $0 != "\\" ? $0 : "_"
        }
        var text = "attachment; filename=\""
        text.unicodeScalars.append(contentsOf: plain)
        return text + "\"; filename*=UTF-8''" + PercentEncoding.encode(name)
    }
}
