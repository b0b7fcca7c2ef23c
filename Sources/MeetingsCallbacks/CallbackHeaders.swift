/// The header fields of a callback that matter here; nil where the request has none.
public struct CallbackHeaders: Hashable, Sendable {
    public var authorization: String?
    public var webhookID: String?
    /// Seconds since the Unix epoch, as text: the signature covers its exact spelling.
    public var webhookTimestamp: String?
    /// One or more of `v1,<base64>`, with blanks between.
    public var webhookSignature: String?
    public var sequence: String?
    public var time: String?

    public init(
        authorization: String? = nil, webhookID: String? = nil, webhookTimestamp: String? = nil,
        webhookSignature: String? = nil, sequence: String? = nil, time: String? = nil
    ) {
        self.authorization = authorization
        self.webhookID = webhookID
        self.webhookTimestamp = webhookTimestamp
        self.webhookSignature = webhookSignature
        self.sequence = sequence
        self.time = time
    }

    /// Takes the known fields out of a request's fields. Names in any case; of a repeated field the first counts.
    public init(_ fields: some Sequence<(name: String, value: String)>) {
        self.init()
        for (name, value) in fields {
            switch name.lowercased() {
            case "authorization": authorization = authorization ?? value
            case MeetingsCallbacks.webhookIDHeader: webhookID = webhookID ?? value
            case MeetingsCallbacks.webhookTimestampHeader: webhookTimestamp = webhookTimestamp ?? value
            case MeetingsCallbacks.webhookSignatureHeader: webhookSignature = webhookSignature ?? value
            case MeetingsCallbacks.sequenceHeader.lowercased(): sequence = sequence ?? value
            case MeetingsCallbacks.timeHeader.lowercased(): time = time ?? value
            default: break
            }
        }
    }
}
