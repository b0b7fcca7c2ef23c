import Meetings

/// One stream of one person, as it was recorded, and when something of it came in.
struct RecordedStream: Hashable, Sendable {
    /// The file's name without its ending.
    var stem: String
    var participant: ParticipantID
    var kind: TrackKind
    var isVideo: Bool
    /// As in the file's header: `opus`, `vp8`.
    var codec: String
    /// When packets came in, in milliseconds since 1970; apart by more than `quiet`. Where the file begins is the first
    /// one's lower bound.
    var spans: [Range<Int64>]

    /// How long nothing may come in before the stream counts as stopped. A screen on which nothing moves sends little.
    static func quiet(_ kind: TrackKind) -> Int64 { kind == .screen ? 6000 : 3000 }

    /// How long the last picture or sound of a span lasts.
    static let tail: Int64 = 40
}
