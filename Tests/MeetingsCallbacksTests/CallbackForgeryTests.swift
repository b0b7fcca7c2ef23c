import Crypto
import FoundationEssentials
import Meetings
import MeetingsCallbacks
import Testing

@Suite("Forged callbacks")
struct CallbackForgeryTests {
    private func code(
        _ headers: CallbackHeaders, body: [UInt8] = Signer.body, now: Timestamp = Signer.now,
        verifier: CallbackVerifier? = nil
    ) throws -> CallbackRefusal.Code? {
        do {
            _ = try (verifier ?? Signer.verifier()).verify(headers, body: body, now: now)
            return nil
        } catch let refusal as CallbackRefusal {
            #expect(!refusal.message.isEmpty)
            return refusal.code
        }
    }

    private func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// A token with any header and claims, signed with HS256 and the right secret.
    private func token(header: String, claims: String) -> String {
        let signed = base64URL(header.utf8) + "." + base64URL(claims.utf8)
        let key = SymmetricKey(data: Array(Signer.signatureSecret.utf8))
        return signed + "." + base64URL(HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: key))
    }

    private var goodClaims: String {
        let hash = SHA256.hash(data: Signer.body).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return #"{"iat":1930000000,"jti":"t","payload_hash":"\#(hash.joined())"}"#
    }

    @Test("are refused whichever byte of the body was changed")
    func changedBody() throws {
        let headers = try Signer.headers()
        for index in Signer.body.indices {
            for bit in 0..<8 {
                var body = Signer.body
                body[index] ^= 1 << bit
                #expect(try code(headers, body: body) == .wrongSignature)
                var tokenOnly = headers
                tokenOnly.webhookSignature = nil
                #expect(try code(tokenOnly, body: body) == .wrongBody)
            }
        }
        #expect(try code(headers, body: Signer.body + [32]) == .wrongSignature)
        #expect(try code(headers, body: Signer.body.dropLast()) == .wrongSignature)
    }

    /// The header fields that a signature covers or is.
    enum Field: CaseIterable {
        case authorization, webhookID, webhookTimestamp, webhookSignature

        func of(_ headers: CallbackHeaders) -> String? {
            switch self {
            case .authorization: headers.authorization
            case .webhookID: headers.webhookID
            case .webhookTimestamp: headers.webhookTimestamp
            case .webhookSignature: headers.webhookSignature
            }
        }

        func setting(_ text: String, in headers: CallbackHeaders) -> CallbackHeaders {
            var headers = headers
            switch self {
            case .authorization: headers.authorization = text
            case .webhookID: headers.webhookID = text
            case .webhookTimestamp: headers.webhookTimestamp = text
            case .webhookSignature: headers.webhookSignature = text
            }
            return headers
        }
    }

    @Test("are refused whichever character of a header field was changed", arguments: Field.allCases)
    func changedHeader(field: Field) throws {
        let good = try Signer.headers()
        let text = Array(try #require(field.of(good)).utf8)
        // The word "Bearer" may be written in any case.
        for index in text.indices.dropFirst(field == .authorization ? 7 : 0) {
            for replacement in [UInt8(ascii: "A"), UInt8(ascii: "b"), UInt8(ascii: "7"), UInt8(ascii: "."), 32]
            where replacement != text[index] {
                var changed = text
                changed[index] = replacement
                let forged = String(decoding: changed, as: UTF8.self)
                #expect(try code(field.setting(forged, in: good)) != nil, "\(forged)")
            }
        }
    }

    @Test(
        "cannot choose another algorithm",
        arguments: ["none", "None", "nOnE", "RS256", "HS384", "HS512", "ES256", "hs256", "", " HS256"])
    func algorithm(name: String) throws {
        let signed = token(header: #"{"alg":"\#(name)","typ":"JWT"}"#, claims: goodClaims)
        #expect(try code(CallbackHeaders(authorization: "Bearer " + signed)) == .wrongAlgorithm)
        let unsigned = signed.split(separator: ".").prefix(2).joined(separator: ".") + "."
        #expect(try code(CallbackHeaders(authorization: "Bearer " + unsigned)) == .wrongAlgorithm)
    }

    @Test(
        "with a malformed token are refused",
        arguments: [
            "", "Bearer", "Bearer ", "Basic a2V5OnNlY3JldA==", "Bearer a.b", "Bearer a.b.c.d", "Bearer ..",
            "Bearer !.!.!", "Bearer bnVsbA.bnVsbA.", "Bearer e30.e30.e30",
        ])
    func malformed(authorization: String) throws {
        #expect(try code(CallbackHeaders(authorization: authorization)) == .malformed)
    }

    @Test(
        "with missing or absurd claims are refused even when signed",
        arguments: [
            "{}", "[]", "null", #"{"iat":"x","jti":"t","payload_hash":""}"#,
            #"{"iat":1e300,"jti":"t","payload_hash":"HASH"}"#, #"{"iat":-1e300,"jti":"t","payload_hash":"HASH"}"#,
            #"{"iat":1930000000,"payload_hash":"HASH"}"#, #"{"iat":1930000000,"jti":"t"}"#,
        ])
    func claims(text: String) throws {
        let hash = goodClaims.split(separator: "\"")[9]
        let header = #"{"alg":"HS256","typ":"JWT"}"#
        let signed = token(header: header, claims: text.replacing("HASH", with: hash))
        #expect(try code(CallbackHeaders(authorization: "Bearer " + signed)) != nil)
        #expect(try code(CallbackHeaders(authorization: "bearer " + token(header: header, claims: goodClaims))) == nil)
        let critical = token(header: #"{"alg":"HS256","crit":["b64"],"b64":false}"#, claims: goodClaims)
        #expect(try code(CallbackHeaders(authorization: "Bearer " + critical)) == .malformed)
    }

    @Test(
        "outside five minutes are refused, inside are believed",
        arguments: [
            (0, nil), (300, nil), (-300, nil), (301, .tooOld), (-301, .tooNew), (86_400, .tooOld),
        ] as [(Int64, CallbackRefusal.Code?)])
    func age(seconds: Int64, expected: CallbackRefusal.Code?) throws {
        let headers = try Signer.headers()
        let now = Signer.now + .seconds(seconds)
        #expect(try code(headers, now: now) == expected)
        var tokenOnly = headers
        tokenOnly.webhookSignature = nil
        #expect(try code(tokenOnly, now: now) == expected)
    }

    @Test("with one good and one bad signature are refused")
    func oneBad() throws {
        var headers = try Signer.headers()
        headers.webhookSignature = try Signer.headers(id: "other").webhookSignature
        #expect(try code(headers) == .wrongSignature)
        headers = try Signer.headers()
        headers.authorization = try Signer.headers(signatureSecret: "other").authorization
        #expect(try code(headers) == .wrongSignature)
    }

    @Test("without any signature, or only one that cannot be checked, are refused")
    func unsigned() throws {
        #expect(try code(CallbackHeaders()) == .unsigned)
        let tokenOnly = try CallbackVerifier(signatureSecrets: [Signer.signatureSecret])
        var headers = try Signer.headers()
        headers.authorization = nil
        #expect(try code(headers, verifier: tokenOnly) == .unsigned)
    }

    @Test("for another key or application are refused")
    func otherTenant() throws {
        let headers = try Signer.headers()
        #expect(try code(headers, verifier: Signer.verifier(apiKey: "key2")) == .wrongKey)
        let other = try Signer.verifier(apiKey: "key1", applicationID: ApplicationID("app2"))
        #expect(try code(headers, verifier: other) == .wrongApplication)
    }

    @Test(
        "with a timestamp that is no number are refused",
        arguments: ["", "now", "1930000000.0", "99999999999999999999"])
    func timestamp(text: String) throws {
        var headers = try Signer.headers()
        headers.webhookTimestamp = text
        #expect(try code(headers) == .malformed)
    }
}
