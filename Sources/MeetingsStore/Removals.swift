import DequeModule

/// The names of objects that are gone, so that late news about them is not taken for something new.
struct Removals<ID: Hashable & Sendable>: Hashable, Sendable {
    private var isFinal: [ID: Bool] = [:]
    private var order: Deque<ID> = []

    func contains(_ id: ID) -> Bool { isFinal[id] != nil }

    /// True when it will not come back, whatever a listing says.
    func isGone(_ id: ID) -> Bool { isFinal[id] == true }

    /// `isFinal` when an event said so; a listing's mere silence can be taken back by a later listing.
    mutating func insert(_ id: ID, isFinal final: Bool) {
        if let known = isFinal[id] {
            isFinal[id] = known || final
            return
        }
        isFinal[id] = final
        order.append(id)
        while order.count > MeetingsStore.removalsKept, let oldest = order.popFirst() { isFinal[oldest] = nil }
    }

    /// A listing names the object. Answers whether it may be known again.
    mutating func lift(_ id: ID) -> Bool {
        guard let final = isFinal[id] else { return true }
        if final { return false }
        isFinal[id] = nil
        if let index = order.lastIndex(of: id) { order.remove(at: index) }
        return true
    }
}
