import ArgumentParser
import Foundation
import Testing

@testable import greenroom

struct ConfigurationTests {
    /// Writes `text` as the configuration of a fresh home and resolves a connection in it.
    private static func resolve(
        _ text: String, arguments: [String], environment: [String: String]
    ) throws -> Connection? {
        let home = FileManager.default.temporaryDirectory.path + "/greenroom-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: home + "/greenroom", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        try Data(text.utf8).write(to: URL(filePath: home + "/greenroom/config.yaml"))
        let options = try ConnectionOptions.parse(arguments)
        return try options.named(environment: environment.merging(["XDG_CONFIG_HOME": home]) { $1 })
    }

    /// Reading a configuration holds its thread, as `main` may: so not one that tasks need.
    private func connection(
        _ text: String, arguments: [String] = [], environment: [String: String] = [:]
    ) async throws -> Connection? {
        try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread {
                done.resume(with: Result { try Self.resolve(text, arguments: arguments, environment: environment) })
            }
        }
    }

    private func complaint(
        _ text: String, arguments: [String] = [], environment: [String: String] = [:]
    ) async -> String {
        do {
            _ = try await connection(text, arguments: arguments, environment: environment)
            return ""
        } catch {
            return CommandFailure(error).message
        }
    }

    private static let production = """
        profile: production
        profiles:
          production:
            server: https://meet.example.org/
            application_id: 78d335fa
            private_key: keys/production.pem
            environment: PROD eu-1
            receiver:
              listen: 127.0.0.1:9000
              signature_secret: s3cret
          staging:
            server: http://127.0.0.1:8080
            application_id: aaaa
            private_key: /keys/staging.pem
        """

    @Test("reads the standing profile, its key beside the file")
    func standingProfile() async throws {
        let found = try #require(try await connection(Self.production))
        #expect(found.server == "https://meet.example.org")
        #expect(found.profile == "production")
        #expect(found.environment == "PROD eu-1")
        #expect(found.privateKeyPath.hasSuffix("/greenroom/keys/production.pem"))
        #expect(found.receiver?.listen == ListenAddress(host: "127.0.0.1", port: 9000))
        #expect(found.receiver?.signatureSecret == "s3cret")
    }

    @Test("takes a flag before a variable before the file")
    func precedence() async throws {
        let environment = ["GREENROOM_APPLICATION_ID": "from-variable", "GREENROOM_SERVER": "http://variable"]
        let found = try #require(
            try await connection(
                Self.production, arguments: ["--profile", "staging", "--server", "http://flag"],
                environment: environment))
        #expect(found.server == "http://flag")
        #expect(found.applicationID == "from-variable")
        #expect(found.privateKeyPath == "/keys/staging.pem")
    }

    @Test("means the local server when nothing is named", arguments: ["", "# profiles:\n", "---\n"])
    func nothing(text: String) async throws {
        #expect(try await connection(text) == nil)
    }

    @Test("counts an empty variable as unset")
    func emptyVariable() async throws {
        #expect(try await connection("", environment: ["GREENROOM_SERVER": "", "GREENROOM_PROFILE": ""]) == nil)
    }

    @Test(
        "names file and key of each mistake",
        arguments: [
            ("profile: prod\n", "greenroom/config.yaml has no profile named `prod`. It has no profile."),
            ("profiles:\n  a:\n    servr: http://x\n", "`profiles.a.servr` is not a known key."),
            (
                "profile: a\nprofiles:\n  a:\n    server: http://x\n",
                "config.yaml: profiles.a.application_id is missing."
            ),
            (
                "profile: a\nprofiles:\n  a:\n    server: ftp://x\n    application_id: i\n    private_key: k\n",
                "config.yaml:4: `profiles.a.server` must be an http or https URL"
            ),
            ("profile: [a, b]\n", "config.yaml:1: `profile` must be one text, not a list."),
            ("just words\n", "config.yaml is not a configuration:"),
            ("a: b: c\n", "config.yaml:1: This is not a configuration: it is no valid YAML at column 5."),
            ("a: 1\na: 2\n", "a key may stand only once in one place, and `a` is repeated."),
            ("profile: [[a]]\n", "config.yaml:1: `profile` must be a list of texts, not of lists or keys."),
        ])
    func mistakes(text: String, expected: String) async {
        let message = await complaint(text)
        #expect(message.contains(expected), "\(message)")
    }

    @Test("says which flag is missing without a profile")
    func missingFlag() async {
        #expect(await complaint("", arguments: ["--server", "http://x"]).hasPrefix("--application-id is missing"))
    }

    @Test(
        "reads addresses as HOST:PORT",
        arguments: [
            ("127.0.0.1:7480", "127.0.0.1:7480"), ("[::1]:80", "[::1]:80"), ("localhost:0", "localhost:0"),
            ("::1:80", nil),
            ("7480", nil), (":80", nil), ("a:65536", nil), ("a:", nil),
        ])
    func addresses(text: String, expected: String?) {
        #expect(ListenAddress(argument: text)?.description == expected)
    }
}
