import FoundationEssentials
import Meetings
import MeetingsCallbacks
import MeetingsDelivery
import MeetingsWire
import Synchronization

/// A callback from this machine to itself: signed, sent, received and checked. Nothing of it reaches the server.
struct CallbackCheckup {
    /// The profile's, whose secrets are then used.
    let receiver: ReceiverSettings?
    let clock: any WallClock

    func run() async -> Finding {
        if let receiver, receiver.listen.port != 0, !PortProbe.isFree(receiver.listen.port) {
            return .ok("callbacks", "Something listens on \(receiver.listen) already, as a dashboard does.")
        }
        do {
            return try await roundTrip()
        } catch {
            return .failure("callbacks", error)
        }
    }

    private func roundTrip() async throws -> Finding {
        let signatureSecret = receiver?.signatureSecret ?? UUID().uuidString
        let webhookSecret =
            receiver?.webhookSecret ?? "whsec_" + Data(UUID().uuidString.utf8).base64EncodedString()
        let hasSecrets = receiver?.signatureSecret != nil || receiver?.webhookSecret != nil
        let settings = ReceiverSettings(
            listen: receiver?.listen ?? ListenAddress(host: "127.0.0.1", port: 0),
            signatureSecret: hasSecrets ? receiver?.signatureSecret : signatureSecret,
            webhookSecret: hasSecrets ? receiver?.webhookSecret : webhookSecret)
        let body = EventJSON.writeBody(
            .sessionStarted(session: SessionID("doctor"), room: RoomID("doctor"), startedAt: clock.now))
        let headers = CallbackSignature.headers(
            apiKey: "doctor", applicationID: ApplicationID("doctor"), signatureSecret: signatureSecret,
            webhookSecret: try WebhookSecret(webhookSecret), webhookID: "doctor_\(UUID().uuidString)", body: body,
            now: clock.now, tokenID: UUID().uuidString)
        let hasArrived = Mutex(false)
        let status = try await send(body, headers, to: settings) { hasArrived.withLock { $0 = true } }
        guard status == 204, hasArrived.withLock({ $0 }) else {
            return .failure(
                "callbacks", "A signed callback to \(settings.listen) was answered \(status) and not believed.",
                fix: "Copy the receiver's secrets again from `greenroom apps create` or rotate-secrets.")
        }
        return .ok(
            "callbacks",
            "Signed, received and believed on \(settings.listen.host)"
                + "\(hasSecrets ? " with the profile's secrets" : ""); "
                + "whether the server reaches this machine, only its deliveries show.")
    }

    /// The status of the answer. Receives for as long as that takes.
    private func send(
        _ body: [UInt8], _ headers: [(name: String, value: String)], to settings: ReceiverSettings,
        onArrival: @escaping @Sendable () -> Void
    ) async throws -> Int {
        let receiving = Receiver(
            host: settings.listen.host, port: settings.listen.port,
            verification: .required(try settings.verifier(applicationID: nil)), clock: clock
        ) { _ in onArrival() }
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let running = Task {
            defer { listening.finish() }
            try await receiving.run { listening.yield($0) }
        }
        let transport = HTTPDeliveryTransport(
            policy: AddressPolicy(allowed: [try CIDR("0.0.0.0/0"), try CIDR("::/0")]), clock: clock)
        var status: Int?
        do {
            for await port in ports {
                let host = ["0.0.0.0", "::"].contains(settings.listen.host) ? "127.0.0.1" : settings.listen.host
                let url = "http://\(ListenAddress(host: host, port: port))/"
                let fields = [(name: "Content-Type", value: "application/json")] + headers
                status = try await transport.send(DeliveryRequest(url: url, headers: fields, body: body)).status
                break
            }
        } catch {
            running.cancel()
            await transport.close()
            throw error
        }
        running.cancel()
        await transport.close()
        if let status { return status }
        // It never listened: its error says why.
        try await running.value
        return 0
    }
}
