import Meetings
import MeetingsMedia

/// What people show each other on the page, besides picture and sound.
extension PageMessage {
    /// What a page says about its person.
    enum Saying: Hashable, Sendable {
        case state(MemberState)
        case react(String)
        case chat(String)
        case quality(ConnectionQuality)
        case whiteboard(Whiteboard.Act)
    }

    /// What someone has switched on.
    struct MemberState: Hashable, Sendable, Codable {
        var mic = false
        var camera = false
        var screen = false
        var hand = false

        subscript(kind: TrackKind) -> Bool {
            get {
                switch kind {
                case .mic: mic
                case .camera: camera
                case .screen: screen
                }
            }
            set {
                switch kind {
                case .mic: mic = newValue
                case .camera: camera = newValue
                case .screen: screen = newValue
                }
            }
        }
    }

    /// One line of the chat.
    struct ChatMessage: Hashable, Sendable {
        /// Grows with each line, also over a restart of the server.
        var id: Int
        var from: ParticipantID
        var name: String
        var isHost: Bool
        var text: String
        var at: Timestamp
    }

    /// What a page shows before its person has entered.
    struct Welcome: Hashable, Sendable {
        var room: Room
        var theme: Theme?
        var isHost: Bool
        var people: Int
    }

    /// What a page learns when its person is inside.
    struct Entry: Hashable, Sendable {
        var you: Member
        var members: [Member]
        /// Told once; nil when the page took its seat again with it.
        var resume: String?
        var isLocked: Bool
        var chat: [ChatMessage] = []
        /// Nil while nothing is recorded.
        var recording: RecordingNews?
        /// Nil where the room has none.
        var whiteboard: Whiteboard?
    }

    /// The reactions that there are: what else a page sends is none.
    static let reactions: Set<String> = ["👍", "👏", "❤️", "😂", "😮", "🎉", "👎", "🙏"]
    /// How long a line of the chat may be, in characters.
    static let chatLimit = 2000
}
