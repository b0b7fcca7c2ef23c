import HTTPTypes
import Hummingbird
import Meetings

/// Refuses what carries no valid token, and tells the routes behind it which application speaks.
struct Authentication: RouterMiddleware {
    let verifier: TokenVerifier

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization] else {
            throw Problem(.unauthorized, "Auth header is required")
        }
        let scheme = "bearer ".utf8
        // A capital differs from its small letter in one bit.
        guard header.utf8.count > scheme.count, zip(header.utf8, scheme).allSatisfy({ $0 | 0x20 == $1 }) else {
            throw Problem(.unauthorized, "You did not provide correct credentials")
        }
        // More than one blank may follow the scheme (RFC 9110 section 11.4).
        let token = String(Substring(header.utf8.dropFirst(scheme.count).drop { $0 == UInt8(ascii: " ") }))
        var context = context
        context.caller = try await verifier.application(bearing: token)
        return try await next(request, context)
    }
}
