import HTTPTypes
import Hummingbird
import Logging
import Meetings

/// Counts each request, writes its line in the log, and gives its answer a name.
///
/// The line tells the route's template, never the path: that and the query may hold a secret. A stream counts as
/// answered when it begins.
struct RequestRecord: RouterMiddleware {
    let metrics: RequestMetrics

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let id = RequestID.of(request.headers)
        var context = context
        context.setRequestID(id)
        var response = try await next(request, context)
        if let field = RequestID.field { response.headers[field] = id }
        let time = ContinuousClock.now - start
        // Templates begin with a slash; the framework has a word for what is none.
        let template = context.endpointPath ?? ""
        let route = template.hasPrefix("/") ? template : RequestMetrics.unknownRoute
        metrics.note(method: request.method.rawValue, route: route, status: response.status.code, time: time)
        if context.logger.logLevel <= .debug {
            context.logger.debug(
                "Answered",
                metadata: [
                    "method": "\(request.method.rawValue.scrubbed(limit: 20))", "route": "\(route)",
                    "status": "\(response.status.code)", "ms": "\(Double(time.wholeMicroseconds) / 1000)",
                ])
        }
        return response
    }
}

extension Duration {
    /// The duration in microseconds, what is finer cut off.
    var wholeMicroseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
