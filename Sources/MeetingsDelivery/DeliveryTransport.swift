/// How an attempt leaves the machine. The sender knows nothing else of the network.
public protocol DeliveryTransport: Sendable {
    /// Makes one POST request and returns the answer, whatever its status. Throws ``DeliveryError`` when there is none,
    /// and `CancellationError` when the task is cancelled first.
    func send(_ request: DeliveryRequest) async throws -> DeliveryAnswer
}

/// One POST request.
public struct DeliveryRequest: Sendable {
    public var url: String
    /// In the order in which they are sent.
    public var headers: [(name: String, value: String)]
    /// Sent byte for byte.
    public var body: [UInt8]

    public init(url: String, headers: [(name: String, value: String)], body: [UInt8]) {
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// The value of the first header field of that name, in any case.
    public subscript(header name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// What a receiver answered.
public struct DeliveryAnswer: Hashable, Sendable {
    /// The HTTP status.
    public var status: Int
    /// The `Retry-After` field as it was sent.
    public var retryAfter: String?
    /// The beginning of its body, for the list of attempts; nil when there was none.
    public var text: String?

    public init(status: Int, retryAfter: String? = nil, text: String? = nil) {
        self.status = status
        self.retryAfter = retryAfter
        self.text = text
    }
}

/// Why an attempt got no answer.
public struct DeliveryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of causes: a metric label.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The URL cannot be used.
        case url
        /// The host name has no address.
        case unknownHost = "unknown_host"
        /// The address may not be connected to.
        case forbidden
        /// No connection, or it broke, or its TLS failed.
        case connection
        case timeout
        /// The request could not be signed.
        case signature
    }

    public var code: Code
    /// Sentences for a person: what happened, what to do. Shown in the list of deliveries.
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
