import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Listeners on one port of this machine, which count every connection, whatever is said on it, and answer requests.
final class Canary: Sendable {
    private final class Answering: ChannelInboundHandler, Sendable {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        let status: HTTPResponseStatus
        let location: String?

        let note: @Sendable () -> Void

        init(status: HTTPResponseStatus, location: String?, note: @escaping @Sendable () -> Void) {
            self.status = status
            self.location = location
            self.note = note
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .end = unwrapInboundIn(data) else { return }
            note()
            var head = HTTPResponseHead(version: .http1_1, status: status, headers: ["Content-Length": "0"])
            if status == .noContent { head.headers = [:] }
            if let location { head.headers.add(name: "Location", value: location) }
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }

    private let counts = Mutex<[String: Int]>([:])
    private let requested = Mutex(0)
    private let listeners = Mutex<[any Channel]>([])

    /// How many connections were made, to all addresses.
    var connections: Int { counts.withLock { $0.values.reduce(0, +) } }

    /// How many requests were made, to all addresses.
    var requests: Int { requested.withLock { $0 } }

    /// How many connections were made to one of its addresses, as it was given.
    func connections(to host: String) -> Int { counts.withLock { $0[host] ?? 0 } }

    /// Listens on an address too; port 0 lets the system choose. Returns the port.
    func listen(
        on host: String, port: Int = 0, answering status: HTTPResponseStatus = .noContent, location: String? = nil
    ) async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { [self] channel in
                counts.withLock { $0[host, default: 0] += 1 }
                let answering = Answering(status: status, location: location) { [self] in requested.withLock { $0 += 1 }
                }
                return channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(answering)
                }
            }
            .bind(host: host, port: port).get()
        listeners.withLock { $0.append(channel) }
        return channel.localAddress?.port ?? 0
    }

    func close() async throws {
        for channel in listeners.withLock({ $0 }) { try await channel.close() }
    }
}

/// Runs a test with a canary and closes it in any case.
func withCanary(_ body: (Canary) async throws -> Void) async throws {
    let canary = Canary()
    do {
        try await body(canary)
    } catch {
        try await canary.close()
        throw error
    }
    try await canary.close()
}
