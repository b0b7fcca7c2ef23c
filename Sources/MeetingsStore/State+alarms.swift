import Meetings

/// What operators decided about alarms, and what they wrote down.
extension State {
    /// When a decision, or its end, was heard of.
    struct Decision: Hashable, Sendable {
        var heardAt: Timestamp
        var sequence: Int64?
    }

    mutating func decide(
        _ acknowledgement: AlarmAcknowledgement, heardAt: Timestamp, sequence: Int64? = nil, _ dirty: inout Dirty
    ) {
        guard isNews(about: acknowledgement.key, heardAt: heardAt, sequence: sequence) else { return }
        var scrubbed = acknowledgement
        scrubbed.note = acknowledgement.note.scrubbed(limit: 500)
        scrubbed.operatorName = acknowledgement.operatorName.scrubbed(limit: 100)
        if acknowledgements[acknowledgement.key] != scrubbed { dirty.alarms = true }
        acknowledgements[acknowledgement.key] = scrubbed
    }

    mutating func reopen(_ key: AlarmKey, heardAt: Timestamp, sequence: Int64? = nil, _ dirty: inout Dirty) {
        guard isNews(about: key, heardAt: heardAt, sequence: sequence) else { return }
        if acknowledgements.removeValue(forKey: key) != nil { dirty.alarms = true }
    }

    /// Numbered news is ordered by number, all else by arrival.
    private mutating func isNews(about key: AlarmKey, heardAt: Timestamp, sequence: Int64?) -> Bool {
        if let known = decisions[key] {
            if let sequence, let other = known.sequence {
                guard sequence > other else { return false }
            } else if heardAt < known.heardAt, sequence == nil {
                return false
            }
        }
        decisions[key] = Decision(heardAt: heardAt, sequence: sequence ?? decisions[key]?.sequence)
        return true
    }

    mutating func apply(_ listing: Listing<AlarmAcknowledgement>, _ dirty: inout Dirty) {
        hear(.poll, at: listing.at, &dirty)
        for acknowledgement in listing.items {
            decide(acknowledgement, heardAt: listing.askedAt, &dirty)
        }
        let listed = Set(listing.items.lazy.map(\.key))
        for key in Array(acknowledgements.keys) where !listed.contains(key) {
            reopen(key, heardAt: listing.askedAt, &dirty)
        }
        // What ended long ago and is on no listing needs no memory.
        decisions = decisions.filter {
            acknowledgements[$0.key] != nil || listing.askedAt - $0.value.heardAt < .seconds(3600)
        }
    }

    mutating func learn(_ note: RoomNote, _ dirty: inout Dirty) {
        if removedRooms.contains(note.roomID) { return }
        var known = notes[note.roomID] ?? []
        guard !known.contains(where: { $0.id == note.id }) else { return }
        var scrubbed = note
        scrubbed.text = note.text.scrubbed(limit: 1000)
        scrubbed.operatorName = note.operatorName.scrubbed(limit: 100)
        let index = (known.lastIndex { $0.at <= note.at } ?? -1) + 1
        known.insert(scrubbed, at: index)
        if known.count > MeetingsStore.notesKept { known.removeFirst() }
        notes[note.roomID] = known
        dirty.rooms.insert(note.roomID)
    }

    mutating func apply(_ listing: Listing<RoomNote>, of room: RoomID, _ dirty: inout Dirty) {
        hear(.poll, at: listing.at, &dirty)
        for note in listing.items { learn(note, &dirty) }
    }
}
