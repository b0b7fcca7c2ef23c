public import Logging
public import Meetings
public import MeetingsStorage
internal import Synchronization

/// Sends what is due, as long as it runs.
///
/// Callbacks of one room (or, without one, of the application) to one URL go out one after the other; everything else
/// goes out side by side. A callback keeps its turn until it is delivered or given up.
public final class DeliverySender: Sendable {
    /// A callback with the application whose secrets sign it.
    private struct Parcel: Sendable {
        var delivery: StoredDelivery
        var application: StoredApplication
    }

    /// After so many callbacks in a row a lane gives its place to others that wait.
    private static let turns = 32
    /// How often one search for what is due looks at the table.
    private static let looks = 16
    /// How long a lane pauses when the storage cannot note an attempt: otherwise it would send the same one at once.
    private static let storagePause = Duration.seconds(5)

    private let storage: Storage
    private let transport: any DeliveryTransport
    private let signal: DeliverySignal
    private let clock: any WallClock
    private let sign: DeliverySigning
    private let jitter: @Sendable () -> Double
    private let meter: DeliveryMeter
    private let logger: Logger
    private let plan: Mutex<SendingPlan>

    /// `signal` must be given after every commit that may hold a callback or give one its time. `jitter` draws a number
    /// from -1 to 1.
    public init(
        storage: Storage, transport: any DeliveryTransport, signal: DeliverySignal, clock: any WallClock,
        sign: @escaping DeliverySigning, jitter: @escaping @Sendable () -> Double = { .random(in: -1...1) },
        limits: DeliveryLimits = DeliveryLimits(), meter: DeliveryMeter = DeliveryMeter(), logger: Logger
    ) {
        self.storage = storage
        self.transport = transport
        self.signal = signal
        self.clock = clock
        self.sign = sign
        self.jitter = jitter
        self.meter = meter
        self.logger = logger
        self.plan = Mutex(SendingPlan(limits: limits))
    }

    /// Sends until the task is cancelled; then returns once the attempts under way are broken off. Run it once.
    public func run() async {
        await withDiscardingTaskGroup { group in
            var signals = signal.stream.makeAsyncIterator()
            var alarm: (at: Timestamp, task: Task<Void, Never>)?
            repeat {
                let next = await startDue(in: &group)
                if next != alarm?.at {
                    alarm?.task.cancel()
                    alarm = next.map { ($0, wake(at: $0)) }
                }
                // Nil when the task is cancelled.
            } while await signals.next() != nil
            alarm?.task.cancel()
            group.cancelAll()
        }
    }

    /// Starts what is due and has a place. Returns when to look again, unless a signal comes first.
    private func startDue(in group: inout DiscardingTaskGroup) async -> Timestamp? {
        let now = clock.now
        plan.withLock { $0.look() }
        do {
            // Each look starts something, or leaves out receivers that the one before it did not know to be full.
            for _ in 0..<Self.looks {
                let (closed, free, underWay) = plan.withLock { ($0.closed(at: now), $0.free, $0.underWay) }
                if free == 0 { break }
                // Those under way are still due in the table and come first: ask for as many more.
                let limit = underWay + free
                let parcels = try await storage.read { transaction in
                    try transaction.dueDeliveries(at: now, exceptOrigins: closed, limit: limit)
                        .compactMap { try Self.parcel($0, in: transaction) }
                }
                for parcel in parcels where plan.withLock({ $0.start(parcel.delivery, at: now) }) {
                    group.addTask { await self.work(from: parcel) }
                }
                if parcels.count < limit || plan.withLock({ $0.closed(at: now) }) == closed { break }
            }
            let next = try await storage.read { try $0.earliestAttempt(after: now) }
            let held = plan.withLock { $0.firstHoldEnd(after: now) }
            return [next, held].compactMap(\.self).min()
        } catch {
            if !(error is CancellationError) { logger.error("Callbacks cannot be read from the storage: \(error)") }
            return now + Self.storagePause
        }
    }

    private static func parcel(_ delivery: StoredDelivery, in transaction: ReadTransaction) throws -> Parcel? {
        try transaction.application(delivery.applicationID).map { Parcel(delivery: delivery, application: $0) }
    }

    private func wake(at deadline: Timestamp) -> Task<Void, Never> {
        Task { [clock, signal] in
            guard (try? await clock.sleep(until: deadline)) != nil else { return }
            signal.give()
        }
    }

    /// Works off one lane until it is empty, must wait, or has had its turns.
    private func work(from first: Parcel) async {
        var parcel = first
        for _ in 0..<Self.turns {
            guard let next = await attempt(parcel), next.delivery.isParked == first.delivery.isParked else { break }
            parcel = next
        }
        plan.withLock { $0.finish(first.delivery) }
        signal.give()
    }

    /// Sends one callback and notes what came of it. Returns the next one of the lane when its turn has come.
    private func attempt(_ parcel: Parcel) async -> Parcel? {
        let start = clock.now
        let result: AttemptResult
        var headers: [(name: String, value: String)] = []
        meter.begin()
        do {
            let request = try request(for: parcel, at: start)
            headers = request.headers
            result = AttemptResult(try await transport.send(request))
        } catch {
            if Task.isCancelled {
                meter.end(nil)
                return nil
            }
            result = AttemptResult(error)
        }
        meter.end(result.kind)
        let end = max(clock.now, start)
        tellPlan(result, of: parcel.delivery, at: end)
        do {
            let (outcome, next) = try await record(
                result, headers, of: parcel.delivery, from: start, to: end)
            report(result, outcome, of: parcel.delivery)
            return next
        } catch {
            logger.error(
                "An attempt to send callback \(parcel.delivery.id) cannot be noted, it will be repeated: \(error)")
            try? await clock.sleep(until: clock.now + Self.storagePause)
            return nil
        }
    }

    private func record(
        _ result: AttemptResult, _ headers: [(name: String, value: String)], of delivery: StoredDelivery,
        from start: Timestamp, to end: Timestamp
    ) async throws -> (DeliveryOutcome, Parcel?) {
        let lines = headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        let attempt = DeliveryAttempt(
            number: delivery.attempts + 1, at: start, status: result.status, error: result.error,
            duration: end - start, headers: lines.isEmpty ? nil : lines, answer: result.answer)
        let jitter = jitter()
        return try await storage.write { transaction in
            let outcome = try result.outcome(of: delivery, from: start, now: end, jitter: jitter) {
                try transaction.attempts(of: delivery.id).suffix(delivery.attempts)
            }
            let next = try transaction.record(attempt, of: delivery, outcome: outcome)
            return (outcome, try next.flatMap { try Self.parcel($0, in: transaction) })
        }
    }

    private func request(for parcel: Parcel, at now: Timestamp) throws -> DeliveryRequest {
        let delivery = parcel.delivery
        let signatures: [(name: String, value: String)]
        do {
            signatures = try sign(parcel.application, delivery, now)
        } catch {
            throw DeliveryError(
                .signature, "The callback cannot be signed: the application's secrets are not usable. Make new ones.")
        }
        return DeliveryRequest(url: delivery.url, headers: delivery.fixedHeaders + signatures, body: delivery.body)
    }

    private func tellPlan(_ result: AttemptResult, of delivery: StoredDelivery, at now: Timestamp) {
        guard let isAnswered = result.kind.isAnswered else { return }
        let news = plan.withLock {
            $0.note(answered: isAnswered, by: delivery.origin, wait: result.wait(now: now), now: now)
        }
        let receiver = delivery.origin.scrubbed()
        switch news {
        case nil: return
        case .silent: logger.warning("The callback receiver \(receiver) does not answer: \(result.error ?? "")")
        case .recovered: logger.notice("The callback receiver \(receiver) answers again.")
        case .known: break
        }
        // More may go out beside this one now.
        if isAnswered { signal.give() }
    }

    /// Tells the log and the counters.
    private func report(_ result: AttemptResult, _ outcome: DeliveryOutcome, of delivery: StoredDelivery) {
        let receiver = delivery.origin.scrubbed()
        let callback = "Callback \(delivery.id) (event \(delivery.sequence)) to \(receiver)"
        let reason = result.error ?? ""
        switch outcome {
        case .delivered, .retry: break
        case .park:
            guard !delivery.isParked else { break }
            meter.note { $0.parked += 1 }
            logger.warning("\(callback) is refused and no longer holds up the later ones of its room: \(reason)")
        case .pauseEndpoint:
            meter.note { $0.paused += 1 }
            logger.warning(
                """
                \(callback) was answered 410: the receiver wants no more callbacks at this URL. They are kept and held \
                until the URL is resumed (POST /deliveries/endpoints/resume); none is lost.
                """)
        case .dead:
            meter.note { $0.dead += 1 }
            logger.warning("\(callback) is given up: \(reason)")
        }
    }
}
