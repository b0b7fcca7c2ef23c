import Meetings

/// The name of a file that the media server records a stream to: `NNNN-PARTICIPANT-audio-LINE.mjr`, or `-video-`, with
/// `.part` behind it while it is written.
struct RecordedFileName: Hashable, Sendable {
    static let ending = ".mjr"
    static let openEnding = ".mjr.part"

    /// Of one recording's files, which begin anew when the person or the media server does.
    var sequence: Int
    var participant: ParticipantID
    var isVideo: Bool
    /// The name without its ending.
    var stem: String
    /// Whether it was, or is, not closed.
    var isOpen: Bool

    /// Nil for what the media server did not name.
    init?(_ name: String) {
        isOpen = name.hasSuffix(Self.openEnding)
        let ending = isOpen ? Self.openEnding : Self.ending
        guard name.hasSuffix(ending) else { return nil }
        stem = String(name.dropLast(ending.count))
        let words = stem.split(separator: "-", omittingEmptySubsequences: false)
        guard words.count >= 4, let sequence = Int(words[0]), Int(words[words.count - 1]) != nil,
            words[words.count - 2] == "audio" || words[words.count - 2] == "video"
        else { return nil }
        self.sequence = sequence
        isVideo = words[words.count - 2] == "video"
        participant = ParticipantID(words[1..<(words.count - 2)].joined(separator: "-"))
    }
}
