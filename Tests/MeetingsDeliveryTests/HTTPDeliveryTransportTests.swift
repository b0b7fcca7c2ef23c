import Meetings
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing
import ValueSupport

@testable import MeetingsDelivery

struct HTTPDeliveryTransportTests {
    /// A receiver on this machine: remembers requests, answers by path.
    final class Receiver: ChannelInboundHandler, Sendable {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        struct Seen: Sendable {
            var head: HTTPRequestHead
            var body: [UInt8] = []
        }

        let seen = Mutex<[Seen]>([])

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): seen.withLock { $0.append(Seen(head: head)) }
            case .body(let part):
                seen.withLock { seen in
                    if let last = seen.indices.last { seen[last].body += Array(part.readableBytesView) }
                }
            case .end:
                let path = seen.withLock { $0.last?.head.uri ?? "/" }
                if path == "/hang" { return }
                var head = HTTPResponseHead(version: .http1_1, status: path == "/moved" ? .found : .noContent)
                if path == "/moved" { head.headers.add(name: "Location", value: "/ok") }
                if path == "/busy" {
                    head.status = .serviceUnavailable
                    head.headers.add(name: "Retry-After", value: "30")
                }
                if head.status != .noContent { head.headers.add(name: "Content-Length", value: "0") }
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }

    struct Loopback: HostResolver {
        func addresses(of host: String) async throws -> [IPAddress] { ["127.0.0.1"].compactMap { IPAddress($0) } }
    }

    private func withReceiver(
        allowing allowed: [String] = ["127.0.0.0/8"], timeout: Duration = MeetingsDelivery.timeout,
        _ body: (Receiver, HTTPDeliveryTransport, Int) async throws -> Void
    ) async throws {
        let receiver = Receiver()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(receiver)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let transport = HTTPDeliveryTransport(
            policy: AddressPolicy(allowed: try allowed.map { try CIDR($0) }), resolver: Loopback(),
            clock: ManualClock(noon), timeout: timeout)
        do {
            try await body(receiver, transport, channel.localAddress?.port ?? 0)
        } catch {
            await transport.close()
            try await channel.close()
            throw error
        }
        await transport.close()
        try await channel.close()
    }

    private func request(_ url: String) -> DeliveryRequest {
        DeliveryRequest(url: url, headers: [("X-Test", "1")], body: [0, 1, 2, 255])
    }

    @Test("posts the exact bytes to the checked address and keeps the host's name")
    func posts() async throws {
        try await withReceiver { receiver, transport, port in
            for _ in 0..<3 {
                let answer = try await transport.send(request("http://Receiver.example:\(port)/hook?a=b"))
                #expect(answer.status == 204)
            }
            let seen = receiver.seen.withLock { $0 }
            #expect(seen.count == 3)
            #expect(seen.first?.body == [0, 1, 2, 255])
            #expect(seen.first?.head.method == .POST)
            #expect(seen.first?.head.uri == "/hook?a=b")
            #expect(seen.first?.head.headers["host"] == ["receiver.example:\(port)"])
            #expect(seen.first?.head.headers["x-test"] == ["1"])
        }
    }

    @Test("does not follow a redirect")
    func redirect() async throws {
        try await withReceiver { receiver, transport, port in
            let answer = try await transport.send(request("http://receiver.example:\(port)/moved"))
            #expect(answer.status == 302)
            #expect(receiver.seen.withLock { $0.map(\.head.uri) } == ["/moved"])
        }
    }

    @Test("hands on Retry-After")
    func retryAfter() async throws {
        try await withReceiver { _, transport, port in
            let answer = try await transport.send(request("http://receiver.example:\(port)/busy"))
            #expect(answer == DeliveryAnswer(status: 503, retryAfter: "30"))
        }
    }

    @Test("a name that leads to this machine reaches nothing unless it is allowed")
    func canary() async throws {
        try await withReceiver(allowing: []) { receiver, transport, port in
            for host in ["receiver.example", "localhost", "127.0.0.1", "2130706433"] {
                let error = await #expect(throws: DeliveryError.self) {
                    try await transport.send(request("http://\(host):\(port)/hook"))
                }
                #expect(error?.code == .forbidden)
            }
            #expect(receiver.seen.withLock { $0.isEmpty })
        }
    }

    @Test("gives up when no answer comes in time")
    func timeout() async throws {
        try await withReceiver(timeout: .milliseconds(200)) { _, transport, port in
            let error = await #expect(throws: DeliveryError.self) {
                try await transport.send(request("http://receiver.example:\(port)/hang"))
            }
            #expect(error?.code == .timeout)
        }
    }

    @Test("says in words when nobody listens")
    func refused() async throws {
        try await withReceiver { _, transport, _ in
            let error = await #expect(throws: DeliveryError.self) {
                try await transport.send(request("http://receiver.example:1/hook"))
            }
            #expect(error?.code == .connection)
            #expect(error?.message.contains("nothing listens at its address and port") == true)
        }
    }
}
