internal import GRDB
internal import Meetings

/// How a filter is looked up.
extension DeliveryFilter {
    /// The states that can match. Each is looked up by itself: then an index has its callbacks in order.
    var states: [DeliveryState] {
        let possible = state.map { [$0] } ?? DeliveryState.allCases
        return parked == true ? possible.filter { $0 == .pending } : possible
    }

    /// True when only the state matters.
    var isStateOnly: Bool { url == nil && room == nil && event == nil && sequences == nil && parked == nil }

    /// The index that leaves the least to look at. It is named in the query: without statistics the planner guesses.
    var index: String {
        if room != nil { return "deliveries_by_event" }
        if parked == true { return "deliveries_parked" }
        return url == nil ? "deliveries_by_application" : "deliveries_by_url"
    }

    /// What follows WHERE, for the table `deliveries d`.
    func condition(
        of application: ApplicationID, in state: DeliveryState, ids: Range<Int64>
    ) -> (text: String, arguments: StatementArguments) {
        var text = "d.application_id = ? AND d.state = '\(state.rawValue)' AND d.id >= ? AND d.id < ?"
        var arguments: StatementArguments = [application.rawValue, ids.lowerBound, ids.upperBound]
        func add(_ term: String, _ value: String) {
            text += " AND " + term
            arguments += [value]
        }
        if let url { add("d.url = ?", url) }
        if let room { add("d.event_seq IN (SELECT seq FROM events WHERE room_id = ?)", room.rawValue) }
        if let event { add("(SELECT name FROM events WHERE seq = d.event_seq) = ?", event) }
        if let parked { text += " AND d.parked = \(parked ? 1 : 0)" }
        return (text, arguments)
    }
}

extension ReadTransaction {
    /// The id of the newest callback of the whole server; 0 when there is none.
    func lastDelivery() throws -> Int64 {
        try first("SELECT id FROM deliveries ORDER BY id DESC LIMIT 1") { $0[0] } ?? 0
    }

    /// The callbacks whose events lie in the filter's range, as a range of their own ids below `end`: both rise
    /// together. Nil when there is none.
    func ids(of filter: DeliveryFilter, before end: Int64) throws -> Range<Int64>? {
        guard let sequences = filter.sequences else { return end > 0 ? 0..<end : nil }
        let lower: Int64? = try first(
            "SELECT id FROM deliveries WHERE event_seq >= ? ORDER BY event_seq, id LIMIT 1", [sequences.lowerBound]
        ) { $0[0] }
        let upper: Int64? = try first(
            "SELECT id FROM deliveries WHERE event_seq <= ? ORDER BY event_seq DESC, id DESC LIMIT 1",
            [sequences.upperBound]
        ) { $0[0] }
        guard let lower, let upper, lower < end, lower <= upper else { return nil }
        return lower..<min(upper + 1, end)
    }
}
