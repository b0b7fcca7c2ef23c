import Meetings

/// What is counted and limited while the server runs.
struct Operating: Sendable {
    let requests = RequestMetrics()
    /// Durable commits that added events.
    let commits = Counter()
    let connections: ConnectionCount
    let limiter: RateLimiter
    let startedAt: Timestamp
    let folder: String

    init(configuration: ServerConfiguration, connectionLimit: Int, folder: String, startedAt: Timestamp) {
        connections = ConnectionCount(limit: connectionLimit)
        limiter = RateLimiter(limit: configuration.rateLimit)
        self.folder = folder
        self.startedAt = startedAt
    }
}

extension ServerParts {
    var housekeeping: Housekeeping {
        Housekeeping(storage: storage, keepEvents: configuration.keepEvents, clock: clock, logger: logger)
    }

    var operatingRoutes: OperatingRoutes {
        let readiness = Readiness(storage: storage, folder: operating.folder)
        let page = MetricsPage(
            storage: storage, operating: operating, deliveries: deliveryMeter, media: overview, clock: clock)
        return OperatingRoutes(
            readiness: Recent { await readiness.check() }, metrics: Recent { await page.text() },
            media: { overview.summary.state })
    }
}
