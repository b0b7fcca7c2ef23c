import CryptoExtras
import FoundationEssentials
import Meetings
import MeetingsStorage
import Synchronization

/// Says which application a request speaks for: checks the RS256 token against the public key of the application that
/// it names (API guide, *Authentication*).
///
/// What a caller without a key can make it do is bounded: a token is read once and only up to a length, costs at most
/// one look-up by key and one check of a signature, and is not remembered unless it was right.
final class TokenVerifier: Sendable {
    /// A token without `exp` lives this long, and none lives longer than a day (API guide).
    static let defaultLife = 900.0
    static let longestLife = 86_400.0
    /// How far the clocks of client and server may differ.
    static let clockTolerance = 60.0
    /// How old what is known of an application may be: another process may have changed it.
    static let freshness = Duration.seconds(1)
    private static let cacheLimit = 4096

    /// An application with the key that its tokens are checked with.
    private struct Key {
        var application: StoredApplication
        var publicKey: _RSA.Signing.PublicKey
        var readAt: Timestamp
    }

    /// A token whose signature was right, and the public key (PEM) that says so.
    private struct Verified {
        var claims: RequestToken.Claims
        var publicKey: String
    }

    /// What need not be looked up or computed again.
    private struct Known {
        var keys: [ApplicationID: Key] = [:]
        var verified: [String: Verified] = [:]
        /// Rises with each application that is forgotten, so that an older look-up under way is not remembered.
        var generation = 0
    }

    private let storage: Storage
    private let clock: any WallClock
    private let known = Mutex(Known())

    init(storage: Storage, clock: any WallClock) {
        self.storage = storage
        self.clock = clock
    }

    /// The application that the token was signed for, as it is now. Throws the 401 of the API where it was not.
    func application(bearing token: String) async throws -> StoredApplication {
        let refusal = Problem(.unauthorized, "You did not provide correct credentials")
        guard token.utf8.count <= RequestToken.longest else { throw refusal }
        if let verified = known.withLock({ $0.verified[token] }) {
            guard isCurrent(verified.claims), let key = try await key(of: verified.claims.application) else {
                throw refusal
            }
            if key.application.publicKey == verified.publicKey { return key.application }
        }
        guard let read = RequestToken(token), isCurrent(read.claims),
            let key = try await key(of: read.claims.application),
            key.publicKey.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: read.signature), for: read.signed,
                padding: .insecurePKCS1v1_5)
        else { throw refusal }
        known.withLock { known in
            if known.verified.count >= Self.cacheLimit { known.verified.removeAll(keepingCapacity: true) }
            known.verified[token] = Verified(claims: read.claims, publicKey: key.application.publicKey)
        }
        return key.application
    }

    /// How many tokens are remembered: only right ones are.
    var rememberedTokens: Int { known.withLock { $0.verified.count } }

    /// Lets the next request see the application as it is stored now.
    func forget(_ application: ApplicationID) {
        known.withLock { known in
            known.keys[application] = nil
            known.generation += 1
        }
    }

    private func isCurrent(_ claims: RequestToken.Claims) -> Bool {
        let now = Double(clock.now.milliseconds) / 1000
        let end = min(claims.expiration ?? claims.issuedAt + Self.defaultLife, claims.issuedAt + Self.longestLife)
        return claims.issuedAt <= now + Self.clockTolerance && now < end
            && (claims.notBefore ?? 0) <= now + Self.clockTolerance
    }

    /// Applications are made and changed by other processes too: an unknown one is looked up each time, a known one
    /// again when what is known of it is no longer fresh.
    private func key(of id: ApplicationID) async throws -> Key? {
        let now = clock.now
        let (remembered, generation) = known.withLock { ($0.keys[id], $0.generation) }
        // A clock that was set back makes nothing fresh.
        if let remembered, now >= remembered.readAt, now - remembered.readAt < Self.freshness { return remembered }
        guard let application = try await storage.read({ try $0.application(id) }) else {
            known.withLock { $0.keys[id] = nil }
            return nil
        }
        let isSameKey = remembered?.application.publicKey == application.publicKey
        let publicKey =
            try isSameKey ? remembered?.publicKey : _RSA.Signing.PublicKey(pemRepresentation: application.publicKey)
        guard let publicKey else { return nil }
        let key = Key(application: application, publicKey: publicKey, readAt: now)
        known.withLock { if $0.generation == generation { $0.keys[id] = key } }
        return key
    }
}
