import HTTPTypes
import Hummingbird
import Logging
import Meetings
import MeetingsDelivery
import MeetingsStorage
import MeetingsWire
import ServerSupport
import Testing

@testable import MeetingsServer

/// The OpenAPI document describes what is served: the same operations, in the words that the product itself reads.
struct OpenAPIDocumentTests {
    /// Described, and still to come.
    private static let notServedYet: Set<String> = [
        "DELETE /rooms/{}", "GET /rooms/{}/closing", "GET /rooms/{}/waiting", "POST /rooms/{}/waiting/admit",
        "POST /rooms/{}/waiting/{}/admit", "POST /rooms/{}/waiting/{}/deny", "GET /themes/logos-upload-urls",
        "PUT /themes/{}/finalizeLogos", "PATCH /applications", "GET /sessions/{}/recordings", "GET /recordings/{}",
        "DELETE /recordings/{}", "GET /dial-in-numbers", "GET /sessions/{}", "POST /sessions/{}/lock",
        "POST /sessions/{}/unlock", "POST /sessions/{}/end", "DELETE /sessions/{}/participants/{}", "GET /deliveries",
        "GET /deliveries/{}", "POST /deliveries/{}/replay", "POST /deliveries/replay", "GET /deliveries/endpoints",
        "POST /deliveries/endpoints/resume", "POST /import", "root GET /readyz", "root GET /metrics",
        "root POST /_/uploads", "root GET /_/logos/{}", "root GET /_/recordings/{}/archive.mp4",
    ]

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
        #expect(described.subtracting(served).subtracting(Self.notServedYet).sorted() == [], "described and not served")
        #expect(Self.notServedYet.intersection(served).sorted() == [], "served by now: take them off the list")
        #expect(Self.notServedYet.subtracting(described).sorted() == [], "neither described nor served")
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
        for route in routes where route.method != "HEAD" && !isPage(route.path) {
            let (path, method) = (route.path, route.method)
            let prefix = ServerParts.prefixes.map(\.description).first { path.hasPrefix($0 + "/") }
            let name = "\(method) \(unnamed(String(path.dropFirst(prefix?.count ?? 0))))"
            if let prefix { perPrefix[prefix, default: []].insert(name) } else { found.insert("root \(name)") }
        }
        let all = Array(perPrefix.values)
        #expect(all.count == 3 && all.allSatisfy { $0 == all.first }, "the prefixes differ")
        return found.union(all.first ?? [])
    }

    /// The meeting page and what it is made of: for browsers.
    private static func isPage(_ path: String) -> Bool {
        ["/", "/{first}", "/{first}/{code}"].contains(path) || path.hasSuffix(".js") || path.hasSuffix(".css")
    }

    private static func unnamed(_ path: String) -> String {
        path.split(separator: "/").map { "/" + ($0.hasPrefix("{") ? "{}" : $0) }.joined()
    }

    private static func routes(folder: String) async throws -> [Route] {
        let storage = try Storage.open(folder: folder)
        let parts = ServerParts(
            configuration: ServerConfiguration(host: "127.0.0.1", port: 0), storage: storage, hub: EventHub(),
            deliverySignal: DeliverySignal(), clock: SystemClock(), identifiers: .random,
            hostKey: try HostToken.Key.load(folder: folder),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let routes = parts.router().routes.map { Route(path: $0.path.description, method: $0.method.rawValue) }
        await storage.close()
        return routes
    }
}

extension JSONValue {
    var members: [Member] { if case .object(let members) = self { members } else { [] } }
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    var string: String? { if case .string(let text) = self { text } else { nil } }
}
