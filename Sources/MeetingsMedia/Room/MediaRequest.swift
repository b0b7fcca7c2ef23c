public import Meetings

/// What is asked of a session's media, in the name of a person who is in it.
public enum MediaRequest: Hashable, Sendable {
    /// Makes someone a member. One who is a member already starts anew: the page was reloaded.
    case join(ParticipantID, name: String)
    case leave(ParticipantID)
    /// Agrees on someone's connections with the media server. `attempt` is the one of `MediaAvailability.ready` that
    /// they were built for: what belongs to an earlier one is not heard. Nil is taken for the present one.
    case negotiate(ParticipantID, Negotiation, attempt: Int?)
    /// What someone has on the screen; all other pictures are not sent.
    case view(ParticipantID, [ViewedTile])
    /// Stops or passes on what someone sends of a kind, whatever their page does.
    case mute(ParticipantID, TrackKind, Bool)
    /// Records everybody to files in a folder (an absolute path), or stops.
    case record(folder: String?)
    /// The session is over.
    case close
}

/// What a browser has to say about its connections.
public enum Negotiation: Hashable, Sendable {
    case publish(offer: String, tracks: [MediaTrack])
    case candidate(PeerConnectionKind, IceCandidate?)
    /// The answer to the last offer.
    case answer(sdp: String)
    /// The watching connection broke.
    case restart
}

/// A picture on somebody's screen.
public struct ViewedTile: Hashable, Sendable {
    /// How large it is shown.
    public enum Size: String, Hashable, Sendable, Codable {
        case small, medium, large
    }

    public var participant: ParticipantID
    public var kind: TrackKind
    public var size: Size

    public init(participant: ParticipantID, kind: TrackKind, size: Size) {
        self.participant = participant
        self.kind = kind
        self.size = size
    }
}

/// What a session's media has to tell.
public enum MediaEvent: Hashable, Sendable {
    /// How media is for someone: what a page is told right after it entered, and whenever it changes.
    case availability(ParticipantID, MediaAvailability)
    case answer(ParticipantID, sdp: String)
    case offer(ParticipantID, sdp: String, [ShownStream])
    case candidate(ParticipantID, PeerConnectionKind, IceCandidate?)
    case connected(ParticipantID, PeerConnectionKind)
    /// No media flows ten seconds after it was agreed on.
    case unconnected(ParticipantID, PeerConnectionKind)
    /// What was asked for cannot be done; the page is told in words.
    case failed(ParticipantID)
    case talking(ParticipantID, Bool)
    case recording(RecordingProgress)
}

/// Whether a person's media can be had.
public enum MediaAvailability: Hashable, Sendable {
    /// The page may publish, and builds both of its connections anew. Each person's attempts to connect are counted.
    case ready(attempt: Int)
    /// The media server is being started.
    case starting
    /// There is none, and none comes by itself.
    case unavailable(EnginePlacement.Refusal)

    init(_ refusal: EnginePlacement.Refusal) { self = refusal == .starting ? .starting : .unavailable(refusal) }
}

/// One media section of an offer to watch.
public struct ShownStream: Hashable, Sendable {
    public var mid: String
    /// Whose it is, and what; nil when it is free.
    public var source: Source?

    /// Whose stream, and what it shows.
    public struct Source: Hashable, Sendable {
        public var participant: ParticipantID
        public var kind: TrackKind

        public init(participant: ParticipantID, kind: TrackKind) {
            self.participant = participant
            self.kind = kind
        }
    }

    public init(mid: String, source: Source?) {
        self.mid = mid
        self.source = source
    }
}

/// How the recording of a session goes.
public enum RecordingProgress: Hashable, Sendable {
    /// The first file is on the disk.
    case started(folder: String)
    /// Media flows and no file appeared.
    case failed(folder: String)
    /// Every file is complete.
    case stopped(folder: String)
}
