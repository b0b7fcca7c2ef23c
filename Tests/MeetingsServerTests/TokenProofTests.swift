import Crypto
import CryptoExtras
import Foundation
import Meetings
import MeetingsCallbacks
import MeetingsStorage
import Testing
import ValueSupport

@testable import MeetingsServer

/// Nobody but the holder of an application's key speaks for it, however a token is bent.
struct TokenProofTests {
    /// Two applications with keys of their own, stored, and the verifier that looks them up.
    struct Stage {
        static let now = Timestamp(milliseconds: 1_930_000_000_000)
        let folder = NSTemporaryDirectory() + "/greenroom-token-" + UUID().uuidString
        let clock = ManualClock(Stage.now)
        let key: _RSA.Signing.PrivateKey
        let otherKey: _RSA.Signing.PrivateKey
        let storage: Storage
        let verifier: TokenVerifier

        /// Made once: making a key takes longer than all that is done with it.
        private static let keys = (
            Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) },
            Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
        )

        init() async throws {
            let (key, otherKey) = (try Self.keys.0.get(), try Self.keys.1.get())
            (self.key, self.otherKey) = (key, otherKey)
            storage = try Storage.open(folder: folder)
            verifier = TokenVerifier(storage: storage, clock: clock)
            try await storage.write { transaction in
                try transaction.insert(Self.application("mine", key))
                try transaction.insert(Self.application("other", otherKey))
            }
        }

        static func application(_ id: String, _ key: _RSA.Signing.PrivateKey) -> StoredApplication {
            StoredApplication(
                id: ApplicationID(id), name: id, apiKey: "a", publicKey: key.publicKey.pemRepresentation,
                signatureSecret: "s", webhookSecret: "w", createdAt: now)
        }

        func end() async {
            await storage.close()
            try? FileManager.default.removeItem(atPath: folder)
        }

        /// Whether the token speaks for the first application.
        func accepts(_ token: String) async -> Bool {
            let application = try? await verifier.application(bearing: token)
            return application?.id == ApplicationID("mine")
        }

        /// A token with these parts, signed with RS256 whatever its header says.
        func token(
            _ claims: String = goodClaims, header: String = goodHeader, by key: _RSA.Signing.PrivateKey? = nil
        ) throws -> String {
            let signed = Encoding.base64URL(header.utf8) + "." + Encoding.base64URL(claims.utf8)
            let signature = try (key ?? self.key).signature(for: Data(signed.utf8), padding: .insecurePKCS1v1_5)
            return signed + "." + Encoding.base64URL(signature.rawRepresentation)
        }

        static let goodHeader = #"{"alg":"RS256","typ":"JWT"}"#
        static let goodClaims = claims()

        static func claims(
            application: String = #""mine""#, issued: String = "1930000000", id: String = #""j1""#, more: String = ""
        ) -> String {
            #"{"application_id":\#(application),"iat":\#(issued),"jti":\#(id)\#(more)}"#
        }
    }

    @Test("tokens as the official clients make them are taken, again and again")
    func good() async throws {
        let stage = try await Stage()
        let tokens = [
            try stage.token(), try stage.token(header: #"{"typ":"JWT","alg":"RS256"}"#),
            try stage.token(header: #"{"alg":"RS256"}"#), try stage.token(header: #"{"alg":"RS256","kid":"1"}"#),
            try stage.token(Stage.claims(more: #","exp":1930000900"#)),
            try stage.token(Stage.claims(more: #","nbf":1930000000,"exp":1930086400,"acl":{"paths":{}}"#)),
            try stage.token(Stage.claims(issued: "1930000000.5")), try stage.token(Stage.claims(issued: "1930000059")),
            try stage.token(Stage.claims(issued: "1929999200")),
        ]
        for token in tokens + tokens { #expect(await stage.accepts(token)) }
        await stage.end()
    }

    @Test("a token that its own key signed is refused for what it says")
    func lies() async throws {
        let stage = try await Stage()
        for lie in Lie.all {
            #expect(await stage.accepts(try stage.token(lie.claims, header: lie.header)) == false, "\(lie)")
        }
        await stage.end()
    }

    @Test("10,000 bent tokens are refused, and the straight one is still taken", .timeLimit(.minutes(1)))
    func forgeries() async throws {
        let stage = try await Stage()
        var forge = try TokenForge(stage)
        for number in 0..<10_000 {
            // Other tests wait for the same few threads.
            if number % 20 == 0 { await Task.yield() }
            let token = try forge.token(number)
            guard !forge.genuine.contains(token) else { continue }
            if await stage.accepts(token) { Issue.record("forgery \(number) was taken: \(token)") }
        }
        #expect(stage.verifier.rememberedTokens == 0)
        for token in forge.good { #expect(await stage.accepts(token)) }
        #expect(stage.verifier.rememberedTokens == forge.good.count)
        await stage.end()
    }

    @Test("what another process changed counts within a second, what this one changed at once")
    func freshness() async throws {
        let stage = try await Stage()
        let token = try stage.token()
        #expect(try await stage.verifier.application(bearing: token).name == "mine")
        var changed = Stage.application("mine", stage.key)
        changed.name = "changed"
        try await stage.storage.write { [changed] in _ = try $0.update(changed) }
        #expect(try await stage.verifier.application(bearing: token).name == "mine")
        stage.clock.advance(by: .seconds(1))
        #expect(try await stage.verifier.application(bearing: token).name == "changed")
        changed.name = "again"
        try await stage.storage.write { [changed] in _ = try $0.update(changed) }
        stage.verifier.forget(changed.id)
        #expect(try await stage.verifier.application(bearing: token).name == "again")
        await stage.end()
    }

    @Test("a replaced key ends the tokens of the old one")
    func replacedKey() async throws {
        let stage = try await Stage()
        let (token, other) = (try stage.token(), try stage.token(by: stage.otherKey))
        #expect(await stage.accepts(token))
        #expect(await stage.accepts(other) == false)
        let changed = Stage.application("mine", stage.otherKey)
        try await stage.storage.write { _ = try $0.update(changed) }
        stage.clock.advance(by: .seconds(1))
        #expect(await stage.accepts(token) == false)
        #expect(await stage.accepts(other))
        await stage.end()
    }

    @Test("a token ends with its time, though it was taken before")
    func expiry() async throws {
        let stage = try await Stage()
        let token = try stage.token()
        #expect(await stage.accepts(token))
        stage.clock.advance(by: .seconds(899))
        #expect(await stage.accepts(token))
        stage.clock.advance(by: .seconds(1))
        #expect(await stage.accepts(token) == false)
        await stage.end()
    }
}

/// A rightly signed token that must be refused for its header or its claims.
struct Lie: Sendable, CustomStringConvertible {
    var header = TokenProofTests.Stage.goodHeader
    var claims = TokenProofTests.Stage.goodClaims
    var description: String { "\(header) \(claims)" }

    static let all: [Lie] =
        headers.map { Lie(header: $0) } + claims.map { Lie(claims: $0) }

    private static let headers = [
        #"{"typ":"JWT"}"#, #"{}"#, #"[]"#, #"{"alg":"none"}"#, #"{"alg":"None"}"#, #"{"alg":"HS256"}"#,
        #"{"alg":"RS512"}"#, #"{"alg":"PS256"}"#, #"{"alg":"rs256"}"#, #"{"alg":["RS256"]}"#, #"{"alg":null}"#,
        #"{"alg":"RS256","alg":"none"}"#, #"{"alg":"none","alg":"RS256"}"#, #"{"alg":"RS256","crit":["exp"]}"#,
        #"{"alg":"RS256","crit":[]}"#, #"{"alg":"RS256","jku":"https://evil.example/keys"}"#,
        #"{"alg":"RS256","jwk":{"kty":"RSA"}}"#, #"{"alg":"RS256","x5u":"https://evil.example/c"}"#,
        #"{"alg":"RS256","x5c":["MIIB"]}"#, #"{"alg":"RS256","b64":false}"#, #"{"alg":"RS256","zip":"DEF"}"#,
        #"{"alg":"RS256"}{}"#, #"{"alg":"RS256",}"#, "",
    ]

    private static let claims: [String] = [
        "{}", "[]", "null", "", #"{"application_id":"mine"}"#, #"{"application_id":"mine","iat":1930000000}"#,
        #"{"application_id":"mine","jti":"j"}"#, #"{"iat":1930000000,"jti":"j"}"#,
        stage(application: #""other""#), stage(application: #""nobody""#), stage(application: "null"),
        stage(application: "7"), stage(application: #""""#), stage(application: #"["mine"]"#),
        stage(application: #""mine\u0000""#), stage(application: #"" mine""#), stage(application: #""MINE""#),
        stage(issued: #""1930000000""#), stage(issued: "null"), stage(issued: "1930000061"),
        stage(issued: "1929999100"),
        stage(issued: "1e300"), stage(issued: "-1e300"), stage(issued: "1929913599"), stage(issued: "true"),
        stage(id: #""""#), stage(id: "null"), stage(id: "7"), stage(more: #","exp":1930000000"#),
        stage(more: #","exp":1929999999"#), stage(more: #","exp":"1930000900""#), stage(more: #","exp":null"#),
        stage(more: #","nbf":1930000061"#), stage(more: #","nbf":"now""#), stage(more: #","iat":1930000000"#),
        stage(more: #","application_id":"mine""#), stage(more: #","application_id":"other""#),
        stage(more: #","jti":"j2""#), stage(more: #","exp":1930000900,"exp":1930000900"#), stage(more: ","),
        stage(issued: "1929900000", more: #","exp":1930000900"#),
    ]

    private static func stage(
        application: String = #""mine""#, issued: String = "1930000000", id: String = #""j1""#, more: String = ""
    ) -> String {
        TokenProofTests.Stage.claims(application: application, issued: issued, id: id, more: more)
    }
}
