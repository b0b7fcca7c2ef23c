import Meetings

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
    }

    /// Someone who waits to be let in.
    struct Knock: Hashable, Sendable {
        var connection: ConnectionID
        var name: String
        var isHost: Bool
        var waitsFor: PageMessage.Waiting
        var fresh: FreshIdentifiers
    }

    let roomID: RoomID
    /// How long a seat is kept for a lost socket.
    let grace: Duration
    var sessionID: SessionID?
    var seats: [Seat] = []
    var knocks: [Knock] = []
    /// Everyone connected, and whether their link made them host.
    var visitors: [ConnectionID: Bool] = [:]

    init(roomID: RoomID, grace: Duration) {
        self.roomID = roomID
        self.grace = grace
    }

    /// A room as the database left it: nobody connected, every seat lost at `now`.
    init(roomID: RoomID, grace: Duration, sessionID: SessionID, seats: [(Participant, String)], now: Timestamp) {
        self.init(roomID: roomID, grace: grace)
        self.sessionID = sessionID
        self.seats = seats.map { Seat(participant: $0.0, resumeDigest: $0.1, connection: nil, lostAt: now) }
    }

    var isIdle: Bool { seats.isEmpty && visitors.isEmpty }
    var hostIsInside: Bool { seats.contains(where: \.participant.isHost) }
    /// When the first lost seat is given up; nil when none is lost.
    var nextDeadline: Timestamp? { seats.compactMap { seat in seat.lostAt.map { $0 + grace } }.min() }

    func seatIndex(of connection: ConnectionID) -> Int? { seats.firstIndex { $0.connection == connection } }

    /// Takes in one thing that happened at `now`.
    mutating func handle(_ input: Input, now: Timestamp) -> Outcome {
        var outcome = Outcome()
        switch input {
        case .greet(let connection, let isHost): visitors[connection] = isHost
        case .enter(let connection, let name, let room, let fresh):
            enter(connection, name: name, room: room, fresh: fresh, now: now, &outcome)
        case .resume(let connection, let digest): resume(connection, digest: digest, &outcome)
        case .leave(let connection): leave(connection, now: now, &outcome)
        case .lost(let connection): lost(connection, now: now, &outcome)
        case .admit(let host, let guest): admit(guest, by: host, now: now, &outcome)
        case .deny(let host, let guest): deny(guest, by: host, &outcome)
        case .deadline: giveUpLostSeats(now: now, &outcome)
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
}

extension LiveRoom {
    /// What can happen at a room's page.
    enum Input: Sendable {
        case greet(ConnectionID, isHost: Bool)
        case enter(ConnectionID, name: String, room: Room, fresh: FreshIdentifiers)
        case resume(ConnectionID, digest: String)
        case leave(ConnectionID)
        /// The socket closed without a word.
        case lost(ConnectionID)
        case admit(by: ConnectionID, ParticipantID)
        case deny(by: ConnectionID, ParticipantID)
        /// `nextDeadline` has passed.
        case deadline
        /// The room closed; the log already says so.
        case closed
    }

    /// What to do about it, in this order: write the facts, and once they are durable send the messages.
    struct Outcome: Sendable {
        var facts: [SessionFact] = []
        var messages: [Message] = []
    }

    /// One message to one socket.
    struct Message: Sendable {
        var to: ConnectionID
        var body: PageMessage.FromServer
        var closes = false
    }
}

/// What the log must hold before anybody hears of it.
enum SessionFact: Hashable, Sendable {
    case started(SessionID)
    case joined(Participant, resumeDigest: String)
    case left(Participant)
    case ended(SessionID)
}
