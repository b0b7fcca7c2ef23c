import Foundation
import Meetings
import MeetingsServer
import MeetingsWire
import ServerSupport
import Testing
import ValueSupport

/// What the official client libraries and the documentation's examples send, word for word.
struct ClientRequestTests {
    private static let now = Timestamp("2031-05-30T12:00:00Z") ?? Timestamp(milliseconds: 0)

    @Test(
        "the requests of every client library are answered as it expects",
        arguments: ["java", "node", "dotnet", "ruby", "php", "python", "documentation"])
    func requests(client: String) async throws {
        let url = try #require(
            Bundle.module.url(forResource: "requests-\(client)", withExtension: "json", subdirectory: "Fixtures"))
        guard case .array(let requests) = try JSONReader.value(of: Array(try Data(contentsOf: url)))["requests"] else {
            Issue.record("the fixture holds no requests")
            return
        }
        try await TestServer.with(clock: ManualClock(Self.now)) { server in
            let caller = try await server.caller(now: Double(Self.now.seconds))
            let names = try await prepare(caller, server)
            for request in requests { try await replay(ClientRequest(request, names), with: caller) }
        }
    }

    /// A theme, a long-term room that shows it, and an instant one.
    private func prepare(_ caller: APICaller, _ server: TestServer) async throws -> [String: String] {
        let theme = try await caller.call(
            "POST", "/themes", ##"{"theme_name":"T","main_color":"#123456","brand_text":"B"}"##)
        let themeID = try #require(theme.string("theme_id"))
        let room = try await caller.call(
            "POST", "/rooms",
            #"{"display_name":"R","type":"long_term","expires_at":"2031-07-01T00:00:00Z","theme_id":"\#(themeID)"}"#)
        let instant = try await caller.call("POST", "/rooms", #"{"display_name":"I"}"#)
        return [
            "{theme}": themeID, "{room}": try #require(room.string("id")),
            "{instant}": try #require(instant.string("id")), "{server}": server.url,
        ]
    }

    private func replay(_ request: ClientRequest, with caller: APICaller) async throws {
        let answer = try await caller.call(
            request.method, request.path, request.body,
            headers: request.type.map { ["Content-Type": $0] } ?? [:])
        #expect(answer.status == request.status, "\(request.what): \(answer.text)")
        // JSON or XML: what it says without the escapes of a string.
        let text = answer.text.replacingOccurrences(of: "\\\"", with: "\"")
        if let says = request.says { #expect(text.contains(says), "\(request.what): \(text)") }
        for (name, expected) in request.answers {
            let value = try JSONReader.value(of: answer.bytes)[name]
            #expect(value == expected, "\(request.what): \(name)")
        }
    }
}

/// One request of a fixture, and what must come back.
private struct ClientRequest {
    var what: String
    var method: String
    var path: String
    var type: String?
    var body: String?
    var status: Int
    var says: String?
    var answers: [String: JSONValue] = [:]

    init(_ value: JSONValue, _ names: [String: String]) throws {
        let text = String(decoding: JSONWriter.bytes { $0.value(value) }, as: UTF8.self)
        let named = names.reduce(text) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
        let fields = try FieldReader(body: Array(named.utf8))
        what = try fields.requiredString("what")
        method = try fields.requiredString("method")
        path = try fields.requiredString("path")
        type = try fields.string("type")
        says = try fields.string("says")
        status = Int(try fields.required("status", fields.integer("status")))
        switch fields["body"] {
        case nil: body = nil
        case .string(let text): body = text
        case .some(let value): body = String(decoding: JSONWriter.bytes { $0.value(value) }, as: UTF8.self)
        }
        if case .object(let members) = fields["answers"] {
            answers = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
        }
    }
}
