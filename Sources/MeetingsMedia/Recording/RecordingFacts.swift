public import Meetings

/// What a recording is to show, as far as its files do not say it.
public struct RecordingFacts: Hashable, Sendable {
    /// When it began and ended: the film is as long as that.
    public var start: Timestamp
    public var end: Timestamp
    /// The room's name, shown while nobody is there.
    public var title: String
    /// Everybody who was in the session, in the order of entry.
    public var people: [Person]
    /// Shows cameras of hosts only; the files of the others' cameras are deleted first.
    public var isOwnerOnly: Bool
    /// The color of the theme, as `#rgb` or `#rrggbb`.
    public var color: String?

    /// Someone who was in the session.
    public struct Person: Hashable, Sendable {
        public var id: ParticipantID
        public var name: String
        public var isHost: Bool
        public var joined: Timestamp
        /// Nil while they are inside.
        public var left: Timestamp?

        public init(id: ParticipantID, name: String, isHost: Bool, joined: Timestamp, left: Timestamp?) {
            self.id = id
            self.name = name
            self.isHost = isHost
            self.joined = joined
            self.left = left
        }
    }

    public init(
        start: Timestamp, end: Timestamp, title: String, people: [Person], isOwnerOnly: Bool = false,
        color: String? = nil
    ) {
        self.start = start
        self.end = end
        self.title = title
        self.people = people
        self.isOwnerOnly = isOwnerOnly
        self.color = color
    }

    /// Whether a stream must not be kept: somebody's camera who is no host, where only the hosts' are to be seen.
    func forbids(_ stream: RecordedStream) -> Bool {
        guard isOwnerOnly, stream.isVideo, stream.kind != .screen else { return false }
        return !people.contains { $0.id == stream.participant && $0.isHost }
    }
}
