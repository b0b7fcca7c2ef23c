import FoundationEssentials
import JWTKit
public import Meetings

/// Signs the bearer tokens of an application, and uses each until shortly before it expires.
public actor TokenSource {
    /// How long a token is good for.
    static let life = Duration.seconds(900)
    /// How long before its end a token is no longer sent.
    static let margin = Duration.seconds(60)

    private let credentials: Credentials
    private let clock: any WallClock
    private let makeID: @Sendable () -> String
    private var keys: JWTKeyCollection?
    private var current: (token: String, issuedAt: Timestamp)?

    /// `makeID` draws the `jti` of each token, which must never repeat.
    public init(
        credentials: Credentials, clock: any WallClock,
        makeID: @escaping @Sendable () -> String = TokenSource.randomID
    ) {
        self.credentials = credentials
        self.clock = clock
        self.makeID = makeID
    }

    /// A random UUID.
    @Sendable public static func randomID() -> String { UUID().uuidString.lowercased() }

    /// A token that is good for at least another minute. Signing one costs about a millisecond.
    public func token() async throws -> String {
        let now = clock.now
        if let current, Self.isUsable(issuedAt: current.issuedAt, now: now) { return current.token }
        let signed = try await sign(now: now)
        current = (signed, now)
        return signed
    }

    /// Throws the present token away, as after a refusal: the next one is signed anew.
    public func discard() { current = nil }

    /// A token is also dropped when the clock went back, because a server refuses one from the future.
    static func isUsable(issuedAt: Timestamp, now: Timestamp) -> Bool {
        now >= issuedAt && now < issuedAt + life - margin
    }

    private func sign(now: Timestamp) async throws -> String {
        let collection = keys ?? JWTKeyCollection()
        if keys == nil {
            await collection.add(rsa: credentials.key, digestAlgorithm: .sha256)
            keys = collection
        }
        return try await collection.sign(
            Claims(
                applicationID: credentials.applicationID.rawValue, issuedAt: now.seconds, tokenID: makeID(),
                expiresAt: (now + Self.life).seconds))
    }

    /// The claims of a request (API guide, *Authentication*).
    private struct Claims: JWTPayload {
        var applicationID: String
        var issuedAt: Int64
        var tokenID: String
        var expiresAt: Int64

        enum CodingKeys: String, CodingKey {
            case applicationID = "application_id"
            case issuedAt = "iat"
            case tokenID = "jti"
            case expiresAt = "exp"
        }

        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }
}
