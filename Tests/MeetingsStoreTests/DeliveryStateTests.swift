import Meetings
import MeetingsStore
import Testing

@Suite("What became of callbacks")
struct DeliveryStateTests {
    private static let noon = Timestamp(milliseconds: 1_930_000_000_000)

    private func delivery(
        _ id: Int64, _ state: DeliveryState = .delivered, error: String? = nil
    ) -> DeliverySummary {
        DeliverySummary(
            id: id, sequence: id * 10, event: "session:started", roomID: RoomID("r"), kind: .sessions,
            url: "https://a.example/h", webhookID: "m\(id)", state: state, attempts: 1, createdAt: Self.noon,
            lastError: error)
    }

    private func listing(
        open: [DeliverySummary] = [], hasAllOpen: Bool = true, newest: [DeliverySummary], total: Int, at seconds: Int
    ) -> Change {
        let time = Self.noon + .seconds(seconds)
        let listing = DeliveryListing(
            open: open, hasAllOpen: hasAllOpen, newest: newest, total: total, askedAt: time, at: time)
        return .deliveries(listing, at: time)
    }

    private func known(_ state: State) -> [Int64] { state.deliveries.all.keys.sorted() }

    @Test("those that fail stay known beside the newest, and what is no longer so goes")
    func merging() {
        var state = State()
        #expect(state.deliveries.areServed == nil)
        let dead = delivery(1, .dead)
        #expect(
            state.apply(listing(open: [dead], newest: [delivery(9), delivery(8)], total: 9, at: 0)).deliveries)
        #expect(known(state) == [1, 8, 9] && state.deliveries.areServed == true && state.deliveries.total == 9)
        #expect(!state.apply(listing(open: [dead], newest: [delivery(9), delivery(8)], total: 9, at: 1)).deliveries)
        // 1 was sent again and is delivered. 8 and 9 are older than the page: nothing is said of them.
        #expect(state.apply(listing(newest: [delivery(11), delivery(10)], total: 9, at: 2)).deliveries)
        #expect(known(state) == [8, 9, 10, 11])
        #expect(state.apply(listing(newest: [delivery(11), delivery(9)], total: 8, at: 3)).deliveries)
        #expect(known(state) == [8, 9, 11])
        #expect(state.apply(listing(newest: [delivery(11)], total: 1, at: 4)).deliveries)
        #expect(known(state) == [11])
    }

    @Test("an answer that is newer than a listing is not contradicted by it")
    func answers() {
        var state = State()
        _ = state.apply(listing(open: [delivery(1, .dead)], newest: [], total: 1, at: 0))
        state.learn(delivery(1, .pending), askedAt: Self.noon + .seconds(5))
        _ = state.apply(listing(open: [delivery(1, .dead)], newest: [], total: 1, at: 3))
        #expect(state.deliveries.all[1]?.state == .pending)
        _ = state.apply(listing(newest: [delivery(1)], total: 1, at: 6))
        #expect(state.deliveries.all[1]?.state == .delivered)
        #expect(state.deliveries.ofEvent(10).map(\.id) == [1] && state.deliveries.ofEvent(11).isEmpty)
    }

    @Test("a server that does not tell is known as such, and hostile texts are scrubbed")
    func foreign() {
        var state = State()
        #expect(state.apply(.deliveries(nil, at: Self.noon)).deliveries)
        #expect(state.deliveries.areServed == false)
        #expect(!state.apply(.deliveries(nil, at: Self.noon)).deliveries)
        _ = state.apply(listing(newest: [delivery(1, .dead, error: "a\u{1B}[2Jb")], total: 1, at: 0))
        #expect(state.deliveries.all[1]?.lastError?.contains("\u{1B}") == false)
    }

    @Test("how receivers fare is kept as told")
    func endpoints() {
        var state = State()
        let endpoint = CallbackEndpoint(url: "https://a.example/h", pending: 2, dead: 1)
        #expect(state.apply(.callbackEndpoints([endpoint], at: Self.noon)).deliveries)
        #expect(state.callbackEndpoints == [endpoint])
    }
}
