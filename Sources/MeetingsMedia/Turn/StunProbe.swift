import Meetings
import NIOCore
import NIOPosix

/// Asks a STUN or TURN server whether it answers: a binding request over UDP (RFC 8489, section 5).
struct StunProbe: Sendable {
    var host: String
    var port: Int

    private typealias Packet = AddressedEnvelope<ByteBuffer>

    /// True when the answer to our own question came in time.
    func isAnswered(within limit: Duration, _ clock: any WallClock) async -> Bool {
        let deadline = clock.now + limit
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask { (try? await ask()) ?? false }
            group.addTask {
                try? await clock.sleep(until: deadline)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    private func ask() async throws -> Bool {
        let server = try SocketAddress(ipAddress: host, port: port)
        let any = try SocketAddress(ipAddress: server.protocol == .inet6 ? "::" : "0.0.0.0", port: 0)
        let channel = try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(to: any) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<Packet, Packet>(wrappingChannelSynchronously: channel)
                }
            }
        let question = Self.request(id: (0..<12).map { _ in UInt8.random(in: 0...255) })
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(Packet(remoteAddress: server, data: ByteBuffer(bytes: question)))
            for try await packet in inbound
            where Self.answers(question, Array(packet.data.readableBytesView)) { return true }
            return false
        }
    }

    /// A binding request: its type, no attributes, the magic cookie, and twelve random bytes.
    static func request(id: [UInt8]) -> [UInt8] { [0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xA4, 0x42] + id }

    /// True for a success response to that request.
    static func answers(_ request: [UInt8], _ bytes: [UInt8]) -> Bool {
        bytes.count >= 20 && bytes.prefix(2) == [0x01, 0x01] && bytes[4..<20] == request[4..<20]
    }
}
