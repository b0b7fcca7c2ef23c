import Meetings
import MeetingsMedia

/// What a page and the media server have to agree on.
extension PageMessage {
    /// What a page asks of its own media.
    enum Media: Hashable, Sendable {
        /// `attempt` is the number that came with the word that media is ready.
        case negotiate(Negotiation, attempt: Int?)
        case view([ViewedTile])

        /// The request in the name of its person.
        func request(of id: ParticipantID) -> MediaRequest {
            switch self {
            case .negotiate(let negotiation, let attempt): .negotiate(id, negotiation, attempt: attempt)
            case .view(let tiles): .view(id, tiles)
            }
        }
    }

    /// What a page is told about its media, and about who talks.
    enum MediaNews: Hashable, Sendable {
        /// With the servers that find a way through firewalls (`RTCIceServer`), once media is ready.
        case availability(MediaAvailability, iceServers: [IceServer])
        case answer(sdp: String)
        case offer(sdp: String, [ShownStream])
        case candidate(PeerConnectionKind, IceCandidate?)
        case connected(PeerConnectionKind)
        case problem(Problem)
        case talking(ParticipantID, Bool)

        /// What is wrong with a person's media, each with the sentence that they read.
        enum Problem: String, Hashable, Sendable {
            case unconnected, failed

            var text: String {
                switch self {
                case .unconnected:
                    "Sound and video cannot get through. A firewall may stop them: try another network."
                case .failed: "Something went wrong with sound and video. Reload the page to try again."
                }
            }
        }

        var name: String {
            switch self {
            case .availability: "media"
            case .answer: "publish-answer"
            case .offer: "subscribe-offer"
            case .candidate: "ice"
            case .connected: "connected"
            case .problem: "media-problem"
            case .talking: "talking"
            }
        }
    }
}

extension MediaAvailability {
    /// The page's word for it.
    var word: String {
        switch self {
        case .ready: "ready"
        case .starting: "starting"
        case .unavailable: "unavailable"
        }
    }

    /// What people read, where there is something to say.
    var text: String? {
        switch self {
        case .ready: nil
        case .starting: EnginePlacement.Refusal.starting.sentence
        case .unavailable(let refusal): refusal.sentence
        }
    }
}
