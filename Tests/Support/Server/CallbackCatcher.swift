import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A receiver of callbacks on 127.0.0.1: it keeps what comes and answers what it is told to.
public final class CallbackCatcher: Sendable {
    /// One callback as it came.
    public struct Caught: Sendable {
        public var path: String
        public var headers: [(name: String, value: String)]
        public var body: [UInt8]

        public var text: String { String(decoding: body, as: UTF8.self) }

        /// The first field of that name, in any case.
        public subscript(header name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    private final class Answering: ChannelInboundHandler, Sendable {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let catcher: CallbackCatcher
        private let current = Mutex<Caught?>(nil)

        init(_ catcher: CallbackCatcher) { self.catcher = catcher }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                let headers = head.headers.map { (name: $0.name, value: $0.value) }
                current.withLock { $0 = Caught(path: head.uri, headers: headers, body: []) }
            case .body(let part): current.withLock { $0?.body += Array(part.readableBytesView) }
            case .end:
                if let caught = current.withLock({ $0 }) { catcher.state.withLock { $0.caught.append(caught) } }
                let status = HTTPResponseStatus(statusCode: catcher.state.withLock { $0.status })
                let head = HTTPResponseHead(
                    version: .http1_1, status: status, headers: status == .noContent ? [:] : ["Content-Length": "0"])
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }

    private struct State {
        var caught: [Caught] = []
        var status = 204
    }

    private let state = Mutex(State())

    /// Everything that came so far, in its order.
    public var caught: [Caught] { state.withLock { $0.caught } }

    /// What it answers from now on.
    public func answer(_ status: Int) { state.withLock { $0.status = status } }

    /// Runs `body` with a receiver at the URL that it is given.
    public static func with(_ body: (CallbackCatcher, String) async throws -> Void) async throws {
        let catcher = CallbackCatcher()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Answering(catcher))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(catcher, "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/hook")
        } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
    }
}
