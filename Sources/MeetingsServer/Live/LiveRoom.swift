import Meetings
import MeetingsMedia

/// The people at one room's page: who is inside, who waits, whose socket is lost. A value: it decides, and tells in an
/// `Outcome` what to write to the log and what to say to whom. It reads no clock and opens no socket.
struct LiveRoom: Sendable {
    /// One place in the session, kept through a lost socket until the grace is over.
    struct Seat: Hashable, Sendable {
        var participant: Participant
        /// Digest of the secret by which a reloaded page takes its seat again.
        var resumeDigest: String
        /// Nil while the socket is lost.
        var connection: ConnectionID?
        var lostAt: Timestamp?
        /// What they have switched on, as their page says.
        var state = PageMessage.MemberState()
        /// What a host switched off and they have not switched on again.
        var moderated: Set<TrackKind> = []
        /// Whether their media flows.
        var isConnected = false
        var isTalking = false
        /// As their browser measured it last; nil while nothing is known.
        var quality: ConnectionQuality?
    }

    /// Someone who waits to be let in.
    struct Knock: Hashable, Sendable {
        var connection: ConnectionID
        var person: WaitingPerson
        var isHost: Bool
        var fresh: FreshIdentifiers
        /// When the socket was lost and the log could not be told; it is told with the next deadline.
        var lostAt: Timestamp?
    }

    let roomID: RoomID
    /// How long a seat is kept for a lost socket.
    let grace: Duration
    var sessionID: SessionID?
    /// No guest comes in while the session goes on, except those whom a host or the API admits.
    var isLocked = false
    /// True once a session ended here, as far as this value has seen it; the database knows the rest.
    var hasEndedSession = false
    var seats: [Seat] = []
    var knocks: [Knock] = []
    /// Everyone connected, and whether their link made them host.
    var visitors: [ConnectionID: Bool] = [:]
    /// What people may do here, as the last one who came found the room.
    var features = AvailableFeatures()
    /// The last lines of the session's chat.
    var chat: [PageMessage.ChatMessage] = []
    var lastChat = 0
    var whiteboard = Whiteboard()
    /// The one recording of the session that is wished for or runs; nil where there is none.
    var recording: SessionRecording?

    init(roomID: RoomID, grace: Duration) {
        self.roomID = roomID
        self.grace = grace
    }

    /// A room as the database left it: nobody connected, every seat lost at `now`.
    init(
        roomID: RoomID, grace: Duration, sessionID: SessionID, isLocked: Bool, seats: [(Participant, String)],
        chat: [PageMessage.ChatMessage] = [], now: Timestamp
    ) {
        self.init(roomID: roomID, grace: grace)
        self.sessionID = sessionID
        self.isLocked = isLocked
        self.chat = chat
        lastChat = chat.last?.id ?? 0
        self.seats = seats.map { Seat(participant: $0.0, resumeDigest: $0.1, connection: nil, lostAt: now) }
    }

    /// How many people may wait at once.
    static let knockLimit = 100

    var isIdle: Bool { seats.isEmpty && visitors.isEmpty && knocks.isEmpty }
    var hostIsInside: Bool { seats.contains(where: \.participant.isHost) }
    /// When the first lost seat is given up, or the recording is to have got on; nil when nothing is to happen.
    var nextDeadline: Timestamp? {
        let lost = seats.compactMap { seat in seat.lostAt.map { $0 + grace } } + knocks.compactMap(\.lostAt)
        return (lost + [recording?.deadline].compactMap(\.self)).min()
    }

    func seatIndex(of connection: ConnectionID) -> Int? { seats.firstIndex { $0.connection == connection } }
    func seatIndex(of person: ParticipantID) -> Int? { seats.firstIndex { $0.participant.id == person } }

    /// Takes in one thing that happened at `now`.
    mutating func handle(_ input: Input, now: Timestamp) -> Outcome {
        var outcome = Outcome()
        switch input {
        case .greet(let connection, let isHost, let features):
            visitors[connection] = isHost
            self.features = features
        case .enter(let arrival): enter(arrival, now: now, &outcome)
        case .resume(let connection, let digest): resume(connection, digest: digest, &outcome)
        case .leave(let connection): leave(connection, now: now, &outcome)
        case .lost(let connection): lost(connection, now: now, &outcome)
        case .control(let control, let authority): perform(control, by: authority, now: now, &outcome)
        case .say(let connection, let saying): say(saying, from: connection, now: now, &outcome)
        case .media(let connection, let media): ask(media, from: connection, &outcome)
        case .happened(let session, let event, let servers):
            if session == sessionID { hear(event, iceServers: servers, now: now, &outcome) }
        case .deadline:
            giveUpLost(now: now, &outcome)
            superviseRecording(now: now, &outcome)
        case .closed: close(&outcome)
        }
        return outcome
    }
}

/// Names one socket of the meeting page for as long as the process runs.
struct ConnectionID: Hashable, Sendable {
    let number: Int
}

/// Identifiers made outside and used if the arrival needs them.
struct FreshIdentifiers: Hashable, Sendable {
    var participant: ParticipantID
    var session: SessionID
    /// The secret itself, told once to the page.
    var resume: String
    var resumeDigest: String
    /// The recording of a session that begins with them; nil where the room is not always recorded.
    var recording: FreshRecording?
}

extension LiveRoom {
    /// What can happen at a room's page.
    enum Input: Sendable {
        /// `features` are the room's as it is now.
        case greet(ConnectionID, isHost: Bool, features: AvailableFeatures = AvailableFeatures())
        case enter(Arrival)
        case resume(ConnectionID, digest: String)
        case leave(ConnectionID)
        /// The socket closed without a word.
        case lost(ConnectionID)
        /// Someone asked for a change of the session or of who waits.
        case control(Control, by: Authority)
        /// Someone's page says something about its person.
        case say(ConnectionID, PageMessage.Saying)
        /// Someone's page asks for its own media.
        case media(ConnectionID, PageMessage.Media)
        /// Something happened to a session's media. The servers are for the page that connects by them.
        case happened(SessionID, MediaEvent, iceServers: [IceServer])
        /// `nextDeadline` has passed.
        case deadline
        /// The room closed; the log already says so.
        case closed
    }

    /// One person at the door, and the room as it is at that moment.
    struct Arrival: Sendable {
        var connection: ConnectionID
        var name: String
        var room: Room
        /// Whether the database knows an ended session of the room.
        var hasEndedSession = false
        var fresh: FreshIdentifiers
    }

    /// What to do about it, in this order: write the facts, and once they are durable send the messages and the answer,
    /// and ask the media server.
    struct Outcome: Sendable {
        var facts: [SessionFact] = []
        var messages: [Message] = []
        var media: [MediaOrder] = []
        /// What a `control` came to.
        var answer = ControlAnswer.done
    }

    /// One message to one socket.
    struct Message: Sendable {
        var to: ConnectionID
        var body: PageMessage.FromServer
        var closes = false
    }
}

/// What a session's media is asked for.
struct MediaOrder: Hashable, Sendable {
    var session: SessionID
    var request: MediaRequest
}

/// What the log must hold before anybody hears of it.
enum SessionFact: Hashable, Sendable {
    case started(SessionID)
    case joined(Participant, resumeDigest: String)
    case left(Participant)
    case locked(SessionID)
    case unlocked(SessionID)
    case ended(SessionID)
    case waitingJoined(WaitingPerson)
    case waitingLeft(WaitingPerson)
    case said(PageMessage.ChatMessage, SessionID)
    case recordingStarted(RecordingID, SessionID)
    case recordingEnded(RecordingID)
}
