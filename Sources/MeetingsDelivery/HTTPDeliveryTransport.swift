internal import AsyncHTTPClient
public import Meetings
internal import NIOCore
internal import NIOHTTP1

/// Sends callbacks over HTTP and HTTPS, to checked addresses only.
///
/// The host is looked up, every address of it is checked, and the connection is made to one of those. Redirects are
/// answers like any other. Certificates are checked against the host's name.
public final class HTTPDeliveryTransport: DeliveryTransport {
    /// How much of an answer's body is read, in bytes, so that the connection can be used again.
    private static let bodyLimit = 65_536
    /// How much of it is kept, in bytes: enough to say why the receiver refused.
    private static let textLimit = 1024

    private let book: AddressBook
    private let clients = PinnedClients()
    private let timeout: Duration

    public init(
        policy: AddressPolicy, resolver: any HostResolver = SystemResolver(), clock: any WallClock,
        timeout: Duration = MeetingsDelivery.timeout
    ) {
        book = AddressBook(policy: policy, resolver: resolver, clock: clock)
        self.timeout = timeout
    }

    /// Closes its connections. Call it once, after the last `send` has returned.
    public func close() async { await clients.close() }

    public func send(_ request: DeliveryRequest) async throws -> DeliveryAnswer {
        let target = try CallbackTarget(request.url)
        let deadline = NIODeadline.now() + .nanoseconds(Int64(timeout / .nanoseconds(1)))
        let addresses = try await book.addresses(of: target.host)
        var failure: any Error = DeliveryError(.connection, "There was no address to connect to.")
        for address in addresses.prefix(3) {
            try Task.checkCancellation()
            do {
                return try await attempt(request, to: target, at: address, before: deadline)
            } catch {
                failure = error
                // Only where nothing was sent yet may another address be tried.
                guard ConnectionFailure.nothingWasSent(error), NIODeadline.now() < deadline else { break }
            }
        }
        try Task.checkCancellation()
        throw ConnectionFailure.explained(failure)
    }

    private func attempt(
        _ request: DeliveryRequest, to target: CallbackTarget, at address: IPAddress, before deadline: NIODeadline
    ) async throws -> DeliveryAnswer {
        let client = await clients.take(host: target.host, address: address)
        let result: Result<DeliveryAnswer, any Error>
        do {
            result = .success(try await Self.post(request, to: target, by: client, before: deadline))
        } catch {
            result = .failure(error)
        }
        await clients.giveBack(host: target.host, address: address)
        return try result.get()
    }

    private static func post(
        _ request: DeliveryRequest, to target: CallbackTarget, by client: HTTPClient, before deadline: NIODeadline
    ) async throws -> DeliveryAnswer {
        var outgoing = HTTPClientRequest(url: target.url)
        outgoing.method = .POST
        for (name, value) in request.headers { outgoing.headers.add(name: name, value: value) }
        outgoing.body = .bytes(request.body, length: .known(Int64(request.body.count)))
        let response = try await client.execute(outgoing, deadline: deadline)
        var answer = DeliveryAnswer(
            status: Int(response.status.code), retryAfter: response.headers.first(name: "retry-after"))
        var received = 0
        var beginning: [UInt8] = []
        // The status has decided; a body that breaks off changes nothing.
        do {
            for try await part in response.body {
                received += part.readableBytes
                beginning += part.readableBytesView.prefix(textLimit - beginning.count)
                if received > bodyLimit { break }
            }
        } catch {}
        if !beginning.isEmpty { answer.text = String(decoding: beginning, as: UTF8.self) }
        return answer
    }
}
