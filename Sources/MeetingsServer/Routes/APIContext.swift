import Hummingbird
import Logging
import Meetings
import MeetingsStorage
import NIOCore

/// What a route knows of its request.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set by `Authentication`.
    var caller: StoredApplication?
    /// Names the request in each line, by its id alone.
    private(set) var logger: Logger

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        logger = source.logger
    }

    /// The request as answer and log name it.
    mutating func setRequestID(_ id: String) {
        // The framework's own name for the request would be a second one.
        logger[metadataKey: "hb.request.id"] = nil
        logger[metadataKey: "request_id"] = "\(id)"
    }

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
