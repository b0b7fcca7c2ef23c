internal import AsyncHTTPClient
internal import NIOCore

/// HTTP clients, each of which connects to one address whatever the name servers say, and keeps the host's name for
/// TLS and the `Host` field.
actor PinnedClients {
    private struct Pin: Hashable {
        var host: String
        var address: IPAddress
    }

    private struct Entry {
        var client: HTTPClient
        var users = 0
        var lastUse: UInt64
    }

    /// Beyond it the longest unused clients are closed.
    private static let most = 1024
    /// How many are closed at once: looking for the longest unused ones takes a look at all.
    private static let closedAtOnce = 128

    /// For all hosts that are addresses already: there is no name that could be looked up again.
    private var direct: HTTPClient?
    private var entries: [Pin: Entry] = [:]
    private var uses: UInt64 = 0

    /// The client for that host and address; it stays open until it is given back.
    func take(host: String, address: IPAddress) async -> HTTPClient {
        if IPAddress(host) != nil {
            let client = direct ?? Self.client(for: nil)
            direct = client
            return client
        }
        let pin = Pin(host: host, address: address)
        uses += 1
        var entry = entries[pin] ?? Entry(client: Self.client(for: pin), lastUse: uses)
        entry.users += 1
        entry.lastUse = uses
        entries[pin] = entry
        await closeUnused()
        return entry.client
    }

    /// Ends one use of a client.
    func giveBack(host: String, address: IPAddress) { entries[Pin(host: host, address: address)]?.users -= 1 }

    /// Closes all clients; requests under way fail.
    func close() async {
        let clients = entries.values.map(\.client) + [direct].compactMap(\.self)
        entries = [:]
        direct = nil
        for client in clients { try? await client.shutdown() }
    }

    private func closeUnused() async {
        guard entries.count > Self.most else { return }
        let unused = entries.filter { $0.value.users == 0 }.sorted { $0.value.lastUse < $1.value.lastUse }
        let oldest = unused.prefix(Self.closedAtOnce)
        // All at once, before another call can take one of them.
        for (pin, _) in oldest { entries[pin] = nil }
        for (_, entry) in oldest { try? await entry.client.shutdown() }
    }

    private static func client(for pin: Pin?) -> HTTPClient {
        var pool = HTTPClient.Configuration.ConnectionPool(
            idleTimeout: .seconds(30), concurrentHTTP1ConnectionsPerHostSoftLimit: 64)
        // The schedule of attempts decides when to try again, not the pool.
        pool.retryConnectionEstablishment = false
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)), connectionPool: pool)
        configuration.httpVersion = .http1Only
        // Without it, what the system says at that moment would be connected to, not what was checked.
        if let pin { configuration.dnsOverride = [pin.host: pin.address.description] }
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
