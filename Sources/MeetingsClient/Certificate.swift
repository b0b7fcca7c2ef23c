public import Meetings
import NIOCore
import NIOPosix
import NIOSSL

/// What a server's certificate says of its own time.
public struct CertificateValidity: Hashable, Sendable {
    public var from: Timestamp
    public var until: Timestamp
}

extension Client {
    /// The validity of the certificate that the server shows, once it was found trustworthy; nil for a server without
    /// TLS. Makes one connection and sends no request. Throws as a request does.
    public func certificate() async throws -> CertificateValidity? {
        guard let (host, port) = exchange.server.secureEndpoint else { return nil }
        do {
            let context = try NIOSSLContext(configuration: trust.configuration)
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(5))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let isAddress = (try? SocketAddress(ipAddress: host, port: port)) != nil
                        let handler = try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
                        let greeting = HandshakeWait(promise: channel.eventLoop.makePromise())
                        try channel.pipeline.syncOperations.addHandlers([handler, greeting])
                    }
                }
                .connect(host: host, port: port).get()
            let found = try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.handler(type: HandshakeWait.self).promise.futureResult
            }.flatMap { $0 }.flatMap { channel.nioSSL_peerCertificate() }.get()
            channel.close(promise: nil)
            return found.map {
                CertificateValidity(
                    from: Timestamp(milliseconds: Int64($0.notValidBefore) * 1000),
                    until: Timestamp(milliseconds: Int64($0.notValidAfter) * 1000))
            }
        } catch {
            throw FailureExplanation.explain(error, server: exchange.server)
        }
    }
}

/// Tells when the handshake ended, well or not.
private final class HandshakeWait: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    let promise: EventLoopPromise<Void>

    init(promise: EventLoopPromise<Void>) { self.promise = promise }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The type of the event is NIOTLS's; naming it would need that module for nothing else.
        if "\(event)".hasPrefix("handshakeCompleted") { promise.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }

    /// Also for a channel that never connected.
    func handlerRemoved(context: ChannelHandlerContext) { promise.fail(ChannelError.eof) }
}
