import Meetings
import MeetingsCallbacks
import MeetingsDelivery

/// Posts believed callbacks on to one URL, with their bodies byte for byte.
struct CallbackForwarder: Sendable {
    private let url: String
    private let transport: HTTPDeliveryTransport

    /// Throws when `url` is no http or https URL. It is the operator's own choice, so any address may be meant.
    init(url: String, clock: any WallClock) throws {
        try FieldRules.url(url, field: "--forward-to")
        self.url = url
        let anywhere = AddressPolicy(allowed: [try CIDR("0.0.0.0/0"), try CIDR("::/0")])
        transport = HTTPDeliveryTransport(policy: anywhere, clock: clock)
    }

    /// Ends its connections. Call it once, after the last `forward` has returned.
    func close() async { await transport.close() }

    /// Throws when the other end did not take it; the sender of the callback then tries again later.
    func forward(_ callback: ReceivedCallback) async throws {
        var headers = [(name: "Content-Type", value: "application/json"), (name: "User-Agent", value: "greenroom")]
        if let id = callback.webhookID { headers.append(("webhook-id", id)) }
        if let sequence = callback.sequence { headers.append((MeetingsCallbacks.sequenceHeader, String(sequence))) }
        if let time = callback.at { headers.append((MeetingsCallbacks.timeHeader, time.iso8601)) }
        let answer = try await transport.send(DeliveryRequest(url: url, headers: headers, body: callback.body))
        guard (200..<300).contains(answer.status) else {
            throw CommandFailure("\(url) answered \(answer.status) to a forwarded callback.")
        }
    }
}
