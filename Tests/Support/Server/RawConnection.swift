import NIOCore
import NIOPosix
import Synchronization

/// A connection that sends any bytes, for tests of what a server does with them.
public final class RawConnection: Sendable {
    private let channel: any Channel
    private let received: Received

    private final class Received: Sendable { let bytes = Mutex<[UInt8]>([]) }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        let received: @Sendable ([UInt8]) -> Void

        init(received: @escaping @Sendable ([UInt8]) -> Void) { self.received = received }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received(Array(unwrapInboundIn(data).readableBytesView))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    private init(channel: any Channel, received: Received) {
        self.channel = channel
        self.received = received
    }

    public static func connect(port: Int, isReading: Bool = true) async throws -> RawConnection {
        let received = Received()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: isReading)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Collector { part in received.bytes.withLock { $0 += part } })
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawConnection(channel: channel, received: received)
    }

    public func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

    /// Everything that came until the server closed the connection.
    public func untilClosed() async throws -> String {
        try await channel.closeFuture.get()
        return String(decoding: received.bytes.withLock { $0 }, as: UTF8.self)
    }

    public func close() async throws { try await channel.close() }
}
