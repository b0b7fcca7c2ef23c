import HTTPTypes
import Hummingbird
import Meetings
import NIOCore

/// The meeting page: what a guest link and a host link open.
struct PageRoutes: Sendable {
    let lobby: Lobby
    /// Which sites may show the page in a frame, as a `frame-ancestors` source list.
    let frameAncestors: String

    func add(to router: Router<APIContext>) {
        for (name, file) in PageFiles.all { router.get("/_/\(name)") { request, _ in file.answer(to: request) } }
        router.get("/") { request, _ in await page(code: request.uri.queryParameters.get("room_token")) }
        router.get("/{first}") { request, context in
            // A theme's host link is /<short_company_url>/?room_token=…
            let linked = request.uri.queryParameters.get("room_token")
            return await page(code: try linked ?? context.identifier("first"))
        }
        router.get("/{first}/{code}") { _, context in await page(code: try context.identifier("code")) }
    }

    private func page(code: String?) async -> Response {
        guard let code, !code.isEmpty, code.utf8.count <= 64 else { return refused(.notFound, status: .notFound) }
        switch await lobby.arrival(code: code, token: nil) {
        case .refused(.closed, let sentence): return refused(.closed, because: sentence, status: .gone)
        case .refused(.unavailable, _): return refused(.unavailable, status: .serviceUnavailable)
        case .refused(let refusal, _): return refused(refusal, status: .notFound)
        case .welcome(let room, let theme, _):
            return render(
                status: .ok,
                [
                    "title": "\(theme.map { "\($0.brandText) – " } ?? "")\(room.displayName)".scrubbed(limit: 400),
                    "room_name": room.displayName.scrubbed(), "brand_text": (theme?.brandText ?? "").scrubbed(),
                    "main_color": theme?.mainColor ?? Self.defaultColor, "room_token": room.meetingCode,
                    "favicon": Self.picture(theme?.favicon) ?? Self.noIcon,
                    "white_logo": Self.picture(theme?.whiteLogo) ?? "",
                    "colored_logo": Self.picture(theme?.coloredLogo) ?? "",
                    "lang": room.language.rawValue, "state": "open",
                ])
        }
    }

    private static let defaultColor = "#2f6f5e"
    /// Keeps browsers from asking for `/favicon.ico`.
    private static let noIcon = "data:,"

    /// The path of a picture that this server keeps; the page loads nothing from elsewhere.
    private static func picture(_ image: ThemeImage?) -> String? {
        image?.key.flatMap { $0.hasPrefix("logos/") ? "/_/\($0)" : nil }
    }

    private func refused(
        _ refusal: PageMessage.Refusal, because sentence: String? = nil, status: HTTPResponse.Status
    ) -> Response {
        render(
            status: status,
            [
                "title": "Meeting", "room_name": "", "brand_text": "", "main_color": Self.defaultColor,
                "room_token": "", "favicon": Self.noIcon, "lang": "default", "state": "refused",
                "reason": refusal.rawValue, "message": sentence ?? refusal.text,
            ])
    }

    private func render(status: HTTPResponse.Status, _ values: [String: String]) -> Response {
        let html = PageTemplate.filled(String(decoding: PackageResources.page_html, as: UTF8.self), with: values)
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// The page loads nothing from elsewhere, tells no other site where its visitor came from (the host link is a
    /// secret), and is not kept by caches.
    private var headers: HTTPFields {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            .contentSecurityPolicy:
                "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors \(frameAncestors)",
            .xContentTypeOptions: "nosniff",
        ]
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "no-referrer" }
        // What the page itself may use; a frame around it must allow it as well.
        if let name = HTTPField.Name("Permissions-Policy") {
            headers[name] =
                "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), "
                + "fullscreen=(self), geolocation=()"
        }
        return headers
    }
}

/// Fills the page's `{{name}}` fields.
enum PageTemplate {
    /// The template with each field replaced by its value, escaped for text and for quoted attributes. A field without
    /// a value stays empty; values are never searched for fields.
    static func filled(_ template: String, with values: [String: String]) -> String {
        var result = ""
        var rest = template[...]
        while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
            result += rest[..<start.lowerBound]
            result += escaped(values[String(rest[start.upperBound..<end.lowerBound])] ?? "")
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
