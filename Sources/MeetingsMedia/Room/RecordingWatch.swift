import FoundationEssentials
import Meetings

/// The files that a session is recorded to.
struct RecordingWatch: Sendable {
    /// An absolute path; the folder exists.
    let folder: String
    /// The number of the next file: a name used twice would cut off the file that has it.
    private var number: Int
    /// The last number of a media server that is gone: nobody closes its files.
    private var lost = 0
    /// Whether a file was seen.
    var isSeen = false
    /// Whether somebody looks for one.
    var isWatched = false

    /// Goes on behind the files that are there.
    init(folder: String) {
        self.folder = folder
        number = Self.names(in: folder).compactMap(Self.number).max() ?? 0
    }

    /// Where to record someone to next, without ending.
    mutating func nextPath(for id: ParticipantID) -> String {
        number += 1
        let digits = String(number)
        return "\(folder)/\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)-\(id)"
    }

    /// Whether the media server has begun a file.
    var hasFiles: Bool { Self.names(in: folder).contains { $0.hasSuffix(".mjr.part") || $0.hasSuffix(".mjr") } }
    /// Whether it still writes one.
    var hasOpenFiles: Bool {
        Self.names(in: folder).contains { name in
            name.hasSuffix(".mjr.part") && Self.number(of: name).map { $0 > lost } ?? false
        }
    }

    /// The media server is gone, and with it whoever would close its files.
    mutating func lose() { lost = number }

    private static func number(of name: String) -> Int? { Int(name.prefix { $0.isNumber }) }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
