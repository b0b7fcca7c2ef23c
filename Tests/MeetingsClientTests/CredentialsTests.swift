import CryptoExtras
import FoundationEssentials
import Meetings
import MeetingsClient
import Synchronization
import Testing

@Suite("Credentials")
struct CredentialsTests {
    @Test(
        "say what is wrong with a key that cannot sign",
        arguments: [
            ("", "is not in PEM form"), ("MIIEvQ", "is not in PEM form"),
            ("-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----", "is a public key"),
            ("-----BEGIN RSA PUBLIC KEY-----\nAA==\n-----END RSA PUBLIC KEY-----", "is a public key"),
            ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==", "is locked with a passphrase"),
            ("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n", "is locked with a passphrase"),
            ("-----BEGIN CERTIFICATE-----\nAA==", "is a certificate"),
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nAA==", "is a key for SSH"),
            ("-----BEGIN EC PRIVATE KEY-----\nAA==", "is an elliptic-curve key"),
            ("-----BEGIN DH PARAMETERS-----\nAA==", "holds no private key"),
            ("-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----", "is damaged"),
        ])
    func badKey(pem: String, expected: String) {
        let error = #expect(throws: ClientError.self) {
            try Credentials(applicationID: ApplicationID("a"), privateKeyPEM: pem)
        }
        #expect(error?.code == .badKey && error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }

    @Test("say which file is missing, and which cannot be read")
    func files() {
        let application = ApplicationID("a")
        let missing = #expect(throws: ClientError.self) {
            try Credentials(applicationID: application, privateKeyFile: "/nowhere/key.pem")
        }
        #expect(missing?.message.hasPrefix("There is no file /nowhere/key.pem.") == true)
        let folder = #expect(throws: ClientError.self) {
            try Credentials(applicationID: application, privateKeyFile: "/tmp")
        }
        #expect(folder?.message.hasPrefix("/tmp cannot be read.") == true)
    }

    @Test("never show the key")
    func hidden() throws {
        let credentials = try Sample.credentials()
        var dumped = ""
        dump(credentials, to: &dumped)
        #expect("\(credentials)" == "application app1" && !dumped.contains("PRIVATE"))
    }

    @Test("sign tokens that the public key proves, with the documented claims")
    func token() async throws {
        let clock = MovableClock()
        let source = TokenSource(credentials: try Sample.credentials(), clock: clock) { "id-1" }
        let parts = try await source.token().split(separator: ".").map(String.init)
        #expect(parts.count == 3)
        let header = try #require(decoded(parts[0]))
        #expect(header == #"{"alg":"RS256","typ":"JWT"}"# || header == #"{"typ":"JWT","alg":"RS256"}"#)
        let claims = try JSONDecoder().decode([String: Claim].self, from: Data((decoded(parts[1]) ?? "").utf8))
        #expect(
            claims == [
                "application_id": .text("app1"), "jti": .text("id-1"), "iat": .number(1_930_000_000),
                "exp": .number(1_930_000_900),
            ])
        let signature = _RSA.Signing.RSASignature(rawRepresentation: try #require(data(parts[2])))
        let signed = Data("\(parts[0]).\(parts[1])".utf8)
        let key = try Sample.key.get().publicKey
        #expect(key.isValidSignature(signature, for: signed, padding: .insecurePKCS1v1_5))
    }

    @Test("use a token until a minute before its end, and sign anew when the clock went back")
    func reuse() async throws {
        let clock = MovableClock()
        let numbers = Mutex(0)
        let source = TokenSource(credentials: try Sample.credentials(), clock: clock) {
            numbers.withLock { number in
                number += 1
                return "id-\(number)"
            }
        }
        let first = try await source.token()
        clock.now = clock.now + .seconds(839)
        #expect(try await source.token() == first)
        clock.now = clock.now + .seconds(1)
        let second = try await source.token()
        #expect(second != first)
        clock.now = clock.now - .seconds(10)
        let third = try await source.token()
        #expect(third != second)
        await source.discard()
        #expect(try await source.token() != third)
        #expect(numbers.withLock { $0 } == 4)
    }

    private enum Claim: Decodable, Equatable {
        case text(String)
        case number(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    private func data(_ segment: String) -> Data? {
        let text = segment.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: text + String(repeating: "=", count: (4 - text.count % 4) % 4))
    }

    private func decoded(_ segment: String) -> String? { data(segment).map { String(decoding: $0, as: UTF8.self) } }
}

/// A clock that a test sets.
final class MovableClock: WallClock {
    private let time = Mutex(Timestamp(milliseconds: 1_930_000_000_000))
    var now: Timestamp {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
    func sleep(until deadline: Timestamp) async throws { now = max(now, deadline) }
}
