import Meetings

/// What makes two arrivals the same event: for those that come by several ways what they say, else the number alone.
struct EventKey {
    /// Never 0.
    let hash: UInt32

    /// Nil for a numbered event that comes by one way only.
    init?(_ event: Event) {
        var hasher = Hasher()
        hasher.combine(event.body.name.number)
        if let once = event.body.onceID {
            hasher.combine(once)
        } else if event.sequence == nil {
            hasher.combine(event.body)
        } else {
            return nil
        }
        hash = max(1, UInt32(truncatingIfNeeded: hasher.finalize()))
    }
}

extension EventBody {
    /// What an event of this name happens to no more than once; nil where it may happen again.
    var onceID: String? {
        switch self {
        case .roomExpired(let id, _, _, _): id.rawValue
        case .roomDeleted(let id): id.rawValue
        case .sessionStarted(let id, _, _), .sessionEnded(let id, _, _, _): id.rawValue
        case .participantJoined(let person), .participantLeft(let person): person.id.rawValue
        case .recordingStarted(let id, _), .recordingEnded(let id, _, _, _, _),
            .recordingUploaded(let id, _, _, _, _, _, _), .recordingFailed(let id, _, _, _):
            id.rawValue
        case .roomCreated, .roomUpdated, .themeCreated, .themeUpdated, .themeDeleted, .sessionLocked,
            .sessionUnlocked, .waitingJoined, .waitingLeft, .alarmAcknowledged, .alarmSnoozed, .alarmReopened:
            nil
        case .noteAdded(let note): note.id.rawValue
        }
    }
}

/// Which records have a key, so that a repetition is found among a million. It names records by their slots.
struct KeyTable: Sendable {
    /// A slot and one; 0 where there is none. Its length is a power of two.
    private var places: [UInt32] = Array(repeating: 0, count: 64)
    private var used = 0

    /// The slots whose records have the key, perhaps with others among them.
    func candidates(for key: UInt32, _ keyOf: (Int) -> UInt32) -> [Int] {
        let mask = places.count - 1
        var (place, found) = (Self.home(key) & mask, [Int]())
        while places[place] != 0 {
            let slot = Int(places[place] - 1)
            if keyOf(slot) == key { found.append(slot) }
            place = (place + 1) & mask
        }
        return found
    }

    mutating func insert(_ slot: Int, key: UInt32, _ keyOf: (Int) -> UInt32) {
        if (used + 1) * 4 > places.count * 3 { grow(keyOf) }
        put(slot, key: key)
        used += 1
    }

    mutating func remove(_ slot: Int, key: UInt32, _ keyOf: (Int) -> UInt32) {
        let mask = places.count - 1
        var place = Self.home(key) & mask
        while places[place] != 0, Int(places[place] - 1) != slot { place = (place + 1) & mask }
        guard places[place] != 0 else { return }
        used -= 1
        // What follows without a gap moves up, or a later search would stop at the hole.
        var next = (place + 1) & mask
        while places[next] != 0 {
            let home = Self.home(keyOf(Int(places[next] - 1))) & mask
            if (next - home) & mask >= (next - place) & mask {
                places[place] = places[next]
                place = next
            }
            next = (next + 1) & mask
        }
        places[place] = 0
    }

    private mutating func put(_ slot: Int, key: UInt32) {
        let mask = places.count - 1
        var place = Self.home(key) & mask
        while places[place] != 0 { place = (place + 1) & mask }
        places[place] = UInt32(slot + 1)
    }

    private mutating func grow(_ keyOf: (Int) -> UInt32) {
        let old = places
        places = Array(repeating: 0, count: old.count * 2)
        for place in old where place != 0 { put(Int(place - 1), key: keyOf(Int(place - 1))) }
    }

    /// Keys are hashes already.
    private static func home(_ key: UInt32) -> Int { Int(key) }
}
