import Meetings

/// The request of one attempt, as it goes over the wire and as a command.
struct CallbackRequest {
    let detail: DeliveryDetail
    let fields: [HeaderField]

    init(_ detail: DeliveryDetail, _ fields: [HeaderField]) {
        self.detail = detail
        self.fields = fields
    }

    /// The head, line by line: what the connection adds is there too.
    var head: [String] {
        let (host, path) = Self.split(detail.summary.url)
        return ["POST \(path) HTTP/1.1", "host: \(host)"] + fields.map { "\($0.name): \($0.value)" }
            + ["content-length: \(detail.body.utf8.count)"]
    }

    /// A command for a shell that sends the same once more. Its signatures are believed for five minutes.
    var curl: String {
        let words =
            ["curl", "-sS", "-i", "-X", "POST", Self.quoted(detail.summary.url)]
            + fields.flatMap { ["-H", Self.quoted("\($0.name): \($0.value)")] }
            + ["--data-binary", Self.quoted(detail.body)]
        return words.joined(separator: " ")
    }

    /// The host with its port, and the path with its query.
    static func split(_ url: String) -> (host: String, path: String) {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let path = rest[authority.endIndex...].prefix { $0 != "#" }
        return (String(host), path.hasPrefix("/") ? String(path) : "/" + path)
    }

    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
