public import Meetings

/// What became of callbacks: all that are not delivered, as far as the server told them, and the newest.
public struct KnownDeliveries: Equatable, Sendable {
    /// The callbacks by the server's number. Texts from outside are scrubbed.
    public private(set) var all: [Int64: DeliverySummary] = [:]
    /// When a listing was asked for last; nil before the first.
    public private(set) var listedAt: Timestamp?
    /// False where the server does not tell what became of callbacks; nil while that is not known.
    public private(set) var areServed: Bool?
    /// How many there are on the server.
    public private(set) var total = 0
    /// True when the server has more undelivered ones than it told.
    public private(set) var hasMoreOpen = false
    /// When each was asked for.
    private var askedAt: [Int64: Timestamp] = [:]
    private var byEvent: [Int64: [Int64]] = [:]

    /// How many delivered ones are kept.
    static let kept = 1000

    /// Nothing known.
    public init() {}

    /// The callbacks of one event.
    public func ofEvent(_ sequence: Int64) -> [DeliverySummary] { (byEvent[sequence] ?? []).compactMap { all[$0] } }

    /// Takes in what a listing told; nil from a server that does not tell. True when something is other than before.
    mutating func apply(_ listing: DeliveryListing?) -> Bool {
        guard let listing else {
            defer { areServed = false }
            return areServed != false
        }
        if let listedAt, listing.askedAt < listedAt { return false }
        let before = all
        let isFirst = areServed != true
        (listedAt, areServed, total) = (listing.askedAt, true, listing.total)
        hasMoreOpen = !listing.hasAllOpen
        let listed = Dictionary(
            (listing.open + listing.newest).map { ($0.id, $0) }, uniquingKeysWith: { _, newest in newest })
        for (id, delivery) in listed { learn(delivery, id, askedAt: listing.askedAt) }
        removeMissing(listing, Set(listed.keys))
        shorten()
        guard all != before else { return isFirst }
        index()
        return true
    }

    /// Takes in one callback that the server answered with, to a request sent at `askedAt`.
    mutating func learn(_ delivery: DeliverySummary, askedAt: Timestamp) {
        learn(delivery, delivery.id, askedAt: askedAt)
        index()
    }

    private mutating func learn(_ delivery: DeliverySummary, _ id: Int64, askedAt: Timestamp) {
        if let known = self.askedAt[id], known > askedAt { return }
        all[id] = delivery.scrubbed()
        self.askedAt[id] = askedAt
    }

    /// What a complete part of the listing leaves out is gone, or is no longer what it was known as.
    private mutating func removeMissing(_ listing: DeliveryListing, _ listed: Set<Int64>) {
        let oldest = listing.newest.map(\.id).min()
        let isWhole = listing.newest.count >= listing.total
        for (id, delivery) in all where !listed.contains(id) && askedAt[id].map({ $0 < listing.askedAt }) != false {
            let isInRange = isWhole || oldest.map { id >= $0 } == true
            guard isInRange || delivery.state != .delivered && listing.hasAllOpen else { continue }
            all[id] = nil
            askedAt[id] = nil
        }
    }

    private mutating func shorten() {
        let delivered = all.values.lazy.filter { $0.state == .delivered }.map(\.id)
        guard all.count > Self.kept, delivered.count > Self.kept else { return }
        for id in delivered.sorted().dropLast(Self.kept) {
            all[id] = nil
            askedAt[id] = nil
        }
    }

    private mutating func index() {
        byEvent = Dictionary(grouping: all.keys.sorted()) { all[$0]?.sequence ?? 0 }
    }
}

extension DeliverySummary {
    fileprivate func scrubbed() -> DeliverySummary {
        var delivery = self
        delivery.event = event.scrubbed()
        delivery.url = url.scrubbed(limit: 2000)
        delivery.webhookID = webhookID.scrubbed()
        delivery.lastError = lastError?.scrubbed(limit: 500)
        return delivery
    }
}
