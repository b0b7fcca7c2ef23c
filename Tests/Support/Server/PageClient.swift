import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A meeting page without a browser: one WebSocket that says what the page says.
public final class PageClient: Sendable {
    private typealias Socket = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    private let channel: any Channel
    private let stream: AsyncStream<JSONTree>
    private let task: Task<Void, Never>

    private init(_ socket: Socket) {
        channel = socket.channel
        let (stream, continuation) = AsyncStream.makeStream(of: JSONTree.self)
        self.stream = stream
        task = Task {
            try? await socket.executeThenClose { inbound, _ in
                for try await frame in inbound where frame.opcode == .text {
                    let bytes = Data(frame.unmaskedData.readableBytesView)
                    if let message = try? JSONDecoder().decode(JSONTree.self, from: bytes) {
                        continuation.yield(message)
                    }
                }
            }
            continuation.finish()
        }
    }

    /// Opens the socket of the meeting page; `origin` is what a browser would send.
    public static func connect(port: Int, origin: String? = nil) async throws -> PageClient {
        let upgraded: EventLoopFuture<Socket> = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let upgrader = NIOTypedWebSocketClientUpgrader<Socket>(
                        maxFrameSize: 1 << 20,
                        upgradePipelineHandler: { channel, _ in
                            channel.eventLoop.makeCompletedFuture { try Socket(wrappingChannelSynchronously: channel) }
                        })
                    var headers = HTTPHeaders([("Host", "127.0.0.1:\(port)"), ("Content-Length", "0")])
                    if let origin { headers.add(name: "Origin", value: origin) }
                    let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/_/socket", headers: headers)
                    let configuration = NIOTypedHTTPClientUpgradeConfiguration<Socket>(
                        upgradeRequestHead: head, upgraders: [upgrader],
                        notUpgradingCompletionHandler: { $0.eventLoop.makeFailedFuture(PageClientError.notUpgraded) })
                    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                        configuration: .init(upgradeConfiguration: configuration))
                }
            }
        return PageClient(try await upgraded.get())
    }

    /// Says one message, given as JSON.
    public func say(_ json: String) async throws {
        let frame = WebSocketFrame(fin: true, opcode: .text, maskKey: .random(), data: ByteBuffer(string: json))
        try await channel.writeAndFlush(frame)
    }

    /// The next message whose `t` is one of `kinds`; others are passed over. Throws when the socket ends first.
    public func next(_ kinds: String...) async throws -> JSONTree {
        for await message in stream where message["t"]?.string.map(kinds.contains) ?? false { return message }
        throw PageClientError.closed(waitingFor: kinds)
    }

    /// Greets with a meeting code and enters under a name; returns what `entered` said.
    @discardableResult
    public func join(code: String, name: String, participantToken: String? = nil) async throws -> JSONTree {
        let token = participantToken.map { ",\"participant_token\":\"\($0)\"" } ?? ""
        try await say("{\"t\":\"hello\",\"room_token\":\"\(code)\"\(token)}")
        _ = try await next("welcome")
        try await say("{\"t\":\"enter\",\"name\":\"\(name)\"}")
        return try await next("entered")
    }

    /// Ends the connection without a word, as a killed browser does.
    public func drop() async throws { try await channel.close() }
}

/// Why a test's page did not get what it waited for.
public enum PageClientError: Error {
    case notUpgraded
    case closed(waitingFor: [String])
}
