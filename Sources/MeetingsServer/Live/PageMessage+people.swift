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
        /// Counts from 1 in each session.
        var id: Int
        var from: ParticipantID
        var name: String
        var isHost: Bool
        var text: String
        var at: Timestamp
    }

    /// How someone's connection is, as their browser measures it.
    struct ConnectionQuality: Hashable, Sendable {
        enum Level: String, Hashable, Sendable, Codable {
            case good, fair, poor
        }

        var level: Level
        /// Round trip in milliseconds.
        var roundTrip: Int
        /// The part of packets that are lost, 0 to 1.
        var loss: Double
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
    }

    /// The reactions that there are: what else a page sends is none.
    static let reactions: Set<String> = ["👍", "👏", "❤️", "😂", "😮", "🎉", "👎", "🙏"]
    /// How long a line of the chat may be, in characters.
    static let chatLimit = 2000
}
