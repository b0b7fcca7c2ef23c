import Logging
import Meetings
import NIOCore
import NIOHTTP1
import NIOWebSocket
import ServiceLifecycle

/// One meeting page's socket: frames in become calls on the running rooms, their messages become frames out.
struct PageSocket: Sendable {
    static let path = "/_/socket"
    /// A page pings every five seconds; three missed ones are a lost socket.
    static let silenceLimit = Duration.seconds(15)

    /// How often a page may speak: a person who presses buttons stays far below it.
    static let budget = MessageBudget(burst: 120, perSecond: 30)

    let rooms: LiveRooms
    let logger: Logger

    func serve(_ channel: UpgradeChannel.Socket, head: HTTPRequestHead) async throws {
        try await channel.executeThenClose { inbound, outbound in
            guard head.uri.split(separator: "?").first.map(String.init) == Self.path, Self.isSameOrigin(head) else {
                return try await outbound.write(Self.closing(code: 4403))
            }
            await cancelWhenGracefulShutdown {
                let (outgoing, mailbox) = AsyncStream.makeStream(of: LiveRooms.Outgoing.self)
                let connection = await rooms.connect { mailbox.yield($0) }
                await withTaskGroup(of: Void.self) { tasks in
                    tasks.addTask { await Self.write(outgoing, to: outbound) }
                    tasks.addTask { await read(inbound, connection: connection, outbound: outbound) }
                    await tasks.next()
                    tasks.cancelAll()
                    mailbox.finish()
                }
                await rooms.disconnect(connection)
            }
            // 1001, "going away" (RFC 6455 section 7.4.1): the page tries again, and its seat is kept meanwhile.
            if Task.isShuttingDownGracefully { try await outbound.write(Self.closing(code: 1001)) }
        }
    }

    /// A page of another site must not speak in a visitor's name (RFC 6455 section 10.2). Programs send no origin.
    private static func isSameOrigin(_ head: HTTPRequestHead) -> Bool {
        guard let origin = head.headers.first(name: "Origin") else { return true }
        guard let host = head.headers.first(name: "Host"), let scheme = origin.firstRange(of: "://") else {
            return false
        }
        return origin[scheme.upperBound...].lowercased() == host.lowercased()
    }

    private static func write(
        _ outgoing: AsyncStream<LiveRooms.Outgoing>, to outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async {
        for await message in outgoing {
            do {
                switch message {
                case .text(let text):
                    try await outbound.write(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: text)))
                case .close: return try await outbound.write(closing(code: 1000))
                }
            } catch { return }
        }
    }

    /// Reads until the page closes, falls silent, floods or breaks the protocol.
    private func read(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, connection: ConnectionID,
        outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async {
        let silence = SilenceLimit(Self.silenceLimit)
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await silence.wait() }
            tasks.addTask {
                var budget = Self.budget
                do {
                    for try await frame in inbound {
                        await silence.reset()
                        guard budget.take(at: .now) else {
                            return try await outbound.write(Self.closing(code: 4429))
                        }
                        switch frame.opcode {
                        case .text: await rooms.receive(Array(frame.unmaskedData.readableBytesView), from: connection)
                        case .ping:
                            try await outbound.write(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
                        case .connectionClose: return
                        default: continue
                        }
                    }
                } catch { logger.debug("A page's socket failed: \(error)") }
            }
            await tasks.next()
            tasks.cancelAll()
        }
    }

    private static func closing(code: Int) -> WebSocketFrame {
        var data = ByteBuffer()
        data.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: code))
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }
}
