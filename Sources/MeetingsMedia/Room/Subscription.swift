import Meetings

/// What one person watches: what they should, what they do, and the next step from one to the other.
///
/// One negotiation is under way at a time (RFC 8829 section 4.1.8): while a browser's answer is awaited nothing changes.
struct Subscription: Hashable, Sendable {
    /// What is to be done now.
    enum Step: Hashable, Sendable {
        case subscribe(add: [StreamID], remove: [StreamID])
        case tune([Tuning])
    }

    /// The media sections, as the media server told them last.
    private(set) var slots: [SubscriptionOffer.Slot] = []
    private var tuned: [String: Tuning] = [:]
    /// Streams that the media server did not give: not asked for again until they are published anew.
    private var missing: Set<StreamID> = []
    /// Whether an answer of the media server or of the browser is awaited.
    private(set) var isNegotiating = false
    /// How many offers there were.
    private(set) var offers = 0

    /// The next step. `wanted` are the streams to watch with the way in which they are sent, `published` all that exist.
    mutating func next(wanted: [StreamID: Feeding], published: Set<StreamID>) -> Step? {
        guard !isNegotiating else { return nil }
        missing.formIntersection(published)
        let carried = Set(slots.compactMap(\.stream))
        let add = wanted.keys.filter { !carried.contains($0) && !missing.contains($0) && published.contains($0) }
        let remove = carried.filter { !published.contains($0) }
        if !add.isEmpty || !remove.isEmpty {
            isNegotiating = true
            return .subscribe(add: add.sorted(), remove: remove.sorted())
        }
        let tunings = slots.compactMap { slot -> Tuning? in
            guard let stream = slot.stream else { return nil }
            let feeding = wanted[stream] ?? Feeding(isSent: false, layer: 0)
            let tuning = Tuning(mid: slot.mid, isSent: feeding.isSent, layer: feeding.layer)
            return tuned[slot.mid, default: .full(slot.mid)] == tuning ? nil : tuning
        }
        for tuning in tunings { tuned[tuning.mid] = tuning }
        return tunings.isEmpty ? nil : .tune(tunings)
    }

    /// What the media server made of the last request; true when the browser has to answer.
    mutating func offered(_ offer: SubscriptionOffer?, asked: [StreamID]) -> Bool {
        guard let offer else {
            failed(asked: asked)
            return false
        }
        // A section that carries something else starts with all there is.
        let before = Dictionary(uniqueKeysWithValues: slots.map { ($0.mid, $0.stream) })
        for slot in offer.slots where before[slot.mid] != slot.stream { tuned[slot.mid] = nil }
        slots = offer.slots
        missing.formUnion(Set(asked).subtracting(slots.compactMap(\.stream)))
        isNegotiating = offer.sdp != nil
        if isNegotiating { offers += 1 }
        return isNegotiating
    }

    /// The request was refused: what was asked for is not tried again until it is published anew or forgiven.
    mutating func failed(asked: [StreamID]) {
        missing.formUnion(asked)
        isNegotiating = false
    }

    /// What was not to be had may be asked for again.
    mutating func forgive() { missing = [] }

    /// The browser agreed.
    mutating func answered() { isNegotiating = false }

    /// Someone's streams are gone, and with them what the media server fed by them.
    mutating func drop(_ participant: ParticipantID) {
        for index in slots.indices where slots[index].stream?.participant == participant {
            slots[index].stream = nil
            tuned[slots[index].mid] = nil
        }
        missing = missing.filter { $0.participant != participant }
    }
}

/// How a stream is sent to one who watches it.
struct Feeding: Hashable, Sendable {
    var isSent: Bool
    /// The layer of simulcast, 0 being the smallest.
    var layer: Int
}

extension StreamID: Comparable {
    public static func < (left: StreamID, right: StreamID) -> Bool {
        (left.participant, left.mid) < (right.participant, right.mid)
    }
}
