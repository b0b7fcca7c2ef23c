import HTTPTypes
import Hummingbird
import Meetings
import MeetingsDelivery
import MeetingsStorage
import MeetingsWire

/// `…/deliveries`, an extension: which callbacks were sent, which were not and why; sending again, and resuming a URL.
struct DeliveryRoutes: Sendable {
    let storage: Storage
    let links: Links
    let clock: any WallClock
    let signal: DeliverySignal

    private static let pageSize = 20
    private static let largestPage = 1000
    /// How many places of the log one transaction of a replay spans: other writes wait for it.
    private static let span: Int64 = 2000

    func add(to group: RouterGroup<APIContext>) {
        group.get("/deliveries") { request, context in try await list(request, context) }
        group.post("/deliveries/replay") { request, context in try await replayMany(request, context) }
        group.get("/deliveries/receivers") { _, context in try await receivers(context) }
        group.get("/deliveries/endpoints") { _, context in try await endpoints(context) }
        group.post("/deliveries/endpoints/resume") { request, context in try await resume(request, context) }
        group.get("/deliveries/{delivery_id}") { _, context in try await get(context) }
        group.post("/deliveries/{delivery_id}/replay") { _, context in try await replay(context) }
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let window = try DeliveryWindow(request.uri.queryParameters)
        let size = min(window.size ?? Self.pageSize, Self.largestPage)
        let (found, total) = try await storage.read { transaction in
            // One more than the page holds says whether there is a next one.
            (
                try transaction.deliveries(
                    of: application.id, matching: window.filter, before: window.before ?? .max, limit: size + 1),
                try transaction.deliveryCount(of: application.id, matching: window.filter)
            )
        }
        let deliveries = found.prefix(size)
        let path = links.publicURL + request.uri.path.trimmingTrailingSlash
        let next = found.count > size ? deliveries.last?.id : nil
        let page = DeliveryPage(
            deliveries: deliveries.map(DeliverySummary.init), pageSize: size, totalItems: total,
            itself: window.href(path, size: size, before: window.before),
            next: next.map { window.href(path, size: size, before: $0) })
        return Response(status: .ok, json: DeliveryPageJSON.write(page))
    }

    private func get(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let (id, missing) = try Self.identifier(context)
        let found = try await storage.read { transaction in
            try transaction.delivery(id, of: application.id).map { ($0, try transaction.attempts(of: id)) }
        }
        guard let (delivery, attempts) = found else { throw missing }
        let detail = DeliveryDetail(
            summary: DeliverySummary(delivery), body: String(decoding: delivery.body, as: UTF8.self),
            attempts: attempts.map { attempt in
                DeliveryDetail.Attempt(
                    number: attempt.number, at: attempt.at, status: attempt.status, error: attempt.error,
                    milliseconds: attempt.duration.wholeMilliseconds,
                    headers: attempt.headers.map(HeaderField.lines), answer: attempt.answer)
            })
        return Response(status: .ok, json: DeliveryDetailJSON.write(detail))
    }

    private func replay(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let (id, missing) = try Self.identifier(context)
        let now = clock.now
        let replayed = try await storage.write { transaction in
            guard try transaction.delivery(id, of: application.id) != nil else { throw missing }
            guard try transaction.replay(id, of: application.id, at: now) else {
                throw Problem(.conflict, "Delivery \(id) is pending: it is sent when its turn comes")
            }
            return try transaction.delivery(id, of: application.id)
        }
        // No event was appended, so the commit itself wakes nobody.
        signal.give()
        guard let replayed else { throw missing }
        return Response(status: .accepted, json: DeliveryJSON.write(DeliverySummary(replayed)))
    }

    private func replayMany(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let wanted = try DeliveryReplayJSON.read(try await request.bytes())
        let now = clock.now
        let last = min(wanted.toSequence ?? .max, try await storage.read { try $0.lastSequence() })
        var first = max(wanted.fromSequence ?? 1, 1)
        var replayed = 0
        // Each part of the log once: one that is delivered again meanwhile is not taken a second time.
        while first <= last {
            let filter = DeliveryFilter(
                state: wanted.state, url: wanted.url, room: wanted.roomID, event: wanted.event,
                sequences: first...min(first + Self.span - 1, last))
            let count = try await storage.write { try $0.replay(matching: filter, of: application.id, at: now) }
            if count > 0 { signal.give() }
            replayed += count
            first += Self.span
        }
        return Response(status: .accepted, json: DeliveryReplayJSON.writeAnswer(replayed: replayed))
    }

    private func receivers(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let receivers = try await storage.read { try $0.callbackEndpoints(of: application.id) }
        return Response(status: .ok, json: CallbackEndpointListJSON.write(receivers))
    }

    private func endpoints(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let paused = try await storage.read { try $0.pausedEndpoints(of: application.id) }
        let endpoints = paused.map {
            DeliveryEndpoint(url: $0.url, pausedAt: $0.pausedAt, reason: $0.reason, held: $0.held)
        }
        return Response(status: .ok, json: DeliveryEndpointListJSON.write(endpoints))
    }

    private func resume(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let url = try DeliveryResumeJSON.read(try await request.bytes())
        let now = clock.now
        let resumed = try await storage.write { transaction in
            guard try transaction.pausedEndpoints(of: application.id).contains(where: { $0.url == url }) else {
                throw Problem(.notFound, "No callbacks to this URL are paused")
            }
            return try transaction.resumeEndpoint(url: url, of: application.id, at: now)
        }
        signal.give()
        return Response(status: .ok, json: DeliveryResumeJSON.writeAnswer(resumed: resumed))
    }

    /// The number in the path, and the 404 for one that is not there.
    private static func identifier(_ context: APIContext) throws -> (Int64, Problem) {
        let text = try context.identifier("delivery_id")
        let missing = Problem(.notFound, "Failed to fetch resource with id \(text)")
        guard let id = Int64(text) else { throw missing }
        return (id, missing)
    }
}

extension HeaderField {
    /// The fields of lines as the storage keeps them.
    fileprivate static func lines(_ text: String) -> [HeaderField] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return HeaderField(String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
    }
}

extension DeliverySummary {
    init(_ delivery: StoredDelivery) {
        self.init(
            id: delivery.id, sequence: delivery.sequence, event: delivery.eventName, roomID: delivery.roomID,
            kind: delivery.kind, url: delivery.url, webhookID: delivery.webhookID, state: delivery.state,
            isParked: delivery.isParked, isPaused: delivery.isPaused, attempts: delivery.attempts,
            createdAt: delivery.eventAt, nextAttemptAt: delivery.nextAttemptAt, lastStatus: delivery.lastStatus,
            lastError: delivery.lastError)
    }
}
