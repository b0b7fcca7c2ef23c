import Meetings
import NIOCore
import NIOPosix

/// Asks a STUN or TURN server whether it answers: a binding request over UDP (RFC 8489, section 5).
struct StunProbe: Sendable {
    var host: String
    var port: Int

    private typealias Packet = AddressedEnvelope<ByteBuffer>

    /// True when the answer to our own question came in time; takes the whole time when none comes or none can.
    func isAnswered(within limit: Duration, _ clock: any WallClock) async -> Bool {
        let deadline = clock.now + limit
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                if (try? await ask(clock)) == true { return true }
                try? await clock.sleep(until: deadline)
                return false
            }
            group.addTask {
                try? await clock.sleep(until: deadline)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    private func ask(_ clock: any WallClock) async throws -> Bool {
        let server = try SocketAddress(ipAddress: host, port: port)
        let any = try SocketAddress(ipAddress: server.protocol == .inet6 ? "::" : "0.0.0.0", port: 0)
        let channel = try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(to: any) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<Packet, Packet>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let question = Self.request(id: (0..<12).map { _ in UInt8.random(in: 0...255) })
            return try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    // A packet may be lost or come before the server listens: asked again, after longer and longer pauses.
                    for pause in sequence(first: Duration.milliseconds(100), next: { $0 * 2 }) {
                        try await outbound.write(Packet(remoteAddress: server, data: ByteBuffer(bytes: question)))
                        try await clock.sleep(until: clock.now + pause)
                    }
                    return false
                }
                group.addTask {
                    for try await packet in inbound
                    where Self.answers(question, Array(packet.data.readableBytesView)) { return true }
                    return false
                }
                defer { group.cancelAll() }
                return try await group.next() ?? false
            }
        }
    }

    /// A binding request: its type, no attributes, the magic cookie, and twelve random bytes.
    static func request(id: [UInt8]) -> [UInt8] { [0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xA4, 0x42] + id }

    /// True for a success response to that request.
    static func answers(_ request: [UInt8], _ bytes: [UInt8]) -> Bool {
        bytes.count >= 20 && bytes.prefix(2) == [0x01, 0x01] && bytes[4..<20] == request[4..<20]
    }
}
