import Hummingbird
import Meetings
import MeetingsStorage
import NIOCore

/// What a route knows of its request.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set by `Authentication`.
    var caller: StoredApplication?

    init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }

    /// The application that speaks. Throws the 401 of the API on a route that nobody guards.
    var application: StoredApplication {
        get throws {
            guard let caller else { throw Problem(.unauthorized, "Auth header is required") }
            return caller
        }
    }

    /// The value of a path parameter. Throws 404 where the path has none.
    func identifier(_ name: String) throws -> String {
        guard let value = parameters.get(name) else { throw Problem(.notFound, "There is nothing at this path") }
        return value
    }
}
