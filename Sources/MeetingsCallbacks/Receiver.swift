import HTTPTypes
import Hummingbird
public import Logging
public import Meetings
import NIOCore

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An HTTP server that takes callbacks on one address and hands them to a sink before it answers.
///
/// `POST` to the path, or to any path below it, so that the three kinds of callback may have three URLs. Answers 204
/// for a good or repeated callback, 401 for one that is not believed, 400 for one that cannot be read, 413 beyond
/// 1 MiB, 404 and 405 for the rest, 503 when the sink failed and the sender should try again.
public struct Receiver: Sendable {
    private let host: String
    private let port: Int
    private let path: String
    private let inbox: CallbackInbox
    private let logger: Logger

    /// Port 0 lets the system choose one.
    public init(
        host: String, port: Int, path: String = "/", verification: CallbackInbox.Verification,
        clock: any WallClock,
        logger: Logger = Logger(label: "greenroom.callbacks", factory: { _ in SwiftLogNoOpLogHandler() }),
        sink: @escaping CallbackInbox.Sink
    ) {
        self.host = host
        self.port = port
        self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
        self.logger = logger
        inbox = CallbackInbox(verification: verification, clock: clock, logger: logger, sink: sink)
    }

    /// Serves until the task is cancelled, and then ends without an error once the requests under way are answered.
    /// Throws `CallbackError` when the address cannot be used.
    ///
    /// `onListening` is told the port once requests are accepted.
    public func run(onListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let application = Application(
            responder: CallbackResponder(path: path, inbox: inbox),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: logger)
        do {
            try await application.runUntilCancelled(logger: logger)
        } catch {
            throw explain(error)
        }
    }

    private func explain(_ error: any Error) -> CallbackError {
        if let error = error as? IOError {
            switch error.errnoCode {
            case EADDRINUSE:
                return CallbackError(
                    .portInUse,
                    "Port \(port) on \(host) is taken, so callbacks cannot be received there. "
                        + "End the program that listens on it, or choose another port.", cause: error)
            case EACCES, EPERM:
                return CallbackError(
                    .notPermitted,
                    "The system does not let this user listen on port \(port). Choose a port from 1024 up.",
                    cause: error)
            case EADDRNOTAVAIL:
                return CallbackError(
                    .badAddress,
                    "\(host) is not an address of this machine. Listen on 127.0.0.1, on 0.0.0.0 or on one of its own.",
                    cause: error)
            default: break
            }
        }
        if error is SocketAddressError {
            return CallbackError(
                .badAddress, "There is no address behind the name \(host). Listen on 127.0.0.1 or 0.0.0.0.",
                cause: error)
        }
        return CallbackError(
            .failed, "Receiving callbacks on \(host):\(port) ended. Start it again; the log has the cause.",
            cause: error)
    }
}

/// Answers each request of the receiver.
private struct CallbackResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let path: String
    let inbox: CallbackInbox

    func respond(to request: Request, context: Context) async throws -> Response {
        guard request.uri.path == path || request.uri.path.hasPrefix(path + "/") else {
            return answer(.notFound, "There is no such path here. Callbacks go to \(path.isEmpty ? "/" : path).")
        }
        guard request.method == .post else {
            var response = answer(.methodNotAllowed, "Callbacks come by POST.")
            response.headers[.allow] = "POST"
            return response
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: MeetingsCallbacks.bodyLimit)
        } catch is NIOTooManyBytesError {
            return answer(.contentTooLarge, "The body is larger than 1 MiB.")
        }
        let headers = CallbackHeaders(request.headers.lazy.map { ($0.name.rawName, $0.value) })
        let result = await inbox.take(headers, body: Array(body.readableBytesView))
        return answer(HTTPResponse.Status(code: result.status), result.text)
    }

    private func answer(_ status: HTTPResponse.Status, _ text: String) -> Response {
        if text.isEmpty { return Response(status: status) }
        return Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}
