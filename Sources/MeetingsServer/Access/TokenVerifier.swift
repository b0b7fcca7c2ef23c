import FoundationEssentials
import JWTKit
import Meetings
import MeetingsCallbacks
import MeetingsStorage
import Synchronization

/// Says which application a request speaks for: checks the RS256 token against the public key of the application that
/// it names (API guide, *Authentication*).
final class TokenVerifier: Sendable {
    /// The claims of a token. `application_id`, `iat` and `jti` are required, `nbf` and `exp` count where they stand.
    struct Claims: JWTPayload, Hashable {
        var applicationID: String
        var issuedAt: Double
        var identifier: String
        var notBefore: Double?
        var expiration: Double?

        enum CodingKeys: String, CodingKey {
            case applicationID = "application_id"
            case issuedAt = "iat"
            case identifier = "jti"
            case notBefore = "nbf"
            case expiration = "exp"
        }

        /// Times are judged by `TokenVerifier` on its own clock.
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    /// A token without `exp` lives this long, and none lives longer than a day (API guide).
    static let defaultLife = 900.0
    static let longestLife = 86_400.0
    /// How far the clocks of client and server may differ.
    static let clockTolerance = 60.0
    private static let cacheLimit = 4096

    /// An application with the key that its tokens are checked with.
    private struct Key {
        var application: StoredApplication
        var collection: JWTKeyCollection
    }

    /// What need not be looked up or computed again.
    private struct Known {
        var keys: [ApplicationID: Key] = [:]
        var verified: [String: Claims] = [:]
    }

    private let storage: Storage
    private let clock: any WallClock
    private let known = Mutex(Known())

    init(storage: Storage, clock: any WallClock) {
        self.storage = storage
        self.clock = clock
    }

    /// The application that the token was signed for. Throws the 401 of the API where it was not.
    func application(bearing token: String) async throws -> StoredApplication {
        let refusal = Problem(.unauthorized, "You did not provide correct credentials")
        let remembered = known.withLock { known in
            known.verified[token].map { ($0, known.keys[ApplicationID($0.applicationID)]?.application) }
        }
        if let (claims, application) = remembered {
            guard isCurrent(claims), let application else { throw refusal }
            return application
        }
        guard token.utf8.count <= 8192, Self.algorithm(of: token) == "RS256",
            let named = try? DefaultJWTParser().parse(Array(token.utf8), as: Claims.self).payload,
            let key = try await key(of: ApplicationID(named.applicationID)),
            let claims = try? await key.collection.verify(token, as: Claims.self), claims == named, isCurrent(claims)
        else { throw refusal }
        known.withLock { known in
            if known.verified.count >= Self.cacheLimit { known.verified.removeAll(keepingCapacity: true) }
            known.verified[token] = claims
        }
        return key.application
    }

    private func isCurrent(_ claims: Claims) -> Bool {
        let now = Double(clock.now.milliseconds) / 1000
        let end = min(claims.expiration ?? claims.issuedAt + Self.defaultLife, claims.issuedAt + Self.longestLife)
        return claims.issuedAt.isFinite && claims.issuedAt <= now + Self.clockTolerance && now < end
            && (claims.notBefore ?? 0) <= now + Self.clockTolerance && !claims.identifier.isEmpty
    }

    /// The `alg` of the token's header: anything but RS256 is refused before a key is looked at.
    private static func algorithm(of token: String) -> String? {
        struct Header: Decodable { var alg: String }
        guard let part = token.split(separator: ".", omittingEmptySubsequences: false).first,
            let bytes = Encoding.decodeBase64URL(part)
        else { return nil }
        return try? JSONDecoder().decode(Header.self, from: bytes).alg
    }

    /// Applications are made by another process too, so an unknown one is looked up each time.
    private func key(of id: ApplicationID) async throws -> Key? {
        if let key = known.withLock({ $0.keys[id] }) { return key }
        guard let application = try await storage.read({ try $0.application(id) }) else { return nil }
        let collection = JWTKeyCollection()
        await collection.add(rsa: try Insecure.RSA.PublicKey(pem: application.publicKey), digestAlgorithm: .sha256)
        let key = Key(application: application, collection: collection)
        known.withLock { $0.keys[id] = key }
        return key
    }
}
