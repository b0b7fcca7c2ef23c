public import Meetings

/// Rooms: fields by the newest event or listing, closed for good once closed.
extension State {
    mutating func learn(_ room: Room, _ news: News, _ dirty: inout Dirty) {
        if removedRooms.contains(room.id) { return }
        var known = rooms[room.id] ?? KnownRoom(id: room.id, origin: news.origin)
        known.origin.renew(news.origin)
        if !room.isAvailable { known.isClosed = true }
        if known.room == nil || news.isNewer(than: known.sequence) {
            known.set(room)
            known.sequence = news.sequence ?? known.sequence
            known.fieldsAt = news.origin.at
        }
        known.room?.isAvailable = !known.isClosed
        rooms[room.id] = known
        dirty.rooms.insert(room.id)
    }

    mutating func close(_ id: RoomID, _ news: News, _ dirty: inout Dirty) {
        if removedRooms.contains(id) { return }
        rooms[id, default: KnownRoom(id: id, origin: news.origin)].isClosed = true
        rooms[id]?.room?.isAvailable = false
        rooms[id]?.origin.renew(news.origin)
        endWaits(at: id, &dirty)
        dirty.rooms.insert(id)
    }

    /// The room is gone for good, and its sessions with it.
    mutating func delete(_ id: RoomID, _ dirty: inout Dirty) {
        removedRooms.insert(id, isFinal: true)
        notes[id] = nil
        guard rooms[id] != nil else { return }
        endWaits(at: id, &dirty)
        for session in rooms[id]?.sessions ?? [] { forget(session, isFinal: true, &dirty) }
        rooms[id] = nil
        dirty.rooms.insert(id)
    }

    mutating func apply(_ listing: Listing<Room>, _ dirty: inout Dirty) {
        hear(.poll, at: listing.at, &dirty)
        if let last = roomsListedAt, listing.askedAt < last { return }
        roomsListedAt = listing.askedAt
        let origin = Origin(source: .poll, at: listing.askedAt)
        for room in listing.items where removedRooms.lift(room.id) {
            if learn(room, listedAs: origin) { dirty.rooms.insert(room.id) }
        }
        let listed = Set(listing.items.lazy.map(\.id))
        for known in rooms.values where known.isShown && !listed.contains(known.id) {
            if known.origin.at < listing.askedAt { forget(known.id, &dirty) }
        }
    }

    /// Takes in one room that a server answered with, to a request sent at `askedAt`.
    public mutating func learn(_ room: Room, askedAt: Timestamp) -> Dirty {
        var dirty = Dirty()
        guard removedRooms.lift(room.id) else { return dirty }
        if learn(room, listedAs: Origin(source: .poll, at: askedAt)) { dirty.rooms.insert(room.id) }
        countShown(dirty)
        return dirty
    }

    /// Answers whether the row changed.
    private mutating func learn(_ room: Room, listedAs origin: Origin) -> Bool {
        let before = rooms[room.id]
        var known = before ?? KnownRoom(id: room.id, origin: origin)
        known.origin.renew(origin)
        if !room.isAvailable { known.isClosed = true }
        if known.room == nil || (known.fieldsAt ?? origin.at) <= origin.at {
            known.set(room)
        } else {
            known.keepLinks(of: room)
        }
        known.room?.isAvailable = !known.isClosed
        rooms[room.id] = known
        return before?.room != known.room || before?.isClosed != known.isClosed
    }

    /// The room is on no listing any more: its fields go, and its sessions are over.
    private mutating func forget(_ id: RoomID, _ dirty: inout Dirty) {
        removedRooms.insert(id, isFinal: false)
        for session in rooms[id]?.liveSessions ?? [] {
            change(session, &dirty) { $0.isMissing = true }
        }
        rooms[id]?.room = nil
        rooms[id]?.isClosed = false
        rooms[id]?.sequence = nil
        rooms[id]?.fieldsAt = nil
        if rooms[id]?.sessions.isEmpty == true { rooms[id] = nil }
        dirty.rooms.insert(id)
    }
}

extension KnownRoom {
    fileprivate mutating func set(_ news: Room) {
        let links = room?.links
        var fields = news
        fields.displayName = news.displayName.scrubbed()
        fields.metadata = news.metadata?.scrubbed(limit: 500)
        fields.meetingCode = news.meetingCode.scrubbed()
        // An event carries no host link: what a listing told stays.
        fields.links.guest = (news.links.guest ?? links?.guest)?.scrubbed(limit: 2000)
        fields.links.host = (news.links.host ?? links?.host)?.scrubbed(limit: 2000)
        room = fields
    }

    fileprivate mutating func keepLinks(of listed: Room) {
        if let guest = listed.links.guest { room?.links.guest = guest.scrubbed(limit: 2000) }
        if let host = listed.links.host { room?.links.host = host.scrubbed(limit: 2000) }
    }
}
