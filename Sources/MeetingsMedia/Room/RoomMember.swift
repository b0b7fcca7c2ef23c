import Meetings

/// One person in a session's media.
struct RoomMember {
    /// What is done for one person, one after the other.
    enum Job: Sendable {
        case join
        case negotiate(Negotiation, attempt: Int?)
        case mute(TrackKind, Bool)
        case record
        /// Brings what they watch closer to what they should.
        case reconcile
    }

    let name: String
    let jobs: AsyncStream<Job>.Continuation
    /// Whether the media server knows them.
    var isJoined = false
    /// What they publish, as agreed on last.
    var tracks: [MediaTrack] = []
    /// Whether their publishing connection stands.
    var isConnected = false
    /// Whether the media server was told to write what they publish.
    var isRecorded = false
    /// Nil until the page has said what it shows.
    var view: [ViewedTile]?
    var subscription = Subscription()
    /// What they were told last about their media.
    var told: MediaAvailability?
    /// Counts how often the page was told to build its connections, so that what is said of earlier ones is known as such.
    var attempt = 0

    /// They are to start anew: the connections are gone.
    mutating func reset() {
        isJoined = false
        tracks = []
        isConnected = false
        isRecorded = false
        subscription = Subscription()
        attempt += 1
    }

    /// The streams that others can watch.
    func streams(of id: ParticipantID) -> [(StreamID, TrackKind)] {
        guard isConnected else { return [] }
        return tracks.map { (StreamID(participant: id, mid: $0.mid), $0.kind) }
    }

    /// How a stream of somebody else's is to be sent to them; nil when it is not wanted.
    func feeding(of stream: StreamID, _ kind: TrackKind) -> Feeding? {
        if kind.isSound { return Feeding(isSent: true, layer: 2) }
        guard let view else { return Feeding(isSent: true, layer: 1) }
        guard let tile = view.first(where: { $0.participant == stream.participant && $0.kind == kind }) else {
            return nil
        }
        switch tile.size {
        case .small: return Feeding(isSent: true, layer: 0)
        case .medium: return Feeding(isSent: true, layer: 1)
        case .large: return Feeding(isSent: true, layer: 2)
        }
    }
}
