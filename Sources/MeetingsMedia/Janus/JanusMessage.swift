import MeetingsWire

/// One message from Janus: an answer, or something that happened.
struct JanusMessage: Hashable, Sendable {
    /// `success`, `ack`, `event`, `error`, `webrtcup`, `media`, `slowlink`, `hangup`, `trickle`, `detached`, `timeout` …
    let kind: String
    /// The request that it answers; nil for what happened by itself.
    let transaction: String?
    /// The handle that it is about.
    let sender: Int64?
    /// All of it.
    let body: JSONValue

    /// Throws when it is no JSON object with a kind.
    init(_ bytes: [UInt8]) throws(WireError) {
        body = try JSONReader.value(of: bytes)
        let fields = try FieldReader(body, path: "")
        kind = try fields.requiredString("janus")
        transaction = try fields.string("transaction")
        sender = try fields.integer("sender")
    }

    /// What the plugin says.
    var plugin: JSONValue? { body["plugindata"]?["data"] }

    /// The id that `create` or `attach` made.
    var id: Int64? {
        guard let data = body["data"], let fields = try? FieldReader(data, path: "") else { return nil }
        return try? fields.integer("id")
    }

    /// What a browser is offered or answered (SDP).
    var sdp: String? {
        guard case .string(let sdp)? = body["jsep"]?["sdp"] else { return nil }
        return sdp
    }

    /// Why it refuses: Janus itself, or its plugin, which says so inside of a success.
    var refusal: JanusError? {
        if let error = body["error"] { return JanusError(error, code: "code", reason: "reason") }
        guard let plugin, plugin["error_code"] != nil else { return nil }
        return JanusError(plugin, code: "error_code", reason: "error")
    }
}

/// A request that Janus refuses, or that had no answer.
enum JanusError: Error, Hashable {
    /// Its code and its words, for the log.
    case refused(code: Int64, reason: String)
    /// Nothing came in time.
    case noAnswer
    /// The connection ended.
    case closed

    init(_ value: JSONValue, code: String, reason: String) {
        let fields = try? FieldReader(value, path: "")
        self = .refused(
            code: (try? fields?.integer(code)) ?? 0, reason: (try? fields?.string(reason)) ?? "no reason was told")
    }
}
