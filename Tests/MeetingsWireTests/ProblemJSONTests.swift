import Meetings
import MeetingsWire
import Testing

@Suite("Refusals as JSON")
struct ProblemJSONTests {
    @Test(
        "are written as they were read, byte for byte",
        arguments: [
            ("error-401", 401), ("error-400-input", 400), ("error-400-in-use", 400), ("error-403", 403),
            ("error-404", 404),
            ("error-409", 409), ("error-500", 500),
        ])
    func canonical(name: String, status: Int) throws {
        let problem = ProblemJSON.read(try Fixture.bytes(name), status: status)
        #expect(problem.status == status)
        #expect(text(ProblemJSON.write(problem)) == (try Fixture.compact(name)))
    }

    @Test("are read back as they were", arguments: Problem.Kind.allCases)
    func everyKind(kind: Problem.Kind) {
        let errors = kind == .unauthorized ? [] : ["first \"one\"", "second"]
        let problem = Problem(kind, "What happened.", errors: errors)
        #expect(ProblemJSON.read(ProblemJSON.write(problem), status: problem.status) == problem)
    }

    @Test("about logos keep what was wrong with each")
    func logos() throws {
        let problem = ProblemJSON.read(try Fixture.bytes("foreign-error-logos"), status: 400)
        #expect(problem.errors == ["invalid_logo_properties: dimensions: auto-expiring-temp/logos/white/1"])
    }

    @Test(
        "are understood by status alone when a proxy answers",
        arguments: [
            (502, .unavailable), (503, .unavailable), (504, .unavailable), (501, .internalError), (418, .badRequest),
            (404, .notFound), (429, .tooManyRequests), (413, .tooLarge), (422, .unprocessable), (401, .unauthorized),
        ] as [(Int, Problem.Kind)])
    func proxies(status: Int, kind: Problem.Kind) {
        for body in ["<html>Bad Gateway</html>", "", "[]", "null", "{\"message\":7}"] {
            let problem = ProblemJSON.read(Array(body.utf8), status: status)
            #expect(problem == Problem(kind, "The server answered with status \(status) and no explanation"))
        }
    }
}
