import NIOCore
import NIOHTTP1

/// Ends a connection that takes too long: to say what it wants, to send a body, or to read what it is sent.
///
/// It stands behind the upgrade, sees whether a connection became one of HTTP or a socket, and answers a first request
/// that cannot be read.
final class ConnectionGuard: ChannelInboundHandler, RemovableChannelHandler {
    // What passes is HTTP/1 until an upgrade, and frames after one: only `Phase.http` looks inside.
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase { case waiting, http, socket }

    private let limits: ConnectionLimits
    private var phase = Phase.waiting
    /// True from a request's head until its last byte.
    private var isReadingBody = false
    private var headDeadline: Scheduled<Void>?
    private var bodyDeadline: Scheduled<Void>?
    private var unreadDeadline: Scheduled<Void>?

    init(limits: ConnectionLimits) { self.limits = limits }

    /// The first request is there, and this is what it wanted.
    func begin(asSocket isSocket: Bool) {
        phase = isSocket ? .socket : .http
        headDeadline?.cancel()
        headDeadline = nil
    }

    func handlerAdded(context: ChannelHandlerContext) { headDeadline = close(context, after: limits.headTime) }

    func handlerRemoved(context: ChannelHandlerContext) {
        for deadline in [headDeadline, bodyDeadline, unreadDeadline] { deadline?.cancel() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if phase == .http {
            switch unwrapInboundIn(data) {
            case .head: isReadingBody = true
            case .body: break
            case .end:
                isReadingBody = false
                bodyDeadline?.cancel()
                bodyDeadline = nil
            }
        }
        context.fireChannelRead(data)
    }

    // Most requests come whole in one read: only a body that is still to come costs a timer.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isReadingBody, bodyDeadline == nil { bodyDeadline = close(context, after: limits.bodyTime) }
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        unreadDeadline?.cancel()
        unreadDeadline = context.channel.isWritable ? nil : close(context, after: limits.unreadTime)
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, phase == .waiting { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard phase == .waiting else { return context.fireErrorCaught(error) }
        guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
        let isTooLarge = error == .headerOverflow
        let head = HTTPResponseHead(
            version: .http1_1, status: isTooLarge ? .requestHeaderFieldsTooLarge : .badRequest,
            headers: ["Connection": "close", "Content-Length": "0"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }

    private func close(_ context: ChannelHandlerContext, after span: Duration) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(span)) { context.close(promise: nil) }
    }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}

/// Answers 503 to whatever a connection asks that is one too many, and ends it.
final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let answer =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    /// A client that asks nothing is not waited for.
    private static let patience = TimeAmount.seconds(2)

    private var deadline: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { context.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    // Only after it has asked: bytes left unread at the close would take the answer from the client.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: Self.answer)), promise: nil)
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { context.close(promise: nil) }
    }
}

@available(*, unavailable)
extension RefusalHandler: Sendable {}
