import HTTPTypes
import Hummingbird
import Logging
import Meetings
import MeetingsStorage
import MeetingsWire
import NIOCore
import NIOHTTP1
import Synchronization

/// Turns every thrown error into the API's error body.
struct ProblemMiddleware: RouterMiddleware {
    let paths: KnownPaths
    private let storageTrouble = RepeatedTrouble()

    init(paths: KnownPaths) { self.paths = paths }

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard PercentEncoding.isWhole(request.uri.string) else {
            return Response(problem: Problem(.invalidInput, "The path or query is not percent-encoded UTF-8"))
        }
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return Response(problem: problem)
        } catch let error as HTTPError {
            return answer(to: error, request)
        } catch let error as HTTPParserError {
            // The connection itself is broken: the server answers 400 and closes it.
            throw error
        } catch let error as StorageError {
            storageTrouble.tell(context.logger, error.message)
            return Response(problem: Self.problem(for: error), retryAfter: .seconds(5))
        } catch {
            context.logger.error("A request failed: \(error)")
            return Response(problem: Problem(.internalError, "Internal Server Error"))
        }
    }

    private func answer(to error: HTTPError, _ request: Request) -> Response {
        let path = request.uri.path.scrubbed(limit: 200)
        let method = request.method.rawValue.scrubbed(limit: 20)
        switch error.status.code {
        case 404:
            let methods = paths.methods(of: request.uri.path)
            guard !methods.isEmpty, !methods.contains(request.method.rawValue) else {
                return Response(problem: Problem(.notFound, "There is nothing at \(method) \(path)"))
            }
            var response = Response(problem: Problem(.methodNotAllowed, "\(method) is not possible on \(path)"))
            response.headers[.allow] = methods.joined(separator: ", ")
            return response
        case 413: return Response(problem: Problem(.tooLarge, error.body ?? "The body is too large"))
        case 400: return Response(problem: Problem(.invalidInput, error.body ?? "The request is malformed"))
        default: return Response(problem: Problem(.internalError, "Internal Server Error"))
        }
    }

    private static func problem(for error: StorageError) -> Problem {
        let reason =
            switch error.code {
            case .diskFull: "its disk is full"
            case .readOnly: "its disk is read-only"
            default: "its database cannot be used"
            }
        return Problem(.unavailable, "The server cannot store anything right now, because \(reason): try again later")
    }
}

/// Writes to the log what goes wrong again and again, but not each time: a full disk would fill further.
final class RepeatedTrouble: Sendable {
    private static let pause = Duration.seconds(10)
    private let toldAt = Mutex<ContinuousClock.Instant?>(nil)

    func tell(_ logger: Logger, _ message: String) {
        let now = ContinuousClock.now
        let isDue = toldAt.withLock { toldAt in
            if let last = toldAt, now - last < Self.pause { return false }
            toldAt = now
            return true
        }
        if isDue { logger.error("The database refuses requests: \(message)") }
    }
}

extension Response {
    /// A JSON answer.
    init(status: HTTPResponse.Status, json: [UInt8]) {
        self.init(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }

    /// An error in the API's own shape.
    init(problem: Problem) {
        self.init(status: HTTPResponse.Status(code: problem.status), json: ProblemJSON.write(problem))
    }

    /// An error that passes by itself; the client is told when to try again, in whole seconds.
    init(problem: Problem, retryAfter wait: Duration) {
        self.init(problem: problem)
        headers[.retryAfter] = "\(max(1, Int((wait / .seconds(1)).rounded(.up))))"
    }
}

extension Request {
    /// The largest body that a route reads unless it says otherwise.
    static let bodyLimit = 1 << 20

    /// The whole body. Throws 413 over `limit`, a whole number of MiB; a length that says so is refused before a byte
    /// is read.
    func bytes(atMost limit: Int = bodyLimit) async throws -> [UInt8] {
        let refusal = Problem(.tooLarge, "The body is larger than \(limit >> 20) MiB, which is the limit")
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit { throw refusal }
        do {
            return Array(try await body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            // A body in chunks says its length only at its end.
            throw refusal
        }
    }
}
