import HTTPTypes
import Hummingbird
import Logging
import Meetings
import MeetingsStorage
import MeetingsWire
import ServerSupport
import Testing

@testable import MeetingsServer

/// The OpenAPI document describes what is served: the same operations, in the words that the product itself reads.
struct OpenAPIDocumentTests {
    private struct Route: Sendable {
        var path: String
        var method: String
    }

    private static let document = OpenAPIDocument.bytes(publicURL: "https://meet.example.org")

    private static func value() throws -> JSONValue { try JSONReader.value(of: document) }

    @Test("the routes and the document name the same operations") func operations() async throws {
        let described = try Self.describedOperations()
        let served = try await Self.servedOperations()
        #expect(served.subtracting(described).sorted() == [], "served and not described")
        #expect(described.subtracting(served).sorted() == [], "described and not served")
    }

    @Test("every operation has a name of its own, a tag and a summary") func names() throws {
        var seen: Set<String> = []
        for (path, method, operation) in try Self.operations(in: Self.value()) {
            let id = try #require(operation["operationId"]?.string, "\(method) \(path) has no operationId")
            #expect(seen.insert(id).inserted, "\(id) names two operations")
            #expect(id.allSatisfy { $0.isASCII && $0.isLetter } && id.first?.isLowercase == true, "\(id)")
            #expect(operation["tags"]?.elements.count == 1 && operation["summary"]?.string != nil, "\(id)")
        }
    }

    @Test("the document is served without a token, with and without a prefix, and names the server itself")
    func serving() async throws {
        try await TestServer.with { server in
            for prefix in ["", "/v1/meetings", "/meetings", "/beta/meetings"] {
                let answer = try await APICaller(base: server.url, token: nil).call("GET", prefix + "/openapi.json")
                #expect(answer.status == 200)
                #expect(answer.headers["content-type"]?.hasPrefix("application/json") == true)
                #expect(answer.string("openapi") == "3.1.0")
                #expect(answer.string("servers", "0", "url") == server.url + "/v1/meetings")
                #expect(!answer.text.contains(OpenAPIDocument.placeholder))
            }
        }
    }

    @Test("an address with a quotation mark does not break the document") func quoting() throws {
        let document = try JSONReader.value(of: OpenAPIDocument.bytes(publicURL: #"http://a"b\c"#))
        #expect(document["servers"]?.elements.first?["url"]?.string == #"http://a"b\c/v1/meetings"#)
    }

    private static let methods: Set<String> = ["get", "post", "put", "patch", "delete"]

    static func operations(in document: JSONValue) throws -> [(path: String, method: String, operation: JSONValue)] {
        try #require(document["paths"]).members.flatMap { path in
            path.value.members.filter { methods.contains($0.key) }.map { (path.key, $0.key, $0.value) }
        }
    }

    /// `GET /rooms/{}`; those that stand beside the prefixes begin with `root`.
    private static func describedOperations() throws -> Set<String> {
        let document = try value()
        var found: Set<String> = []
        for (path, method, _) in try operations(in: document) {
            let servers = document["paths"]?[path]?["servers"]?.elements.compactMap { $0["url"]?.string }
            let name = "\(method.uppercased()) \(unnamed(path))"
            if servers == nil || servers?.contains("https://meet.example.org/v1/meetings") == true {
                found.insert(name)
            }
            if servers?.first == "https://meet.example.org" { found.insert("root \(name)") }
        }
        return found
    }

    private static func servedOperations() async throws -> Set<String> {
        let routes: [Route] = try await TestServer.withFolder { folder in try await Self.routes(folder: folder) }
        var found: Set<String> = []
        var perPrefix: [String: Set<String>] = [:]
        for route in routes where route.method != "HEAD" && !isPage(route.path, route.method) {
            let (path, method) = (route.path, route.method)
            let prefix = ServerParts.prefixes.map(\.description).first { path.hasPrefix($0 + "/") }
            let name = "\(method) \(unnamed(String(path.dropFirst(prefix?.count ?? 0))))"
            if let prefix { perPrefix[prefix, default: []].insert(name) } else { found.insert("root \(name)") }
        }
        let all = Array(perPrefix.values)
        #expect(all.count == 3 && all.allSatisfy { $0 == all.first }, "the prefixes differ")
        return found.union(all.first ?? [])
    }

    /// The meeting page and what it is made of: for browsers. And what only refuses, in the words of a storage service.
    private static func isPage(_ path: String, _ method: String) -> Bool {
        if path == LogoRoutes.uploadPath { return method != "POST" }
        return ["/", "/{first}", "/{first}/{code}"].contains(path) || PageFiles.all.keys.contains { path == "/_/\($0)" }
    }

    private static func unnamed(_ path: String) -> String {
        path.split(separator: "/").map { "/" + ($0.hasPrefix("{") ? "{}" : $0) }.joined()
    }

    private static func routes(folder: String) async throws -> [Route] {
        let parts = try MeetingsServer.parts(
            ServerConfiguration(host: "127.0.0.1", port: 0), dataFolder: folder, clock: SystemClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, identifiers: .random)
        let routes = parts.router().routes.map { Route(path: $0.path.description, method: $0.method.rawValue) }
        await parts.storage.close()
        return routes
    }
}

extension JSONValue {
    var members: [Member] { if case .object(let members) = self { members } else { [] } }
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    var string: String? { if case .string(let text) = self { text } else { nil } }
}
