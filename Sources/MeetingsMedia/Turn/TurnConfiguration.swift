/// How our coturn runs: the file that it reads at its start.
///
/// It relays to the addresses of our own media and to nothing else, or it would be a way into the network behind it.
struct TurnConfiguration: Hashable, Sendable {
    /// The folder of its file. Only we may read it.
    var folder: String
    var port: Int
    var relayPorts: ClosedRange<Int>
    /// What it calls itself in its challenges; nothing is decided by it.
    var realm: String
    /// The addresses of the interfaces that media goes through: what it listens on, relays from and relays to.
    var addresses: [String]
    /// The address that the outside knows the first of them by, where that is another.
    var publicAddress: String?
    var secret: TurnSecret

    /// A person has at most two connections, and each may try UDP and TCP on every network that the device has.
    private static let userQuota = 12

    /// The file that it is started with.
    var file: String { folder + "/turnserver.conf" }
    /// What it is started with, after its own name.
    var arguments: [String] { ["-c", file] }

    /// The text of the file.
    var text: String {
        var lines = [
            "listening-port=\(port)", "min-port=\(relayPorts.lowerBound)", "max-port=\(relayPorts.upperBound)",
            "fingerprint", "use-auth-secret", "static-auth-secret=\(secret.text)", "realm=\(Self.word(realm))",
            "no-tls", "no-dtls", "no-cli", "no-multicast-peers", "no-rfc5780", "no-software-attribute",
            "stale-nonce=600", "user-quota=\(Self.userQuota)", "total-quota=\(relayPorts.count)",
            "log-file=stdout", "simple-log", "pidfile=\(folder)/turnserver.pid", "userdb=\(folder)/users.sqlite",
        ]
        for address in addresses { lines += ["listening-ip=\(address)", "relay-ip=\(address)"] }
        if let publicAddress, let own = addresses.first { lines.append("external-ip=\(publicAddress)/\(own)") }
        // What is allowed goes before what is denied.
        lines += [
            "denied-peer-ip=0.0.0.0-255.255.255.255", "denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        ]
        lines += (addresses + [publicAddress].compactMap { $0 }).map { "allowed-peer-ip=\($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A value ends with its line.
    private static func word(_ text: String) -> String {
        let kept = text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]".contains($0)) }
        return kept.isEmpty ? "greenroom" : kept
    }
}
