import MeetingsMedia
import Testing

@testable import greenroom

@Suite("What is set for sound and picture")
struct MediaChoiceTests {
    private static let file = """
        media:
          ports: 30000-30999
          interfaces: [eth0, wg0]
        turn:
          urls: turn:turn.example.org
          shared_secret: from-file

        """

    private func choice(
        flags: [String: String] = [:], environment: [String: String] = [:], file: String = ""
    ) async throws -> MediaChoice {
        let file = try await ConfigurationSchemaTests.file(file)
        try file.check()
        return try MediaChoice(flags: flags, environment: environment, file: file)
    }

    @Test("is found on the machine when nothing is said")
    func nothing() async throws {
        #expect(try await choice().outcome == MediaSettings())
    }

    @Test("goes by a flag, then a variable, then the file")
    func order() async throws {
        let variables = ["GREENROOM_MEDIA_PORTS": "31000-31999", "GREENROOM_TURN_SHARED_SECRET": "from-variable"]
        let fromFile = try #require(try await choice(file: Self.file).outcome)
        #expect(fromFile.ports == 30_000...30_999)
        #expect(fromFile.interfaces == ["eth0", "wg0"])
        let url = "turn:turn.example.org"
        #expect(fromFile.turn.source == .external(urls: [url], secret: TurnSecret("from-file")))
        let fromVariable = try #require(try await choice(environment: variables, file: Self.file).outcome)
        #expect(fromVariable.ports == 31_000...31_999)
        #expect(fromVariable.turn.source == .external(urls: [url], secret: TurnSecret("from-variable")))
        let flags = ["media.ports": "32000-32999", "media.interfaces": "eth1, eth2", "turn.enabled": "off"]
        let fromFlag = try #require(try await choice(flags: flags, environment: variables, file: Self.file).outcome)
        #expect(fromFlag.ports == 32_000...32_999)
        #expect(fromFlag.interfaces == ["eth1", "eth2"])
        #expect(fromFlag.turn.source == .off)
        #expect(try await choice(flags: ["media.enabled": "off"], file: Self.file).outcome == nil)
    }

    @Test(
        "names the flag or the variable that is wrong",
        arguments: [
            (["media.ports": "9"], [:], "--media-ports must be two ports such as 20000-24999; it is `9`."),
            (["media.ports": "30-20"], [:], "--media-ports must be two ports"),
            (["media.ports": "1-65536"], [:], "--media-ports must be two ports"),
            (["media.enabled": "yes"], [:], "--media must be one of auto, off; it is `yes`."),
            (["media.instances": "0"], [:], "--media-instances must be a whole number from 1 to 64; it is `0`."),
            (["turn.urls": "http://x"], [:], "--turn-urls must be a stun: or turn: URL"),
            ([:], ["GREENROOM_MEDIA_PUBLIC_ADDRESS": "host"], "GREENROOM_MEDIA_PUBLIC_ADDRESS must be an IPv4 address"),
            ([:], ["GREENROOM_MEDIA_PUBLIC_ADDRESS": "1.2.3.256"], "GREENROOM_MEDIA_PUBLIC_ADDRESS must be"),
            ([:], ["GREENROOM_TURN_PORT": "70000"], "GREENROOM_TURN_PORT must be a whole number from 1 to 65535"),
        ] as [([String: String], [String: String], String)])
    func wrong(flags: [String: String], environment: [String: String], sentence: String) async throws {
        let failure = await #expect(throws: CommandFailure.self) {
            _ = try await choice(flags: flags, environment: environment)
        }
        #expect(failure?.message.contains(sentence) == true, "\(failure?.message ?? "")")
    }
}
