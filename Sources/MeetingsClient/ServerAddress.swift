import Meetings

/// The base URL of an API, from what a person typed.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// Ends without a slash, in `/meetings`.
    public let base: String

    /// Takes `http://host:port`, to which `/v1/meetings` is added, or a URL that already ends in `/meetings`: the
    /// three prefixes of the API are kept as they are. Throws a sentence when the text is no such URL.
    public init(_ text: String) throws(ClientError) {
        var rest = text
        while rest.hasSuffix("/") { rest.removeLast() }
        let shown = text.scrubbed()
        let advice = "Write it as http://HOST:PORT or https://HOST."
        let parts = rest.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, ["http:", "https:"].contains(parts[0].lowercased()), parts[1].isEmpty,
            !parts[2].isEmpty
        else {
            throw ClientError(.badServer, "\"\(shown)\" is not the address of a server. \(advice)")
        }
        guard rest.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }),
            !rest.contains(where: { "?#\"<>\\^`{|}".contains($0) })
        else {
            throw ClientError(.badServer, "\"\(shown)\" has blanks or signs that no address has. \(advice)")
        }
        guard !parts[2].contains("@") else {
            throw ClientError(.badServer, "The address of the server must not hold a user name or password. \(advice)")
        }
        base = rest.hasSuffix("/meetings") && parts.count == 4 ? rest : rest + "/v1/meetings"
    }

    /// The address without its path, for messages.
    public var description: String {
        base.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }

    /// Host and port of a server with TLS; nil without.
    var secureEndpoint: (host: String, port: Int)? {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts[0].lowercased() == "https:" else { return nil }
        let authority = parts[2]
        let hasPort = authority.last != "]" && authority.contains(":")
        let colon = hasPort ? authority.lastIndex(of: ":") : nil
        let host = colon.map { authority[..<$0] } ?? authority
        let port = colon.flatMap { Int(authority[authority.index(after: $0)...]) } ?? 443
        return (String(host.filter { $0 != "[" && $0 != "]" }), port)
    }

    /// The URL of a resource. Segments and values are escaped, so an id from a server cannot leave its place.
    public func url(_ path: [String], query: [(name: String, value: String)] = []) -> String {
        var url = base
        for segment in path { url += "/" + Self.escaped(segment) }
        var separator = "?"
        for (name, value) in query {
            url += "\(separator)\(Self.escaped(name))=\(Self.escaped(value))"
            separator = "&"
        }
        return url
    }

    /// Everything but the unreserved characters percent-encoded (RFC 3986 section 2.3).
    static func escaped(_ text: String) -> String {
        // A segment of only dots would be taken for a step up.
        if text == "." || text == ".." { return String(repeating: "%2E", count: text.count) }
        return PercentEncoding.encode(text)
    }
}
