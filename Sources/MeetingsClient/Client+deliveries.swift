public import Meetings
import MeetingsWire

extension Client {
    /// The newest callbacks, and of those not delivered the newest too, at most `limit` of each state. A state of which
    /// there are none by now need not be asked for.
    public func deliveryListing(hasPending: Bool, hasDead: Bool, limit: Int = 100) async throws -> DeliveryListing {
        let askedAt = clock.now
        var open: [DeliverySummary] = []
        var hasAllOpen = true
        for (state, isAsked) in [(DeliveryState.pending, hasPending), (.dead, hasDead)] where isAsked {
            let page = try await answer(to: .deliveries(state: state, pageSize: limit))
            open += page.deliveries
            if page.next != nil { hasAllOpen = false }
        }
        let newest = try await answer(to: .deliveries(pageSize: limit))
        return DeliveryListing(
            open: open, hasAllOpen: hasAllOpen, newest: newest.deliveries, total: newest.totalItems,
            askedAt: askedAt, at: clock.now)
    }
}
