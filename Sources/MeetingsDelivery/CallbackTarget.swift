internal import Meetings

/// A callback URL taken apart, so that the host that is checked is the host that is connected to.
///
/// Stricter than RFC 3986 on purpose: where two readers could disagree on what the host is, the URL is refused.
struct CallbackTarget: Hashable {
    var isSecure: Bool
    /// In lower case, without brackets and without a dot at the end. Not yet an address, even where it looks like one.
    var host: String
    var port: Int
    /// Path and query, beginning with a slash; the fragment is gone.
    var path: String

    /// Throws for another scheme than `http` and `https`, a user name, a port that is none, and a host that is empty or
    /// holds anything but letters, digits, dots, hyphens and underscores, or an IPv6 address in brackets.
    init(_ url: String) throws(DeliveryError) {
        let lowercased = url.lowercased()
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !url.contains("\\"),
            let scheme = ["http://", "https://"].first(where: lowercased.hasPrefix)
        else {
            throw Self.refusal(
                "must begin with http:// or https:// and hold no blanks and no letters beyond ASCII (write such a host "
                    + "name in punycode)")
        }
        isSecure = scheme == "https://"
        let rest = url.dropFirst(scheme.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { throw Self.refusal("must not hold a user name or password") }
        (host, port) = try Self.hostAndPort(authority.lowercased()[...], defaultPort: isSecure ? 443 : 80)
        let tail = rest.dropFirst(authority.count).prefix { $0 != "#" }
        path = tail.first == "/" ? String(tail) : "/" + tail
    }

    /// The URL with the host spelt as in `host`.
    var url: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return "\(isSecure ? "https" : "http")://\(shown):\(port)\(path)"
    }

    private static func hostAndPort(
        _ authority: Substring, defaultPort: Int
    ) throws(DeliveryError) -> (host: String, port: Int) {
        var host = authority
        var portText: Substring = ""
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]"),
                let address = IPAddress(authority[authority.index(after: authority.startIndex)..<end]),
                address.isVersion6
            else { throw refusal("has no valid IPv6 address in its brackets") }
            host = address.description[...]
            portText = authority[authority.index(after: end)...]
            guard portText.isEmpty || portText.first == ":" else { throw refusal("has something after its brackets") }
        } else {
            if let colon = authority.firstIndex(of: ":") {
                host = authority[..<colon]
                portText = authority[colon...]
            }
            if host.last == "." { host.removeLast() }
            guard !host.isEmpty, host.utf8.count <= 253, host.first != ".", host.last != ".",
                host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) })
            else { throw refusal("has no valid host name") }
        }
        if portText.count <= 1 { return (String(host), defaultPort) }
        guard portText.count <= 6, portText.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }),
            let port = Int(portText.dropFirst()), (1...65535).contains(port)
        else { throw refusal("has no valid port") }
        return (String(host), port)
    }

    private static func refusal(_ reason: String) -> DeliveryError {
        DeliveryError(.url, "The callback URL \(reason). Correct it at the room or the application.")
    }
}
