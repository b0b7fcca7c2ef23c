import Meetings

/// Names anything that a row or a view can stand for: what cursors stick to, marks keep and links lead to.
enum ObjectID: Hashable, Sendable {
    case room(RoomID)
    case session(SessionID)
    case person(ParticipantID)
    case recording(RecordingID)
    case theme(ThemeID)
    /// A callback, by the number that the server gave to its delivery.
    case delivery(Int64)
    /// An event, by its number in the server's log.
    case event(Int64)
    /// An alarm, by its rule and what it is about.
    case alarm(String)
    /// A line of the run sheet, from 0.
    case planned(Int)
    /// A request that the dashboard sent, by its number.
    case request(Int)
    /// A media server, by its name.
    case engine(String)

    /// The id as text: what ties equal rows, and what is copied of it.
    var text: String {
        switch self {
        case .room(let id): id.rawValue
        case .session(let id): id.rawValue
        case .person(let id): id.rawValue
        case .recording(let id): id.rawValue
        case .theme(let id): id.rawValue
        case .delivery(let id), .event(let id): String(id)
        case .alarm(let id), .engine(let id): id
        case .planned(let number), .request(let number): String(number)
        }
    }

    var room: RoomID? { if case .room(let id) = self { id } else { nil } }
    var session: SessionID? { if case .session(let id) = self { id } else { nil } }
    var person: ParticipantID? { if case .person(let id) = self { id } else { nil } }
    var recording: RecordingID? { if case .recording(let id) = self { id } else { nil } }
    var theme: ThemeID? { if case .theme(let id) = self { id } else { nil } }
    var delivery: Int64? { if case .delivery(let id) = self { id } else { nil } }
    var event: Int64? { if case .event(let number) = self { number } else { nil } }

    /// Where keys go while its view is open.
    var context: Context {
        switch self {
        case .room: .room
        case .session: .session
        case .person: .person
        case .recording: .recording
        case .theme: .theme
        case .delivery: .delivery
        case .event: .event
        case .alarm: .alarms
        case .planned: .runSheet
        case .request: .request
        case .engine: .media
        }
    }
}
