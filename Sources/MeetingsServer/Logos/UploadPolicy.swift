import Crypto
import FoundationEssentials
import Meetings
import MeetingsCallbacks
import MeetingsWire

/// What an upload grant allows: one picture under one key, until a time (AWS, *Creating a POST policy*).
struct UploadPolicy: Sendable {
    /// How long a grant may be used.
    static let life = Duration.seconds(900)
    private static let algorithm = "AWS4-HMAC-SHA256"
    private static let bucket = "greenroom-logos"

    /// A picture whose upload was allowed.
    struct Admission: Hashable, Sendable {
        var application: ApplicationID
        var key: String
        var kind: LogoKind
    }

    let key: UploadKey

    /// The grant for one picture. `name` and `nonce` are random.
    func grant(
        _ kind: LogoKind, for application: ApplicationID, name: String, nonce: String, url: String, now: Timestamp
    ) -> UploadGrant {
        // 20310304T091000Z
        let time = now.iso8601.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
        let scope = UploadScope(application: application, day: String(time.prefix(8)))
        let signed: [UploadGrant.Field] = [
            UploadGrant.Field("Content-Type", "image/png"),
            UploadGrant.Field("key", "auto-expiring-temp/logos/\(kind.rawValue)/\(name)"),
            UploadGrant.Field("logoType", kind.rawValue),
            UploadGrant.Field("bucket", Self.bucket),
            UploadGrant.Field("X-Amz-Algorithm", Self.algorithm),
            UploadGrant.Field("X-Amz-Credential", scope.credential),
            UploadGrant.Field("X-Amz-Date", String(time)),
            UploadGrant.Field("X-Amz-Security-Token", nonce),
        ]
        let policy = Data(Self.document(signed, expiration: now + Self.life)).base64EncodedString()
        let sealed = [
            UploadGrant.Field("Policy", policy),
            UploadGrant.Field("X-Amz-Signature", key.signature(of: policy, in: scope)),
        ]
        return UploadGrant(url: url, fields: signed + sealed)
    }

    /// The picture that the fields of an upload may bring. `fields` are by lower-case name.
    func admission(_ fields: [String: String], now: Timestamp) throws(UploadRefusal) -> Admission {
        for name in ["key", "policy", "x-amz-algorithm", "x-amz-credential", "x-amz-signature", "x-amz-date"]
        where fields[name] == nil {
            throw UploadRefusal(
                .invalidArgument,
                "Bucket POST must contain a field named '\(name)'. If it is specified, please check the"
                    + " order of the fields.")
        }
        let policy = fields["policy"] ?? ""
        guard let scope = UploadScope(fields["x-amz-credential"] ?? ""),
            Encoding.constantTimeEqual(fields["x-amz-signature"] ?? "", key.signature(of: policy, in: scope))
        else {
            throw UploadRefusal(
                .signatureDoesNotMatch,
                "The request signature we calculated does not match the signature you provided. Check your key and "
                    + "signing method.")
        }
        try Self.check(policy, fields, now: now)
        guard let key = fields["key"], let kind = LogoKind(rawValue: fields["logotype"] ?? "") else { throw .malformed }
        return Admission(application: scope.application, key: key, kind: kind)
    }

    private static func document(_ fields: [UploadGrant.Field], expiration: Timestamp) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("expiration", expiration)
                writer.array("conditions") { writer in
                    for field in fields {
                        writer.object { writer in
                            writer.key(escaping: field.name)
                            writer.string(field.value)
                        }
                    }
                    writer.array { writer in
                        writer.string("content-length-range")
                        writer.integer(1)
                        writer.integer(Int64(UploadForm.fileLimit))
                    }
                }
            }
        }
    }

    /// Whether the fields are those of a policy that this server signed, in time.
    private static func check(_ policy: String, _ fields: [String: String], now: Timestamp) throws(UploadRefusal) {
        guard let bytes = Data(base64Encoded: policy), let document = try? JSONReader.value(of: Array(bytes)),
            case .string(let text) = document["expiration"], let expiration = Timestamp(text),
            case .array(let conditions) = document["conditions"]
        else { throw .malformed }
        guard now < expiration else {
            throw UploadRefusal(.accessDenied, "Invalid according to Policy: Policy expired.")
        }
        for case .object(let members) in conditions {
            for member in members where fields[member.key.lowercased()].map(JSONValue.string) != member.value {
                throw UploadRefusal(.accessDenied, "Invalid according to Policy: Policy Condition failed")
            }
        }
    }
}
