import Crypto
import HTTPTypes
import Hummingbird
import Meetings
import MeetingsCallbacks
import MeetingsStorage

/// The `Idempotency-Key` of a request that makes something: sent again within a day, it makes nothing new and is
/// answered with what the first one made, as that is now.
struct IdempotencyKey: Hashable, Sendable {
    /// 1 to 255 printable ASCII characters, chosen by the client.
    let key: String
    /// SHA-256, in hexadecimal, of method, path and body: the same key must come with the same request.
    let fingerprint: String

    /// How long a key is remembered.
    static let life = Duration.seconds(86_400)

    /// The key of a request, nil where it names none. `path` is the path without the prefix, so that all three prefixes
    /// are one. Throws when the key is malformed.
    init?(_ request: Request, path: String, body: [UInt8]) throws(Problem) {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Problem(.invalidInput, "\"Idempotency-Key\" must be 1 to 255 printable ASCII characters")
        }
        self.key = key
        let request = Array("\(request.method.rawValue) \(path)\n".utf8) + body
        fingerprint = Encoding.hexadecimal(SHA256.hash(data: request))
    }

    /// The id of what this key made, or nil when it is new. Throws 422 when it came with another request.
    func made(in transaction: ReadTransaction, of application: ApplicationID, at now: Timestamp) throws -> String? {
        let record = try transaction.idempotencyRecord(key: key, of: application)
        guard let record, record.createdAt > now - Self.life else { return nil }
        guard record.fingerprint == fingerprint else {
            throw Problem(
                .unprocessable,
                "This Idempotency-Key was used with another request: send the same request, or a new key")
        }
        return record.resourceID
    }

    /// The same, looked up before the request is checked: what was allowed then is not refused now.
    func made(in storage: Storage, of application: ApplicationID, at now: Timestamp) async throws -> String? {
        try await storage.read { try made(in: $0, of: application, at: now) }
    }

    /// Remembers what the key made, in the transaction that makes it, and forgets keys that are too old.
    func record(
        _ resource: String, in transaction: WriteTransaction, of application: ApplicationID, at now: Timestamp
    ) throws {
        try transaction.deleteIdempotencyRecords(before: now - Self.life)
        let record = IdempotencyRecord(
            key: key, fingerprint: fingerprint, resourceID: resource, createdAt: now)
        try transaction.insert(record, of: application)
    }
}

extension Response {
    /// The answer to a request that made something, marked when it was answered before.
    init(made json: [UInt8], isReplay: Bool) {
        self.init(status: .created, json: json)
        if isReplay, let name = HTTPField.Name("Idempotent-Replayed") { headers[name] = "true" }
    }
}
