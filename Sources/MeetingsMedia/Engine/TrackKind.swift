/// What a track shows or lets hear. The raw values are those of the page's messages and of the stream descriptions that
/// Janus keeps, also in the headers of its recordings.
public enum TrackKind: String, Hashable, Sendable, Codable, CaseIterable {
    case mic, camera, screen

    /// Whether it is sound alone.
    public var isSound: Bool { self == .mic }
}

/// One track that a browser publishes: which media section of its offer (RFC 8829 section 5.2.1) holds what.
public struct MediaTrack: Hashable, Sendable, Codable {
    public var mid: String
    public var kind: TrackKind

    public init(mid: String, kind: TrackKind) {
        self.mid = mid
        self.kind = kind
    }
}

/// Which of a page's two peer connections.
public enum PeerConnectionKind: String, Hashable, Sendable, Codable {
    /// The one by which it sends.
    case publish
    /// The one by which it sees and hears the others.
    case subscribe
}

/// A candidate of ICE, as a browser writes it (RFC 8838, `RTCIceCandidateInit`).
public struct IceCandidate: Hashable, Sendable, Codable {
    public var candidate: String
    public var sdpMid: String?
    public var sdpMLineIndex: Int?

    public init(candidate: String, sdpMid: String? = nil, sdpMLineIndex: Int? = nil) {
        self.candidate = candidate
        self.sdpMid = sdpMid
        self.sdpMLineIndex = sdpMLineIndex
    }
}
