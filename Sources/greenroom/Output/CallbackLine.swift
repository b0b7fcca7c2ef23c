import FoundationEssentials
import Meetings
import MeetingsCallbacks

/// One received callback as one line of JSON.
enum CallbackLine {
    /// What is known besides the body.
    private struct Envelope: Encodable {
        var name: String
        var sequence: Int64?
        var at: String?
        var receivedAt: String
        var webhookID: String?

        enum CodingKeys: String, CodingKey {
            case name, sequence, at
            case receivedAt = "received_at"
            case webhookID = "webhook_id"
        }
    }

    /// `{"at":…,"name":…,…,"body":{…}}` and a line feed, the body as it was signed.
    static func bytes(_ callback: ReceivedCallback) -> [UInt8] {
        let envelope = Envelope(
            name: callback.event.name.rawValue, sequence: callback.sequence, at: callback.at?.iso8601,
            receivedAt: callback.receivedAt.iso8601, webhookID: callback.webhookID)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let head = (try? encoder.encode(envelope)).map { Array($0) } ?? Array("{}".utf8)
        // Line breaks in JSON stand between values only, where a blank is as good.
        let body = callback.body.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        return head.dropLast() + Array(",\"body\":".utf8) + body + Array("}\n".utf8)
    }
}
