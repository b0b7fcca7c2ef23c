import MeetingsDelivery

#if canImport(Glibc)
    import Glibc
#endif

/// The names and addresses that a certificate made here is for.
struct CertificateNames: Hashable, Sendable {
    /// Host names in lower case, and addresses as `IPAddress` writes them.
    let all: Set<String>

    init(_ names: Set<String>) { all = names }

    /// This machine by its usual names, the address listened on, and the host that links name.
    init(host: String, publicURL: String?, machine: String = Self.machineName) {
        var names: Set<String> = ["localhost", "127.0.0.1", "::1"]
        if !ServerConfiguration.everyAddress.contains(host) { names.insert(host) }
        if let publicURL, let name = Self.host(of: publicURL) { names.insert(name) }
        // A container's made-up name is nobody's address, and it changes with every container.
        if !(machine.utf8.count == 12 && machine.allSatisfy(\.isHexDigit)) { names.insert(machine) }
        all = Set(names.compactMap(Self.spelling))
    }

    var sorted: [String] { all.sorted() }

    /// One spelling for each name, so that they can be compared; nil for what no certificate can carry.
    private static func spelling(_ name: String) -> String? {
        if let address = IPAddress(name) { return address.description }
        let isName = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                || byte == 46 || byte == 95
        }
        return isName && !name.isEmpty && name.utf8.count <= 253 ? name.lowercased() : nil
    }

    /// The host of a URL without port and brackets.
    private static func host(of url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    private static var machineName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
