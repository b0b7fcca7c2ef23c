import ArgumentParser
import Meetings
import MeetingsClient
import Testing

@testable import greenroom

@Suite("What commands print and understand")
struct CommandTextTests {
    @Test(
        "words are quoted for a shell only where they must be",
        arguments: [
            ("plain-1.0/x:y@z", "plain-1.0/x:y@z"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#),
            ("$HOME", "'$HOME'"), ("a\nb", "'a\nb'"), ("*", "'*'"), ("~", "'~'"), ("ü", "'ü'"), ("a?b", "'a?b'"),
        ])
    func quoting(text: String, word: String) { #expect(ShellQuoting.word(text) == word) }

    @Test("a curl command names method, certificate and body only where curl would not guess them")
    func curl() {
        let token = "-H \"Authorization: Bearer $TOKEN\""
        #expect(CurlText(method: "GET", url: "http://x/y?a=1&b=2").text == "curl -sS 'http://x/y?a=1&b=2' \(token)\n")
        #expect(
            CurlText(method: "POST", url: "http://x", body: Array("{}".utf8), certificatePath: "/a b").text
                == "curl -sS --cacert '/a b' http://x \(token) -H 'Content-Type: application/json' --data-binary '{}'\n"
        )
        #expect(CurlText(method: "POST", url: "http://x").text == "curl -sS -X POST http://x \(token)\n")
        let long = [UInt8](repeating: UInt8(ascii: "1"), count: 70_000)
        let text = CurlText(method: "POST", url: "http://x", body: long).text
        #expect(text.hasSuffix("1\nGREENROOM\n") && text.contains("@- <<'GREENROOM'\n1"))
    }

    @Test(
        "the nearest verb is suggested, far ones are not",
        arguments: [
            (["romms"], "`rooms`"), (["rooms", "lsit"], "`list`"), (["rooms", "list"], nil), (["xyz"], nil),
            (["--json"], nil), (["rooms", "create", "creat"], nil), (["them"], nil), (["theme"], "`themes`"),
        ] as [([String], String?)])
    func suggestion(words: [String], expected: String?) {
        let sentence = VerbSuggestion.sentence(for: words, of: GreenroomCommand.self)
        if let expected {
            #expect(sentence?.hasSuffix("Did you mean \(expected)?") == true)
        } else {
            #expect(sentence == nil)
        }
    }

    @Test(
        "a path is taken apart for sending, with or without the prefix of the API",
        arguments: [
            ("/rooms?page_size=3", ["rooms"], ["page_size=3"]), ("rooms/a%2Fb", ["rooms", "a/b"], []),
            ("/v1/meetings/rooms/", ["rooms"], []), ("/beta/meetings/x?y&z=%20", ["x"], ["y=", "z= "]),
            ("/x?u=http://a/b", ["x"], ["u=http://a/b"]), ("/100%", ["100%"], []), ("/%zz%4", ["%zz%4"], []),
        ])
    func target(text: String, path: [String], query: [String]) {
        let target = RequestTarget(text)
        #expect(target.path == path)
        #expect(target.query.map { "\($0.name)=\($0.value)" } == query)
    }

    @Test(
        "failures become the documented exit codes",
        arguments: [
            (Problem.Kind.invalidInput, CommandStatus.refused), (.badRequest, .refused), (.conflict, .refused),
            (.unprocessable, .refused), (.tooLarge, .refused), (.notFound, .notFound), (.unauthorized, .noPermission),
            (.forbidden, .noPermission), (.tooManyRequests, .tryAgain), (.unavailable, .tryAgain),
            (.internalError, .failed), (.methodNotAllowed, .failed),
        ])
    func exitCodes(kind: Problem.Kind, status: CommandStatus) {
        let problem = Problem(kind, "No")
        #expect(CommandFailure(problem).exitCode == status.rawValue)
        #expect(CommandFailure(ClientError(.problem, "No", problem: problem)).exitCode == status.rawValue)
    }

    @Test(
        "failures of the network have exit codes of their own",
        arguments: [
            (ClientError.Code.unreachable, 69), (.timedOut, 69), (.tls, 69), (.silent, 69), (.unauthorized, 77),
            (.badKey, 1), (.badServer, 1), (.notUnderstood, 1), (.tooLarge, 1), (.noStream, 1),
        ] as [(ClientError.Code, Int32)])
    func networkExitCodes(code: ClientError.Code, status: Int32) {
        #expect(CommandFailure(ClientError(code, "No")).exitCode == status)
    }

    @Test("callback URLs that are not named stay, none removes")
    func callbacks() throws {
        let options = try CallbackOptions.parse([
            "--rooms-callback-url", "none", "--sessions-callback-url", "http://new",
        ])
        let urls = options.applied(to: CallbackURLs(rooms: "http://a", sessions: "http://b", recordings: "http://c"))
        #expect(urls == CallbackURLs(rooms: nil, sessions: "http://new", recordings: "http://c"))
    }

    @Test("facts are aligned and scrubbed, what is not there is left out")
    func facts() {
        let text = FactList([("a", "1"), ("long name", "x\u{1B}[31m"), ("none", nil)]).text
        #expect(text == "a          1\nlong name  x▯[31m\n")
    }

    @Test("terminals that the machine knows have colors, others are none")
    func terminals() {
        #expect(TerminalDescription(name: "xterm-256color", environment: [:])?.colors == 256)
        #expect(TerminalDescription(name: "vt100", environment: [:])?.colors == 0)
        for name in ["", "no-such-terminal", "../x", "x/../../etc/passwd"] {
            #expect(TerminalDescription(name: name, environment: [:]) == nil)
        }
    }

    @Test("a report is aligned, with each fix below its finding")
    func report() {
        var report = DoctorReport(findings: [.ok("a", "Fine."), .failure("long", "Bad.", fix: "Mend it.")])
        #expect(report.text == "OK    a     Fine.\nFAIL  long  Bad.\n            Mend it.\n")
        #expect(report.failures == 1)
        report.findings = [.warning("a", "Hm.", fix: "Look.")]
        #expect(
            String(decoding: report.json, as: UTF8.self)
                == #"{"checks":[{"name":"a","verdict":"WARN","text":"Hm.","fix":"Look."}],"failures":0}"#)
    }
}
