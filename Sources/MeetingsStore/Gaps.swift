public import Meetings

/// A sign that news was lost or came in the wrong order.
public struct Gap: Hashable, Sendable {
    /// The room that it is about; nil for the log as a whole.
    public var room: RoomID?
    /// When it was noticed.
    public var at: Timestamp
    /// What was noticed, for a person.
    public var saw: String
}

/// What was noticed of lost news, the newest for each room.
public struct Gaps: Hashable, Sendable {
    /// The newest gap of each room, and under nil that of the log.
    public private(set) var newest: [RoomID?: Gap] = [:]
    private var lastSequence: Int64?
    /// How many numbers followed each other without a hole. Other applications of the server take numbers too, so a
    /// hole means something only where there was none for long.
    private var unbroken = 0

    private static let unbrokenEnough = 50

    mutating func note(_ gap: Gap) { newest[gap.room] = gap }

    /// Takes in an event that the stream told for the first time.
    mutating func note(_ event: Event, at time: Timestamp) {
        guard let sequence = event.sequence else { return }
        guard let last = lastSequence else {
            lastSequence = sequence
            return
        }
        if sequence < last {
            note(Gap(room: nil, at: time, saw: "event \(sequence) came after event \(last)"))
        } else if sequence == last + 1 {
            unbroken += 1
        } else {
            if unbroken >= Self.unbrokenEnough {
                note(Gap(room: nil, at: time, saw: "events \(last + 1) to \(sequence - 1) did not come"))
            }
            unbroken = 0
        }
        lastSequence = max(last, sequence)
    }
}

/// Compares what the events told of a session with what a listing tells.
struct GapWatch {
    private let session: SessionID
    private let inside: Set<ParticipantID>
    private let askedAt: Timestamp

    /// What happened just before a listing was asked for may still be on its way as an event.
    private static let allowance = Duration.seconds(5)

    /// Nil where a difference would say nothing: the events were not heard for long enough, or it is the first listing.
    init?(_ state: State, session: SessionID, listing: Listing<Participant>) {
        guard let stream = state.links[.stream], stream.state == .live, let since = stream.liveSince,
            let last = state.peopleListedAt[session], last > since, listing.askedAt - last > Self.allowance
        else { return nil }
        self.session = session
        askedAt = listing.askedAt
        inside = Self.inside(session, state)
    }

    private static func inside(_ session: SessionID, _ state: State) -> Set<ParticipantID> {
        (state.sessions[session]?.people ?? []).filter { state.people[$0].map(state.isInside) ?? false }
    }

    /// What the events did not tell, now that the listing was taken in.
    func gap(in state: State) -> Gap? {
        let after = Self.inside(session, state)
        guard after != inside, let room = state.sessions[session]?.roomID else { return nil }
        let changed = inside.symmetricDifference(after)
        let lost = changed.count { id in
            guard let known = state.people[id] else { return false }
            let time = after.contains(id) ? known.participant.joinedAt : known.participant.leftAt ?? known.origin.at
            return (time ?? askedAt) < askedAt - Self.allowance
        }
        guard lost > 0 else { return nil }
        let saw = "events told of \(inside.count) people inside, the listing of \(after.count)"
        return Gap(room: room, at: askedAt, saw: saw)
    }
}
