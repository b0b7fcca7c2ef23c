import FoundationEssentials

/// A JWT taken apart, its signature not yet checked.
struct SignedToken {
    /// Header and claims as they were signed, the point between them included.
    let signed: String
    let signature: String
    private let encodedClaims: String

    /// Throws when the field is no bearer token, and when the token names another algorithm than HS256: a header that
    /// says `none`, or a public-key algorithm, must never choose how it is checked.
    init(authorization: String) throws(CallbackRefusal) {
        let parts = authorization.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 8192 else {
            throw CallbackRefusal(.malformed, "The Authorization field is not \"Bearer\" and a JWT.")
        }
        let segments = parts[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard segments.count == 3, let data = Encoding.decodeBase64URL(segments[0]),
            let header = try? JSONDecoder().decode(Header.self, from: data)
        else {
            throw CallbackRefusal(.malformed, "The bearer token is not a JWT.")
        }
        guard header.alg == "HS256" else {
            throw CallbackRefusal(.wrongAlgorithm, "The JWT is not signed with HS256.")
        }
        guard header.crit == nil else {
            throw CallbackRefusal(.malformed, "The JWT demands extensions (crit) that are not known here.")
        }
        signed = segments[0] + "." + segments[1]
        signature = segments[2]
        encodedClaims = segments[1]
    }

    /// Throws when a claim that a callback needs is missing. Call it only once the signature fits.
    func claims() throws(CallbackRefusal) -> Claims {
        guard let data = Encoding.decodeBase64URL(encodedClaims),
            let claims = try? JSONDecoder().decode(Claims.self, from: data)
        else {
            throw CallbackRefusal(.malformed, "The JWT lacks one of the claims iat, jti and payload_hash.")
        }
        return claims
    }

    /// The header of the token (RFC 7515 section 4.1).
    private struct Header: Decodable {
        var alg: String
        var crit: [String]?
    }

    /// The claims of a signed callback.
    struct Claims: Decodable {
        /// Seconds since the Unix epoch.
        var issuedAt: Double
        var tokenID: String
        /// Lower-case hexadecimal SHA-256 of the body.
        var payloadHash: String
        var apiKey: String?
        var applicationID: String?

        enum CodingKeys: String, CodingKey {
            case issuedAt = "iat"
            case tokenID = "jti"
            case payloadHash = "payload_hash"
            case apiKey = "api_key"
            case applicationID = "application_id"
        }
    }
}
