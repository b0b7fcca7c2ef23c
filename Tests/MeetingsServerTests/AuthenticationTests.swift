import Foundation
import Meetings
import MeetingsServer
import ServerSupport
import Testing

/// Who may call: only the holder of an application's private key, and only for a while.
struct AuthenticationTests {
    private static let now = Date().timeIntervalSince1970

    private func status(_ server: TestServer, token: String?, header: String? = nil) async throws -> Int {
        let caller = APICaller(base: server.url + "/v1/meetings", token: token)
        return try await caller.call("GET", "/rooms", headers: header.map { ["Authorization": $0] } ?? [:]).status
    }

    @Test("no token, no answer; the body has the other shape") func missing() async throws {
        try await TestServer.with { server in
            let answer = try await APICaller(base: server.url + "/v1/meetings", token: nil).call("GET", "/rooms")
            #expect(answer.status == 401)
            #expect(answer.string("detail") == "Auth header is required")
            #expect(answer.string("title") != nil)
            #expect(answer.value("name") == nil)
        }
    }

    @Test("expired, not yet valid, and foreign tokens are refused") func times() async throws {
        try await TestServer.with { server in
            let id = server.application.applicationID.rawValue
            func token(_ issued: Double, _ expires: Double?, application: String = id) async throws -> String {
                try await TestToken.rs256(
                    privateKey: server.privateKey, applicationID: application, issuedAt: issued, expiresAt: expires)
            }
            let cases: [(String, Int)] = [
                (try await token(Self.now, Self.now + 900), 200),
                (try await token(Self.now, nil), 200),
                (try await token(Self.now - 1000, Self.now - 100), 401),
                (try await token(Self.now - 1000, nil), 401),
                (try await token(Self.now + 3600, Self.now + 7200), 401),
                (try await token(Self.now - 90_000, Self.now + 900), 401),
                (try await token(Self.now, nil, application: "somebody-else"), 401),
            ]
            for (number, (token, expected)) in cases.enumerated() {
                let answered = try await status(server, token: token)
                #expect(answered == expected, "case \(number)")
            }
        }
    }

    @Test("another application's key does not open this one") func otherKey() async throws {
        try await TestServer.with { server in
            let other = try await server.makeApplication()
            let token = try await TestToken.rs256(
                privateKey: try String(contentsOfFile: other.privateKeyPath, encoding: .utf8),
                applicationID: server.application.applicationID.rawValue, issuedAt: Self.now, expiresAt: nil)
            #expect(try await status(server, token: token) == 401)
        }
    }

    @Test("a token signed with HS256, with no algorithm, or changed anywhere is refused") func forged() async throws {
        try await TestServer.with { server in
            let id = server.application.applicationID.rawValue
            let symmetric = try await TestToken.hs256(secret: server.privateKey, applicationID: id, issuedAt: Self.now)
            #expect(try await status(server, token: symmetric) == 401)
            let good = try await TestToken.rs256(
                privateKey: server.privateKey, applicationID: id, issuedAt: Self.now, expiresAt: nil)
            let parts = good.split(separator: ".").map(String.init)
            let none = Data(#"{"alg":"none","typ":"JWT"}"#.utf8).base64EncodedString().filter { $0 != "=" }
            #expect(try await status(server, token: "\(none).\(parts[1]).") == 401)
            #expect(try await status(server, token: "\(none).\(parts[1]).\(parts[2])") == 401)
            for position in stride(from: 0, to: good.count, by: 37) {
                var bytes = Array(good.utf8)
                bytes[position] = bytes[position] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                #expect(try await status(server, token: String(decoding: bytes, as: UTF8.self)) == 401)
            }
            #expect(try await status(server, token: nil, header: "Basic a2V5OnNlY3JldA==") == 401)
            #expect(try await status(server, token: "") == 401)
            #expect(try await status(server, token: String(repeating: "x", count: 20_000)) == 401)
            #expect(try await status(server, token: good) == 200)
            #expect(try await status(server, token: nil, header: "bearer  \(good)") == 200)
        }
    }
}
