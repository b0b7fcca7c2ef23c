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
    /// How long a lane pauses when the storage cannot note an attempt: otherwise it would send the same one at once.
    private static let storagePause = Duration.seconds(5)

    private let storage: Storage
    private let transport: any DeliveryTransport
    private let signal: DeliverySignal
    private let clock: any WallClock
    private let sign: DeliverySigning
    private let jitter: @Sendable () -> Double
    private let logger: Logger
    private let plan: Mutex<SendingPlan>

    /// `signal` must be given after every commit that may hold a callback. `jitter` draws a number from -1 to 1.
    public init(
        storage: Storage, transport: any DeliveryTransport, signal: DeliverySignal, clock: any WallClock,
        sign: @escaping DeliverySigning, jitter: @escaping @Sendable () -> Double = { .random(in: -1...1) },
        limits: DeliveryLimits = DeliveryLimits(), logger: Logger
    ) {
        self.storage = storage
        self.transport = transport
        self.signal = signal
        self.clock = clock
        self.sign = sign
        self.jitter = jitter
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
        let (full, free, underWay) = plan.withLock { plan in
            plan.look()
            return (plan.fullReceivers, plan.free, plan.underWay)
        }
        do {
            let (parcels, next) = try await storage.read { transaction in
                // Those under way are still due in the table and come first: ask for as many more.
                let due =
                    free > 0
                    ? try transaction.dueDeliveries(at: now, exceptOrigins: full, limit: underWay + free) : []
                return (
                    try due.compactMap { try Self.parcel($0, in: transaction) },
                    try transaction.earliestAttempt(after: now)
                )
            }
            for parcel in parcels where plan.withLock({ $0.start(parcel.delivery) }) {
                group.addTask { await self.work(from: parcel) }
            }
            return next
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
            guard let next = await attempt(parcel) else { break }
            parcel = next
        }
        plan.withLock { $0.finish(parcel.delivery) }
        signal.give()
    }

    /// Sends one callback and notes what came of it. Returns the next one of the lane when its turn has come.
    private func attempt(_ parcel: Parcel) async -> Parcel? {
        let delivery = parcel.delivery
        let start = clock.now
        let result: AttemptResult
        do {
            result = AttemptResult(try await transport.send(try request(for: parcel, at: start)))
        } catch {
            if Task.isCancelled { return nil }
            result = AttemptResult(error)
        }
        let end = max(clock.now, start)
        let outcome = result.outcome(of: delivery, now: end, jitter: jitter())
        note(result, outcome, of: delivery)
        let attempt = DeliveryAttempt(
            number: delivery.attempts + 1, at: start, status: result.status, error: result.error, duration: end - start)
        do {
            return try await storage.write { transaction in
                try transaction.record(attempt, of: delivery, outcome: outcome).flatMap {
                    try Self.parcel($0, in: transaction)
                }
            }
        } catch {
            logger.error("An attempt to send callback \(delivery.id) cannot be noted, it will be repeated: \(error)")
            try? await clock.sleep(until: clock.now + Self.storagePause)
            return nil
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

    /// Tells the plan and the log.
    private func note(_ result: AttemptResult, _ outcome: DeliveryOutcome, of delivery: StoredDelivery) {
        let receiver = delivery.origin.scrubbed()
        if plan.withLock({ $0.note(answered: result.isAnswered, by: delivery.origin) }) {
            if result.isAnswered {
                logger.notice("The callback receiver \(receiver) answers again.")
            } else {
                logger.warning("The callback receiver \(receiver) does not answer: \(result.error ?? "")")
            }
        }
        if outcome == .dead {
            logger.warning(
                "Callback \(delivery.id) (event \(delivery.sequence)) to \(receiver) is given up: \(result.error ?? "")"
            )
        }
    }
}
