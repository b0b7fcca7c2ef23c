internal import GRDB
public import Meetings

/// How the callbacks to each URL fare.
extension ReadTransaction {
    /// How many undelivered callbacks of each state are looked at for the URLs that they go to.
    private static let looked = 10_000

    /// The URLs with callbacks that are not delivered, and those that are paused, by their spelling. With more than
    /// 10,000 undelivered callbacks of one state, a URL that only others of them go to may be missing.
    public func callbackEndpoints(of application: ApplicationID) throws -> [CallbackEndpoint] {
        var endpoints: [String: CallbackEndpoint] = [:]
        for state in [DeliveryState.pending, .dead] {
            for url in try urls(of: application, in: state) {
                let count = try count(
                    """
                    SELECT count(*) FROM deliveries INDEXED BY deliveries_by_url
                    WHERE application_id = ? AND url = ? AND state = ?
                    """, [application.rawValue, url, state.rawValue])
                var endpoint = endpoints[url] ?? CallbackEndpoint(url: url)
                if state == .dead { endpoint.dead = count } else { endpoint.pending = count }
                endpoints[url] = endpoint
            }
        }
        for url in endpoints.keys.sorted() where endpoints[url]?.pending ?? 0 > 0 {
            let oldest: (Timestamp, Int)? = try first(
                """
                SELECT committed_at, attempts FROM deliveries INDEXED BY deliveries_by_url
                WHERE application_id = ? AND url = ? AND state = 'pending' ORDER BY id LIMIT 1
                """, [application.rawValue, url]
            ) { ($0.time(0), $0[1]) }
            endpoints[url]?.oldestPendingAt = oldest?.0
            endpoints[url]?.failures = oldest?.1 ?? 0
        }
        for paused in try pausedEndpoints(of: application) {
            endpoints[paused.url, default: CallbackEndpoint(url: paused.url)].isPaused = true
        }
        return endpoints.values.sorted { $0.url < $1.url }
    }

    /// The URLs that callbacks in a state go to.
    private func urls(of application: ApplicationID, in state: DeliveryState) throws -> [String] {
        let order = state == .pending ? "id" : "id DESC"
        return try rows(
            """
            SELECT DISTINCT url FROM (
                SELECT url FROM deliveries INDEXED BY deliveries_by_application
                WHERE application_id = ? AND state = ? ORDER BY \(order) LIMIT \(Self.looked))
            """, [application.rawValue, state.rawValue]
        ) { $0[0] }
    }
}
