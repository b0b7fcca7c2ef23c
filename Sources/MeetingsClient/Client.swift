public import AsyncHTTPClient
public import Logging
public import Meetings
import MeetingsWire
import NIOCore
import NIOHTTP1

/// A client of one API for one application. Each method is one request, or for listings one walk through the pages.
///
/// All methods throw `ClientError`, or `CancellationError` when the task is cancelled. Requests that change nothing are
/// tried up to three times; all others once.
public struct Client: Sendable {
    var exchange: Exchange
    let clock: any WallClock
    let trust: Trust
    private let ownedHTTP: HTTPClient?

    /// A client for the server at `server`: `http://host:port`, or a URL that ends in `/meetings`.
    ///
    /// `httpClient` is used and left alone; without one the client makes its own, which trusts as `trust` says and
    /// which `close` must end. `jitter` draws a random number from 0 to 1. Throws when the address cannot be used.
    public init(
        server: String, credentials: Credentials, clock: any WallClock, trust: Trust = .system,
        httpClient: HTTPClient? = nil,
        retry: RetryPolicy = RetryPolicy(), timeout: Duration = MeetingsClient.requestTimeout,
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        logger: Logger = Logger(label: "greenroom.client", factory: { _ in SwiftLogNoOpLogHandler() })
    ) throws(ClientError) {
        let address = try ServerAddress(server)
        ownedHTTP = httpClient == nil ? Self.makeHTTPClient(trust: trust) : nil
        self.clock = clock
        self.trust = trust
        exchange = Exchange(
            http: httpClient ?? ownedHTTP ?? .shared, server: address,
            tokens: TokenSource(credentials: credentials, clock: clock), clock: clock, retry: retry, jitter: jitter,
            timeout: timeout, logger: logger)
    }

    /// The address of the server without its path, for messages.
    public var server: String { exchange.server.description }

    /// Ends the connections of a client that made its own. No method may be called afterwards.
    public func close() async {
        // A second shutdown is the only failure, and harmless.
        try? await ownedHTTP?.shutdown()
    }

    /// An HTTP client as this API needs it: no redirects, because they would carry the token elsewhere, and failing at
    /// once when nothing listens.
    public static func makeHTTPClient(trust: Trust = .system) -> HTTPClient {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: trust.configuration, redirectConfiguration: .disallow,
            // A stream has a heartbeat: one that is silent for so long is broken, though nothing says so.
            timeout: .init(connect: .seconds(5), read: .seconds(30)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Sends any request below the base URL and returns the body of the answer. For what has no method here.
    public func send(
        _ method: Method, _ path: [String], query: [(name: String, value: String)] = [], body: [UInt8]? = nil
    ) async throws -> [UInt8] {
        try await exchange.send(
            Exchange.Call(method: HTTPMethod(rawValue: method.rawValue), path: path, query: query, body: body))
    }

    /// The methods that the API knows.
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case put = "PUT"
        case delete = "DELETE"
    }
}
