public import Meetings

/// One session's room on a media server: people, what they publish, and what they watch.
///
/// Requests of one person are made one after the other. Each throws when the media server refuses it, does not answer or
/// has gone.
public protocol EngineRoom: Sendable {
    /// Makes someone a member, with or without media. One who is a member already loses both connections first.
    func join(_ participant: ParticipantID, name: String) async throws
    /// Puts someone out, with both connections. Does nothing to a stranger.
    func leave(_ participant: ParticipantID) async
    /// Takes a browser's offer and returns the answer (SDP). `recording` is the path, without ending, to record to.
    func publish(
        _ participant: ParticipantID, offer: String, tracks: [MediaTrack], recording: String?
    ) async throws -> String
    /// Hands on a candidate of the browser's; nil when it has no more.
    func trickle(_ candidate: IceCandidate?, of participant: ParticipantID, to connection: PeerConnectionKind) async
    /// Changes what someone watches; the offer for the browser, nil when nothing has to be agreed on. Streams that do
    /// not exist any more are passed over.
    func subscribe(
        _ participant: ParticipantID, add: [StreamID], remove: [StreamID]
    ) async throws -> SubscriptionOffer?
    /// Takes the browser's answer (SDP) to the last offer.
    func answer(_ sdp: String, of participant: ParticipantID) async throws
    /// A new offer for a watching connection that broke (ICE restart, RFC 8445 section 9).
    func restart(_ participant: ParticipantID) async throws -> SubscriptionOffer?
    /// Says which streams of a watching connection are sent, and in which quality.
    func tune(_ participant: ParticipantID, _ tunings: [Tuning]) async throws
    /// Passes on one stream or not, whatever its sender does.
    func moderate(_ participant: ParticipantID, mid: String, isMuted: Bool) async throws
    /// Records someone to a path without ending, or stops.
    func record(_ participant: ParticipantID, to path: String?) async throws
    /// Who is a member, as the media server has it.
    func people() async throws -> Set<ParticipantID>
    /// Puts out somebody who was never let in.
    func kick(_ stranger: ParticipantID) async throws
    /// Ends it for everyone.
    func close() async
}

/// One stream in a room: whose, and which media section of theirs.
public struct StreamID: Hashable, Sendable {
    public var participant: ParticipantID
    public var mid: String

    public init(participant: ParticipantID, mid: String) {
        self.participant = participant
        self.mid = mid
    }
}

/// What a browser is offered to watch: all its media sections, also those that wait for use.
public struct SubscriptionOffer: Hashable, Sendable {
    /// One media section of the offer.
    public struct Slot: Hashable, Sendable {
        public var mid: String
        /// What it carries; nil when it is free.
        public var stream: StreamID?

        public init(mid: String, stream: StreamID?) {
            self.mid = mid
            self.stream = stream
        }
    }

    /// Nil when the slots changed and nothing has to be agreed on.
    public var sdp: String?
    public var slots: [Slot]

    public init(sdp: String?, slots: [Slot]) {
        self.sdp = sdp
        self.slots = slots
    }
}

/// How one slot of a watching connection is fed.
public struct Tuning: Hashable, Sendable {
    public var mid: String
    public var isSent: Bool
    /// The layer of simulcast, 0 being the smallest; one that is not sent is replaced by the next smaller.
    public var layer: Int

    public init(mid: String, isSent: Bool, layer: Int) {
        self.mid = mid
        self.isSent = isSent
        self.layer = layer
    }

    /// All there is: how a slot is fed when nothing was said.
    static func full(_ mid: String) -> Tuning { Tuning(mid: mid, isSent: true, layer: 2) }
}
