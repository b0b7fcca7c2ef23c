import HTTPTypes
import Hummingbird
import Meetings
import NIOCore

/// `/openapi.json`, with and without a prefix: what the server answers, as an OpenAPI 3.1 document. Needs no token.
struct OpenAPIRoutes: Sendable {
    let links: Links

    func add(to router: Router<APIContext>) {
        for prefix in [""] + ServerParts.prefixes.map(\.description) {
            router.get("\(prefix)/openapi.json") { _, _ in
                Response(status: .ok, json: OpenAPIDocument.bytes(publicURL: links.publicURL))
            }
        }
    }
}

/// The document itself.
enum OpenAPIDocument {
    /// Where the document names the server's own address.
    static let placeholder = "{{public_url}}"

    /// The document as it stands in the source.
    static var template: [UInt8] { PackageResources.openapi_json }

    /// The document of a server whose links begin with `publicURL`.
    static func bytes(publicURL: String) -> [UInt8] {
        let quoted = publicURL.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return Array(String(decoding: template, as: UTF8.self).replacing(placeholder, with: quoted).utf8)
    }
}
