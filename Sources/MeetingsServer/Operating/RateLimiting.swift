import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import Synchronization

/// Refuses an application's requests that come faster than its limit, so that one tenant leaves room for the others.
struct RateLimiting: RouterMiddleware {
    let limiter: RateLimiter

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let wait = limiter.take(for: try context.application.id) else { return try await next(request, context) }
        let problem = Problem(
            .tooManyRequests,
            "This application sends more than \(limiter.limit?.perSecond ?? 0) requests a second: try again later")
        return Response(problem: problem, retryAfter: wait)
    }
}

/// The buckets of all applications.
final class RateLimiter: Sendable {
    let limit: RateLimit?
    private let buckets = Mutex<[ApplicationID: TokenBucket]>([:])
    private let refusals = Counter()

    /// Nil refuses nothing.
    init(limit: RateLimit?) { self.limit = limit }

    /// How many requests were refused so far.
    var refused: Int { refusals.value }

    /// Takes a token of the application's; when it has none, how long until it will.
    func take(for application: ApplicationID, at now: ContinuousClock.Instant = .now) -> Duration? {
        guard let limit else { return nil }
        let wait = buckets.withLock { $0[application, default: TokenBucket(full: limit, at: now)].take(limit, at: now) }
        if wait != nil { refusals.increment() }
        return wait
    }
}
