public import Meetings

/// Someone who waits to be let in, as far as it is known.
public struct KnownWait: Hashable, Sendable {
    /// Who, with the name scrubbed.
    public internal(set) var person: WaitingPerson
    /// When the wait was first heard of.
    public let firstHeardAt: Timestamp
    /// The place in the log of the event that the fields come from.
    var sequence: Int64?

    /// When the wait began, or when it was first heard of.
    public var since: Timestamp { person.since ?? firstHeardAt }
}

/// Waits: begun, perhaps for something else after a while, then over for good.
extension State {
    /// Everyone who waits at a room, the longest wait first.
    public func waiting(at room: RoomID) -> [KnownWait] {
        (rooms[room]?.waiting ?? []).compactMap { waiting[$0] }.sorted { left, right in
            left.since == right.since ? left.person.id < right.person.id : left.since < right.since
        }
    }

    mutating func learn(_ person: WaitingPerson, _ news: News, _ dirty: inout Dirty) {
        guard !endedWaits.contains(person.id), !removedRooms.contains(person.roomID) else { return }
        // Nobody waits at a room that has closed; the end of the wait is still on its way.
        if rooms[person.roomID]?.isClosed == true { return }
        var known = waiting[person.id] ?? KnownWait(person: person, firstHeardAt: news.origin.at, sequence: nil)
        let since = earlier(known.person.since, person.since ?? news.at)
        if news.isNewer(than: known.sequence) {
            known.person = person
            known.person.name = person.name.scrubbed()
            known.sequence = news.sequence ?? known.sequence
        }
        known.person.since = since
        waiting[person.id] = known
        if rooms[person.roomID] == nil { rooms[person.roomID] = KnownRoom(id: person.roomID, origin: news.origin) }
        rooms[person.roomID]?.waiting.insert(person.id)
        dirty.rooms.insert(person.roomID)
    }

    mutating func endWait(of id: ParticipantID, _ dirty: inout Dirty) {
        endedWaits.insert(id, isFinal: true)
        guard let known = waiting.removeValue(forKey: id) else { return }
        rooms[known.person.roomID]?.waiting.remove(id)
        dirty.rooms.insert(known.person.roomID)
    }

    mutating func endWaits(at room: RoomID, _ dirty: inout Dirty) {
        for id in rooms[room]?.waiting ?? [] { endWait(of: id, &dirty) }
    }
}
