import AsyncHTTPClient
public import FoundationEssentials
import JWTKit
import Meetings
import MeetingsServer
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Calls the API as curl would: bytes out, status and bytes in, no client of ours between.
public struct APICaller: Sendable {
    /// An answer.
    public struct Answer: Sendable {
        public let status: Int
        public let bytes: [UInt8]
        public let headers: [String: String]

        public var text: String { String(decoding: bytes, as: UTF8.self) }

        /// A value inside the JSON answer, by keys and array positions; nil where there is none.
        public func value(_ path: String...) -> JSONTree? {
            var value: JSONTree? = try? JSONDecoder().decode(JSONTree.self, from: Data(bytes))
            for step in path { value = value?[step] }
            return value
        }

        public func string(_ path: String...) -> String? {
            var value: JSONTree? = try? JSONDecoder().decode(JSONTree.self, from: Data(bytes))
            for step in path { value = value?[step] }
            return value?.string
        }
    }

    public let base: String
    public let token: String?

    public init(base: String, token: String?) {
        self.base = base
        self.token = token
    }

    /// Sends one request; `body` is sent as it is.
    public func call(
        _ method: String, _ path: String, _ body: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: path.hasPrefix("http") ? path : base + path)
        request.method = .init(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body {
            if !request.headers.contains(name: "Content-Type") {
                request.headers.add(name: "Content-Type", value: "application/json")
            }
            request.body = .bytes(ByteBuffer(string: body))
        }
        return try await answer(to: request)
    }

    /// Posts bytes of a type to an address, without a token.
    public func post(_ bytes: [UInt8], type: String, to url: String) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: type)
        request.body = .bytes(ByteBuffer(bytes: bytes))
        return try await answer(to: request)
    }

    private func answer(to request: HTTPClientRequest) async throws -> Answer {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let buffer = try await response.body.collect(upTo: 16 << 20)
        return Answer(
            status: Int(response.status.code), bytes: Array(buffer.readableBytesView),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first })
    }
}

/// Any JSON value, for looking into answers.
public enum JSONTree: Decodable, Equatable, Sendable {
    case null, bool(Bool), number(Double), text(String), array([JSONTree]), object([String: JSONTree])

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let array = try? value.decode([JSONTree].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSONTree].self))
        }
    }

    /// A member by name, an element by position; nil where there is none.
    public subscript(step: String) -> JSONTree? {
        switch self {
        case .object(let members): members[step]
        case .array(let elements): Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        default: nil
        }
    }

    public var string: String? { if case .text(let text) = self { text } else { nil } }
    public var count: Int { if case .array(let elements) = self { elements.count } else { 0 } }
    public var elements: [JSONTree] { if case .array(let elements) = self { elements } else { [] } }
}

/// Tokens as the SDKs make them, and as attackers would.
public enum TestToken {
    /// An RS256 token. `issuedAt` and `expiresAt` are seconds since the Unix epoch.
    public static func rs256(
        privateKey: String, applicationID: String, issuedAt: Double, expiresAt: Double?, id: String = "jti-1"
    ) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(rsa: try Insecure.RSA.PrivateKey(pem: privateKey), digestAlgorithm: .sha256)
        return try await keys.sign(payload(applicationID, issuedAt, expiresAt, id))
    }

    /// A token signed with HS256, as someone who holds only the public key would make one.
    public static func hs256(secret: String, applicationID: String, issuedAt: Double) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        return try await keys.sign(payload(applicationID, issuedAt, nil, "jti-1"))
    }

    private static func payload(_ application: String, _ issued: Double, _ expires: Double?, _ id: String) -> Payload {
        Payload(application_id: application, iat: issued, exp: expires, jti: id)
    }

    // The names are those of the claims.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct Payload: JWTPayload {
        var application_id: String
        var iat: Double
        var exp: Double?
        var jti: String
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }
}

extension TestServer {
    /// A caller for this server's application, on the `/v1/meetings` prefix unless another is named.
    public func caller(prefix: String = "/v1/meetings", now: Double = Date().timeIntervalSince1970) async throws
        -> APICaller
    {
        let token = try await TestToken.rs256(
            privateKey: privateKey, applicationID: application.applicationID.rawValue, issuedAt: now - 1,
            expiresAt: now + 900)
        return APICaller(base: url + prefix, token: token)
    }
}
