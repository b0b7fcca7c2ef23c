import Meetings
import MeetingsMedia

/// The messages between the meeting page and the server: JSON text frames whose field `t` names the message.
enum PageMessage {
    /// What a page says.
    enum FromPage: Hashable, Sendable {
        case hello(roomToken: String, participantToken: String?, resume: String?)
        case enter(name: String)
        case leave
        /// Only a host's page is heard.
        case control(LiveRoom.Control)
        case media(Media)
        case say(Saying)
        /// Anybody inside may record where the room lets people.
        case record(Bool)
        case ping
    }

    /// What the server says.
    enum FromServer: Hashable, Sendable {
        case welcome(Welcome)
        /// `because` replaces the refusal's own sentence.
        case refused(Refusal, because: String? = nil)
        case waiting(for: Waiting)
        case entered(Entry)
        case memberJoined(Member)
        case memberLeft(ParticipantID)
        case knocking([Member])
        case locked(Bool)
        case ended(Ending)
        case memberState(ParticipantID, MemberState)
        case reaction(ParticipantID, String)
        case chat(ChatMessage)
        case quality(ParticipantID, ConnectionQuality.Level)
        /// A host switched the person's microphone or camera off.
        case moderated(TrackKind)
        case recording(RecordingNews)
        case whiteboard(WhiteboardNews)
        case media(MediaNews)
        case pong
        case error(Complaint)
    }

    /// One person as the page shows them.
    struct Member: Hashable, Sendable, Encodable {
        var id: String
        var name: String
        var host: Bool
        var state = MemberState()

        init(id: String, name: String, host: Bool) {
            self.id = id
            self.name = name
            self.host = host
        }

        init(_ participant: Participant) {
            self.init(id: participant.id.rawValue, name: participant.name, host: participant.isHost)
        }

        init(_ seat: LiveRoom.Seat) {
            self.init(seat.participant)
            state = seat.state
        }
    }

    /// What a waiting person waits for.
    enum Waiting: String, Hashable, Sendable {
        case host, approval
        /// The meeting has ended and begins again with the host.
        case restart

        var reason: WaitingReason { self == .approval ? .approval : .host }
    }

    /// Why a page is not let in, each with the sentence that the person reads.
    enum Refusal: String, Hashable, Sendable {
        case notFound = "not_found"
        case closed
        case locked
        case badLink = "bad_link"
        case full
        case unavailable

        var text: String {
            switch self {
            case .notFound: "There is no meeting at this link. Check it with the person who sent it."
            case .closed: "This meeting has closed. Ask the person who invited you for a new link."
            case .locked: "The host has locked this meeting: nobody new can come in. Try again later."
            case .badLink: "This host link is not valid. Ask for a new one, or join as a guest."
            case .full: "Too many people are waiting at this meeting. Try again in a few minutes."
            case .unavailable: "The meeting cannot be entered right now. Try again in a moment."
            }
        }
    }

    /// What could not be done for a page, each with the sentence that the person reads.
    enum Complaint: String, Hashable, Sendable {
        /// The page says what no page should.
        case message, order
        case name, recording, failed

        var text: String {
            switch self {
            case .message: "This is not a message that the server knows."
            case .order: "The first message is hello, and there is one."
            case .name: "A name is needed: type yours."
            case .recording: "This meeting cannot be recorded right now."
            case .failed: "This could not be done right now. Try again in a moment."
            }
        }
    }

    /// Why a meeting is over for one page.
    enum Ending: String, Hashable, Sendable {
        case left, closed, moved, denied, removed, ended

        var text: String {
            switch self {
            case .left: "You have left the meeting."
            case .closed: "This meeting has closed."
            case .moved: "This meeting goes on in another tab."
            case .denied: "The host did not let you in."
            case .removed: "The host removed you from this meeting."
            case .ended: "This meeting was ended for everyone."
            }
        }
    }
}
