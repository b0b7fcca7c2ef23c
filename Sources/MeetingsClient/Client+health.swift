import AsyncHTTPClient
import Meetings
import NIOCore
import NIOHTTP1

/// What a server says of itself, to anyone.
public struct ServerHealth: Hashable, Sendable {
    /// The status of `/healthz`, or of what stands in front of the server.
    public var status: Int
    /// The `Server` field.
    public var software: String?
    /// How far the server's clock is ahead, to about a second; nil without a `Date` field.
    public var clockLead: Duration?
    /// The status and the body of `/readyz`.
    public var readyStatus: Int
    public var readyBody: [UInt8]

    /// True for a server of ours.
    public var isOurs: Bool { software?.lowercased().hasPrefix("greenroom") == true }
}

extension Client {
    /// Asks without a token how the server is. Any answer counts: throws only when there is none.
    public func health() async throws -> ServerHealth {
        do {
            let before = clock.now
            let alive = try await bare("/healthz")
            let middle = before + (clock.now - before) / 2
            let ready = try await bare("/readyz")
            // The field holds whole seconds, cut off: half a second more is right on average.
            let time = alive.head.headers.first(name: "date").flatMap(HTTPDate.read).map { $0 + .milliseconds(500) }
            return ServerHealth(
                status: Int(alive.head.status.code), software: alive.head.headers.first(name: "server"),
                clockLead: time.map { $0 - middle }, readyStatus: Int(ready.head.status.code), readyBody: ready.body)
        } catch {
            throw FailureExplanation.explain(error, server: exchange.server)
        }
    }

    private func bare(_ path: String) async throws -> (head: HTTPClientResponse, body: [UInt8]) {
        var request = HTTPClientRequest(url: exchange.server.description + path)
        request.headers.add(name: "user-agent", value: "greenroom")
        let response = try await exchange.http.execute(request, timeout: .seconds(10))
        return (response, Array(try await response.body.collect(upTo: 1 << 20).readableBytesView))
    }
}

/// The one form in which servers write the time (RFC 9110 section 5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else.
    static func read(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[1].count == 2,
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }
}
