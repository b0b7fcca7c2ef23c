import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL
import NIOWebSocket

/// One port for both, inside TLS where the server has a certificate: HTTP goes to the router, a WebSocket upgrade (RFC 6455) to the meeting page's socket.
///
/// Every upgrade is accepted here, because refusing one closes the connection without an HTTP answer; the socket's
/// handler checks path and origin and closes with a code.
struct UpgradeChannel: ServerChildChannel, HTTPChannelHandler {
    typealias HTTPConnection = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
    typealias Socket = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    /// What a connection turned out to be.
    enum Kind: Sendable {
        case http(HTTPConnection)
        case socket(Socket, HTTPRequestHead)
    }

    struct Value: ServerChildChannelValue {
        let kind: EventLoopFuture<Kind>
        let channel: any Channel
    }

    /// The largest frame, and the largest message of several frames.
    static let frameLimit = 1 << 20

    let responder: HTTPChannelHandler.Responder
    let limits: ConnectionLimits
    let connections: ConnectionCount
    /// Stands before everything else; nil on a port that speaks plain HTTP.
    let tls: TLSFront?
    let serve: @Sendable (Socket, HTTPRequestHead) async throws -> Void

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard connections.enter() else { return refuse(channel) }
        channel.closeFuture.whenComplete { [connections] _ in connections.leave() }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls.context)) }
            let kind = try pipeline.configureUpgradableHTTPServerPipeline(configuration: configuration(logger))
            try pipeline.addHandler(ConnectionGuard(limits: limits))
            return Value(kind: kind, channel: channel)
        }
    }

    /// Without TLS the client is told why; a handshake for that alone would cost more than serving it.
    private func refuse(_ channel: any Channel) -> EventLoopFuture<Value> {
        let refused: EventLoopFuture<Kind> = channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
        return channel.eventLoop.makeCompletedFuture {
            if tls == nil {
                try channel.pipeline.syncOperations.addHandler(RefusalHandler())
            } else {
                channel.close(promise: nil)
            }
            return Value(kind: refused, channel: channel)
        }
    }

    private func configuration(_ logger: Logger) -> NIOUpgradableHTTPServerPipelineConfiguration<Kind> {
        let upgrade = NIOTypedHTTPServerUpgradeConfiguration<Kind>(
            upgraders: [Self.webSocketUpgrader()],
            notUpgradingCompletionHandler: { [limits, isSecure = tls != nil] in
                Self.makeHTTP($0, idleTimeout: limits.idleTime, isSecure: isSecure, logger)
            })
        var configuration = NIOUpgradableHTTPServerPipelineConfiguration<Kind>(upgradeConfiguration: upgrade)
        configuration.enablePipelining = false
        configuration.enableErrorHandling = false
        configuration.enableResponseHeaderValidation = false
        configuration.decoderConfiguration.maxHeaderFieldSize = limits.fieldSize
        configuration.decoderConfiguration.maxHeaderListSize = limits.headSize
        configuration.decoderConfiguration.maxHeaderFieldCount = limits.fieldCount
        return configuration
    }

    private static func webSocketUpgrader() -> NIOTypedWebSocketServerUpgrader<Kind> {
        NIOTypedWebSocketServerUpgrader<Kind>(
            maxFrameSize: frameLimit,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    try Self.begin(channel, asSocket: true)
                    try channel.pipeline.syncOperations.addHandler(
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64,
                            maxAccumulatedFrameSize: frameLimit))
                    return .socket(try Socket(wrappingChannelSynchronously: channel), head)
                }
            })
    }

    private static func begin(_ channel: any Channel, asSocket isSocket: Bool) throws {
        try channel.pipeline.syncOperations.handler(type: ConnectionGuard.self).begin(asSocket: isSocket)
    }

    private static func makeHTTP(
        _ channel: any Channel, idleTimeout: Duration, isSecure: Bool, _ logger: Logger
    ) -> EventLoopFuture<Kind> {
        channel.eventLoop.makeCompletedFuture {
            try begin(channel, asSocket: false)
            try channel.pipeline.syncOperations.addHandler(HTTP1ToHTTPServerCodec(secure: isSecure))
            try channel.pipeline.syncOperations.addHandler(
                HTTPConnectionStateHandler(idleTimeout: idleTimeout, logger: logger))
            return .http(
                try HTTPConnection(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
        }
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.kind.get() {
            case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
            case .socket(let channel, let head): try await serve(channel, head)
            }
        } catch {
            logger.debug("A connection ended: \(error)")
        }
    }
}
