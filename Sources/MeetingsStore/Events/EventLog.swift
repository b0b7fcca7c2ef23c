import DequeModule
public import Meetings

/// The newest events, each once however often and by whichever way it came, in the order of the server's log.
///
/// An event takes 28 bytes and its texts, which it shares with others: a million fit into some 40 MB. To append costs
/// constant time, to look at one as well.
public struct EventLog: Sendable {
    /// The most events it keeps.
    public let limit: Int
    /// How many events were taken in since the start, those that fell off the end counted.
    public internal(set) var total = 0

    /// In the order of arrival; the slot of one that fell off the end is used again.
    var records = Chunked<EventRecord>()
    /// Sequences and times that do not fit into a record, by slot.
    private var wide: [Int: (sequence: Int64?, time: Int64)] = [:]
    /// Slots in the order of the log; nil as long as that is the order of arrival.
    private var order: Deque<UInt32>?
    /// The slot that fell free last.
    private var free: Int?
    /// Ids as they came, and names scrubbed: an id must never pass for a scrubbed name.
    var ids = TextPool()
    var names = TextPool()
    /// Made when the first event without a number comes: with a stream alone there is nothing to compare.
    private var keys: KeyTable?
    private var unnumbered = 0
    /// The greatest number so far.
    var highest: Int64 = .min
    private var fallen = 0

    /// An empty log that will keep at most `limit` events.
    public init(limit: Int) { self.limit = max(1, limit) }

    /// How many events are kept now.
    public var count: Int { order?.count ?? records.count }
    /// True when none is kept.
    public var isEmpty: Bool { count == 0 }

    /// An event by its place: 0 is the oldest kept, `count - 1` the newest.
    public subscript(index: Int) -> LoggedEvent {
        let slot = slot(at: index)
        let record = records[slot]
        return LoggedEvent(
            name: EventName(number: record.name), sequence: sequence(of: slot),
            time: Timestamp(milliseconds: time(of: slot)), hasServerTime: record.flags.contains(.hasTime),
            roomID: record.room == TextPool.none ? nil : RoomID(ids[record.room]),
            sessionID: record.session == TextPool.none ? nil : SessionID(ids[record.session]),
            subject: names[record.subject], isHost: record.flags.contains(.isHost), source: record.source)
    }

    /// Answers false for a repetition that says nothing new.
    mutating func append(_ event: Event, room: RoomID?, origin: Origin) -> Bool {
        let key = EventKey(event)?.hash ?? 0
        var record = EventRecord()
        record.name = event.body.name.number
        record.room = ids.number(for: room?.rawValue ?? "")
        record.session = ids.number(for: event.body.sessionID?.rawValue ?? "")
        record.subject = names.number(for: event.body.subject.scrubbed())
        record.key = key
        record.source = origin.source
        if event.at != nil { record.flags.insert(.hasTime) }
        if event.body.isHost { record.flags.insert(.isHost) }
        let time = (event.at ?? origin.at).milliseconds
        guard let sequence = event.sequence else { return appendUnnumbered(record, at: time) }
        guard index(ofSequence: sequence) == nil else { return false }
        // Heard by callback first, now by stream: it gets its number and its place.
        if unnumbered > 0, let first = twin(of: record, isUnnumbered: true) {
            if record.room == TextPool.none { record.room = records[first].room }
            record.source = records[first].source
            remove(first)
            total -= 1
        }
        insert(record, sequence: sequence, at: time)
        return true
    }

    private mutating func appendUnnumbered(_ record: EventRecord, at time: Int64) -> Bool {
        if keys == nil { makeKeys() }
        guard twin(of: record, isUnnumbered: false) == nil else { return false }
        insert(record, sequence: nil, at: time)
        return true
    }

    /// The slot of a record that tells the same event, perhaps only among those without a number.
    private func twin(of record: EventRecord, isUnnumbered: Bool) -> Int? {
        guard record.key != 0 else { return nil }
        return keys?.candidates(for: record.key) { records[$0].key }.first { slot in
            let other = records[slot]
            return other.name == record.name && other.session == record.session && other.subject == record.subject
                && (!isUnnumbered || sequence(of: slot) == nil)
        }
    }

    private mutating func makeKeys() {
        var table = KeyTable()
        for slot in 0..<records.count where records[slot].key != 0 && slot != free {
            table.insert(slot, key: records[slot].key) { records[$0].key }
        }
        keys = table
    }

    /// Puts a record in its place, and lets the oldest go where there are too many.
    mutating func insert(_ record: EventRecord, sequence: Int64?, at time: Int64) {
        let place = place(sequence: sequence, time: time)
        if place < count { spellOutOrder() }
        let slot = store(record, sequence: sequence, at: time)
        order?.insert(UInt32(slot), at: place)
        if record.key != 0 { keys?.insert(slot, key: record.key) { records[$0].key } }
        if let sequence { highest = max(highest, sequence) } else { unnumbered += 1 }
        total += 1
        guard count > limit else { return }
        spellOutOrder()
        if let oldest = order?.first { remove(Int(oldest), at: 0) }
        fallen += 1
        if fallen >= max(limit, 1024) { refillPools() }
    }

    private mutating func store(_ record: EventRecord, sequence: Int64?, at time: Int64) -> Int {
        var record = record
        let isNumbered = sequence.map { (1..<Int64(UInt32.max)).contains($0) } ?? true
        record.sequence = isNumbered ? UInt32(sequence ?? 0) : 0
        let slot = free ?? records.count
        if !record.setTime(time) || !isNumbered {
            record.flags.insert(.isWide)
            wide[slot] = (sequence, time)
        }
        if free != nil { records[slot] = record } else { records.append(record) }
        free = nil
        return slot
    }

    private mutating func remove(_ slot: Int, at place: Int? = nil) {
        spellOutOrder()
        guard let place = place ?? order?.lastIndex(of: UInt32(slot)) else { return }
        order?.remove(at: place)
        if records[slot].key != 0 { keys?.remove(slot, key: records[slot].key) { records[$0].key } }
        if sequence(of: slot) == nil { unnumbered -= 1 }
        wide[slot] = nil
        free = slot
    }

    private mutating func spellOutOrder() {
        guard order == nil else { return }
        order = Deque(0..<UInt32(records.count))
    }

    /// What fell off the end leaves its texts behind: once as many are gone as are kept, new pools take over those
    /// that are still in use.
    private mutating func refillPools() {
        fallen = 0
        let (oldIDs, oldNames) = (ids, names)
        ids = TextPool()
        names = TextPool()
        for slot in 0..<records.count where slot != free {
            records[slot].room = ids.number(for: oldIDs[records[slot].room])
            records[slot].session = ids.number(for: oldIDs[records[slot].session])
            records[slot].subject = names.number(for: oldNames[records[slot].subject])
        }
    }
}

/// Looking things up by place.
extension EventLog {
    private func slot(at index: Int) -> Int { order.map { Int($0[index]) } ?? index }

    /// How many events had arrived before the one at a place, as long as none fell off the end.
    public func arrival(at index: Int) -> Int { slot(at: index) }

    private func sequence(of slot: Int) -> Int64? {
        let record = records[slot]
        if record.flags.contains(.isWide) { return wide[slot]?.sequence }
        return record.sequence == 0 ? nil : Int64(record.sequence)
    }

    private func time(of slot: Int) -> Int64 {
        let record = records[slot]
        return record.flags.contains(.isWide) ? wide[slot]?.time ?? 0 : record.time
    }

    /// The number of the event at a place; nil for a callback.
    public func sequence(at index: Int) -> Int64? { sequence(of: slot(at: index)) }

    /// When the event at a place happened, or when it was heard.
    public func time(at index: Int) -> Timestamp { Timestamp(milliseconds: time(of: slot(at: index))) }

    /// What kind of event stands at a place.
    public func name(at index: Int) -> EventName { EventName(number: records[slot(at: index)].name) }

    /// Where a record belongs. Numbered events stand by number whatever the server's clock did; those without a number
    /// stand among them by time. Almost always the end: events arrive nearly in order.
    private func place(sequence: Int64?, time: Int64) -> Int {
        var (low, high) = (0, count)
        if unnumbered == 0, let sequence, sequence > highest { return high }
        if let sequence {
            low = firstIndex(notBefore: sequence)
            high = low
            while high < count, self.sequence(at: high) == nil { high += 1 }
        }
        while high > low, time < self.time(of: slot(at: high - 1)) { high -= 1 }
        return high
    }

    /// The place behind the last event with a smaller number; events without a number may follow.
    public func firstIndex(notBefore sequence: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            var probe = middle
            while probe < high, self.sequence(at: probe) == nil { probe += 1 }
            if probe < high, let number = self.sequence(at: probe), number < sequence {
                low = probe + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// The place of the event with this number; nil when it is not kept.
    public func index(ofSequence sequence: Int64) -> Int? {
        if sequence > highest { return nil }
        var index = firstIndex(notBefore: sequence)
        while index < count, self.sequence(at: index) == nil { index += 1 }
        return index < count && self.sequence(at: index) == sequence ? index : nil
    }

    /// The first place whose event is not older than `time`, as far as the server's clock went forward.
    public func firstIndex(notBefore time: Timestamp) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self.time(at: middle) < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// How many events there were in each of `spans` spans of the length `span`, the last one ending at `end`.
    public func counts(until end: Timestamp, spans: Int, span: Duration) -> [Int] {
        let bounds = (0...max(0, spans)).map { firstIndex(notBefore: end - span * (spans - $0)) }
        return zip(bounds, bounds.dropFirst()).map { $1 - $0 }
    }
}

extension EventLog: Hashable {
    /// Equal logs have the same limit and the same events in the same order.
    public static func == (left: EventLog, right: EventLog) -> Bool {
        left.limit == right.limit && left.total == right.total && left.count == right.count
            && (0..<left.count).allSatisfy { left[$0] == right[$0] }
    }

    /// Only the counts: equal logs have equal ones.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(limit)
        hasher.combine(total)
        hasher.combine(count)
    }
}
