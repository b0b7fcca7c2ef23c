/// What one connection may take of the server: room for a request's head, and time.
public struct ConnectionLimits: Hashable, Sendable {
    /// Bytes of the target, of one field name and of one field value.
    public var fieldSize = 32 << 10
    /// Bytes of the whole head.
    public var headSize = 64 << 10
    public var fieldCount = 100
    /// From the connection, its TLS handshake included, to the end of the first request's head.
    public var headTime = Duration.seconds(15)
    /// From a request's head to the end of its body.
    public var bodyTime = Duration.seconds(120)
    /// Between two requests.
    public var idleTime = Duration.seconds(75)
    /// How long a client may leave unread what was sent to it.
    public var unreadTime = Duration.seconds(60)

    public init() {}
}
