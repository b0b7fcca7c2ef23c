internal import Meetings

/// The checked addresses of hosts, kept for half a minute: a busy receiver need not be looked up for every callback.
actor AddressBook {
    /// How long an answer is used. Name servers mostly say a minute or more.
    private static let life = Duration.seconds(30)
    /// Beyond it all are forgotten; one look-up each brings them back.
    private static let most = 4096

    private let policy: AddressPolicy
    private let resolver: any HostResolver
    private let clock: any WallClock
    private var known: [String: (addresses: [IPAddress], at: Timestamp)] = [:]
    private var underWay: [String: Task<[IPAddress], any Error>] = [:]

    init(policy: AddressPolicy, resolver: any HostResolver, clock: any WallClock) {
        self.policy = policy
        self.resolver = resolver
        self.clock = clock
    }

    /// The addresses of a host, every one of which may be connected to. Throws when one may not: an honest host has no
    /// reason to mix them.
    func addresses(of host: String) async throws -> [IPAddress] {
        // An address needs no name server, so none is asked what it would make of it.
        if let address = IPAddress(host) { return try checked([address], of: host) }
        let now = clock.now
        if let entry = known[host], now >= entry.at, now < entry.at + Self.life { return entry.addresses }
        let task = underWay[host] ?? Task { [resolver] in try await resolver.addresses(of: host) }
        underWay[host] = task
        defer { underWay[host] = nil }
        let addresses = try await task.value
        do {
            _ = try checked(addresses, of: host)
        } catch {
            known[host] = nil
            throw error
        }
        if known.count >= Self.most { known.removeAll() }
        known[host] = (addresses, now)
        return addresses
    }

    private func checked(_ addresses: [IPAddress], of host: String) throws -> [IPAddress] {
        guard !addresses.isEmpty, addresses.allSatisfy(policy.permits) else {
            throw DeliveryError(
                .forbidden,
                "The host \(host.scrubbed(limit: 80)) is not on the public Internet, so nothing is sent to it. Whoever "
                    + "runs the server can allow its addresses.")
        }
        return addresses
    }
}
