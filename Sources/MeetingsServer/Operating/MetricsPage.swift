import Meetings
import MeetingsDelivery
import MeetingsStorage

/// What `/metrics` tells, put together at each scrape.
struct MetricsPage: Sendable {
    let storage: Storage
    let operating: Operating
    let deliveries: DeliveryMeter
    let media: MediaOverview
    let clock: any WallClock

    func text() async -> String {
        var text = PrometheusText()
        writeRequests(to: &text)
        // A scrape tells what it can: without the database the rest is all the more wanted.
        if let counts = try? await storage.read({ try $0.counts() }) { write(counts, to: &text) }
        text.single(
            "greenroom_storage_commits_total", .counter, "Durable commits that others may wait for.",
            operating.commits.value)
        write(deliveries.counters, to: &text)
        write(media.summary, to: &text)
        writeProcess(to: &text)
        return text.text
    }

    private func writeRequests(to text: inout PrometheusText) {
        let all = operating.requests.all
        let count = "greenroom_http_requests_total"
        text.begin(count, .counter, "Requests answered, by route, method and class of status.")
        for (key, record) in all {
            for (index, number) in record.classes.enumerated() where number > 0 {
                text.sample(count, ["route": key.route, "method": key.method, "status": "\(index + 1)xx"], number)
            }
        }
        let time = "greenroom_http_request_duration_seconds"
        text.begin(time, .histogram, "Time until a request was answered; for a stream until it began.")
        for (key, record) in all {
            var sum = 0
            for (index, number) in record.buckets.enumerated() {
                sum += number
                let bound = index < RequestMetrics.bounds.count ? "\(RequestMetrics.bounds[index])" : "+Inf"
                text.sample(time + "_bucket", ["route": key.route, "method": key.method, "le": bound], sum)
            }
            let labels: KeyValuePairs = ["route": key.route, "method": key.method]
            text.sample(time + "_sum", labels, Double(record.microseconds) / 1_000_000)
            text.sample(time + "_count", labels, sum)
        }
        text.single(
            "greenroom_requests_limited_total", .counter, "Requests refused because their application was too fast.",
            operating.limiter.refused)
        text.single("greenroom_connections_open", .gauge, "Connections open now.", operating.connections.open)
        text.single(
            "greenroom_connections_refused_total", .counter, "Connections turned away because there were too many.",
            operating.connections.refused)
    }

    private func write(_ counts: StorageCounts, to text: inout PrometheusText) {
        text.single("greenroom_rooms_open", .gauge, "Rooms that can be joined.", counts.roomsOpen)
        text.single("greenroom_rooms", .gauge, "Rooms in the database, closed ones included.", counts.roomsTotal)
        text.single("greenroom_sessions_live", .gauge, "Sessions that somebody is in.", counts.sessionsLive)
        text.single("greenroom_participants_present", .gauge, "People in sessions.", counts.participantsPresent)
        text.single(
            "greenroom_events_total", .counter, "Events written to the log since its beginning.", counts.lastSequence)
        text.single(
            "greenroom_deliveries_pending", .gauge, "Callbacks still to be delivered.", counts.deliveriesPending)
        text.single("greenroom_deliveries_dead", .gauge, "Callbacks given up.", counts.deliveriesDead)
        let oldest = counts.oldestPendingDelivery.map { Double(max((clock.now - $0).wholeMilliseconds, 0)) / 1000 }
        text.single(
            "greenroom_delivery_oldest_pending_seconds", .gauge, "How long the oldest of these has waited; 0 for none.",
            oldest ?? 0)
    }

    private func write(_ counters: DeliveryCounters, to text: inout PrometheusText) {
        let attempts = "greenroom_delivery_attempts_total"
        text.begin(attempts, .counter, "Attempts to deliver a callback, by what came of them.")
        for kind in AttemptKind.allCases {
            text.sample(attempts, ["outcome": kind.rawValue], counters.attempts[kind] ?? 0)
        }
        text.single("greenroom_delivery_attempts_under_way", .gauge, "Attempts under way now.", counters.underWay)
        text.single(
            "greenroom_deliveries_parked_total", .counter, "Callbacks that gave up their turn.", counters.parked)
        text.single("greenroom_endpoints_paused_total", .counter, "Receivers that said they are gone.", counters.paused)
        text.single(
            "greenroom_deliveries_given_up_total", .counter, "Callbacks given up since the start.", counters.dead)
    }

    private func writeProcess(to text: inout PrometheusText) {
        let facts = ProcessFacts.now
        if let bytes = facts.residentBytes {
            text.single("process_resident_memory_bytes", .gauge, "Memory in use.", bytes)
        }
        if let count = facts.openDescriptors {
            text.single("process_open_fds", .gauge, "Files and sockets open.", count)
        }
        if let limit = facts.descriptorLimit {
            text.single("process_max_fds", .gauge, "Files and sockets that may be open.", limit)
        }
        text.single(
            "process_start_time_seconds", .gauge, "When the server started, in seconds since 1970.",
            Double(operating.startedAt.milliseconds) / 1000)
        text.single(
            "greenroom_uptime_seconds", .gauge, "How long the server has been running.",
            Double((clock.now - operating.startedAt).wholeMilliseconds) / 1000)
    }
}
