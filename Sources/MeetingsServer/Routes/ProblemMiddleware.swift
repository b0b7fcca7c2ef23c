import HTTPTypes
import Hummingbird
import Logging
import Meetings
import MeetingsStorage
import MeetingsWire
import NIOCore
import NIOHTTP1

/// Turns every thrown error into the API's error body.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return Response(problem: problem)
        } catch let error as HTTPError {
            return Response(problem: Self.problem(for: error, request: request))
        } catch let error as HTTPParserError {
            // The connection itself is broken: the server answers 400 and closes it.
            throw error
        } catch let error as StorageError {
            context.logger.error("The database refused a request: \(error.message)")
            return Response(
                problem: Problem(.unavailable, "The server cannot store anything right now: try again later"))
        } catch {
            context.logger.error("A request failed: \(error)")
            return Response(problem: Problem(.internalError, "Internal Server Error"))
        }
    }

    private static func problem(for error: HTTPError, request: Request) -> Problem {
        switch error.status.code {
        case 404: Problem(.notFound, "There is nothing at \(request.method.rawValue) \(request.uri.path)")
        case 405: Problem(.methodNotAllowed, "\(request.method.rawValue) is not possible on \(request.uri.path)")
        case 413: Problem(.tooLarge, "The body is larger than 1 MiB, which is the limit")
        case 400: Problem(.invalidInput, error.body ?? "The request is malformed")
        default: Problem(.internalError, "Internal Server Error")
        }
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
}

extension Request {
    /// The largest body that a route reads.
    static let bodyLimit = 1 << 20

    /// The whole body. Throws 413 over `bodyLimit`; a length that says so is refused before a byte is read.
    func bytes() async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > Self.bodyLimit {
            throw HTTPError(.contentTooLarge)
        }
        do {
            return Array(try await body.collect(upTo: Self.bodyLimit).readableBytesView)
        } catch is NIOTooManyBytesError {
            // A body in chunks says its length only at its end.
            throw HTTPError(.contentTooLarge)
        }
    }
}
