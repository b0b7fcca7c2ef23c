import Meetings
import MeetingsWire
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import Synchronization

/// A WebSocket to Janus over its Unix socket: requests with answers, and what happens besides.
///
/// Requests are sent in the order in which they were made. It serves until its task is cancelled or Janus closes; then
/// every request that waits fails.
final class JanusConnection: Sendable {
    /// Which of the two sockets.
    enum Interface: String {
        case api = "janus-protocol"
        case admin = "janus-admin-protocol"
    }

    private typealias Socket = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>
    private struct State {
        var number = 0
        var waiting: [String: CheckedContinuation<JanusMessage, any Error>] = [:]
        var isClosed = false
    }

    /// What happens without being asked for, in order. Ends with the connection.
    let events: AsyncStream<JanusMessage>

    private let path: String
    private let interface: Interface
    private let secret: String
    private let clock: any WallClock
    private let state = Mutex(State())
    private let happened: AsyncStream<JanusMessage>.Continuation
    private let outgoing: AsyncStream<[UInt8]>
    private let send: AsyncStream<[UInt8]>.Continuation

    /// An offer of 25 people has 26 kB; this leaves room for a session with many.
    private static let frameLimit = 4 << 20

    init(to path: String, _ interface: Interface, secret: String, clock: any WallClock) {
        self.path = path
        self.interface = interface
        self.secret = secret
        self.clock = clock
        (events, happened) = AsyncStream.makeStream()
        (outgoing, send) = AsyncStream.makeStream()
    }

    /// Connects and serves. Throws when it cannot connect, and returns when Janus ends the connection. `whenOpen` is called
    /// once requests can be made.
    func run(whenOpen: @Sendable () -> Void) async throws {
        defer { close() }
        let socket = try await connect()
        try await socket.executeThenClose { inbound, outbound in
            whenOpen()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await bytes in self.outgoing {
                        try await outbound.write(Self.frame(.text, ByteBuffer(bytes: bytes)))
                    }
                }
                group.addTask {
                    for try await frame in inbound {
                        switch frame.opcode {
                        case .text: self.take(frame)
                        case .ping: try await outbound.write(Self.frame(.pong, frame.unmaskedData))
                        case .connectionClose: return
                        default: break
                        }
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    /// Asks for something and waits for the answer; an acknowledgement alone is none. `fields` are what belongs to it
    /// besides the transaction and the secret. Throws a `JanusError`.
    func request(
        _ kind: String, _ fields: [JSONValue.Member] = [], within limit: Duration = MeetingsMedia.requestTimeout
    ) async throws -> JanusMessage {
        let transaction = state.withLock { state in
            state.number += 1
            return String(state.number)
        }
        let deadline = clock.now + limit
        let timer = Task {
            guard (try? await clock.sleep(until: deadline)) != nil else { return }
            answer(transaction, .failure(JanusError.noAnswer))
        }
        defer { timer.cancel() }
        let message = try await withCheckedThrowingContinuation { continuation in
            let isClosed = state.withLock { state in
                if !state.isClosed { state.waiting[transaction] = continuation }
                return state.isClosed
            }
            if isClosed { return continuation.resume(throwing: JanusError.closed) }
            post(kind, transaction, fields)
        }
        if let refusal = message.refusal { throw refusal }
        return message
    }

    /// Says something that Janus only acknowledges: `keepalive`, `trickle`.
    func tell(_ kind: String, _ fields: [JSONValue.Member] = []) { post(kind, "told", fields) }

    private func post(_ kind: String, _ transaction: String, _ fields: [JSONValue.Member]) {
        let secretName = interface == .api ? "apisecret" : "admin_secret"
        let own = [("janus", kind), ("transaction", transaction), (secretName, secret)]
        let members = own.map { JSONValue.Member(key: $0.0, value: .string($0.1)) } + fields
        send.yield(JSONWriter.bytes { $0.value(.object(members)) })
    }

    private func take(_ frame: WebSocketFrame) {
        guard let message = try? JanusMessage(Array(buffer: frame.unmaskedData)), message.kind != "ack" else { return }
        guard let transaction = message.transaction, answer(transaction, .success(message)) else {
            happened.yield(message)
            return
        }
    }

    /// False when nobody waits for it.
    @discardableResult
    private func answer(_ transaction: String, _ result: Result<JanusMessage, any Error>) -> Bool {
        let waiting = state.withLock { $0.waiting.removeValue(forKey: transaction) }
        waiting?.resume(with: result)
        return waiting != nil
    }

    private func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume(throwing: JanusError.closed) }
        happened.finish()
        send.finish()
    }

    private func connect() async throws -> Socket {
        let interface = interface
        let upgraded = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                        configuration: .init(upgradeConfiguration: Self.upgrade(to: interface)))
                }
            }
        return try await upgraded.get()
    }

    private static func upgrade(to interface: Interface) -> NIOTypedHTTPClientUpgradeConfiguration<Socket> {
        let upgrader = NIOTypedWebSocketClientUpgrader<Socket>(
            maxFrameSize: frameLimit,
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64,
                            maxAccumulatedFrameSize: frameLimit))
                    return try Socket(wrappingChannelSynchronously: channel)
                }
            })
        let headers: HTTPHeaders = ["Host": "localhost", "Sec-WebSocket-Protocol": interface.rawValue]
        return NIOTypedHTTPClientUpgradeConfiguration(
            upgradeRequestHead: HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: headers),
            upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in channel.eventLoop.makeFailedFuture(JanusError.closed) })
    }

    /// Clients mask what they send (RFC 6455 section 5.1).
    private static func frame(_ opcode: WebSocketOpcode, _ data: ByteBuffer) -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
    }
}
