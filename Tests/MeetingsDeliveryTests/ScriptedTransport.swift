import Meetings
import MeetingsDelivery
import Synchronization
import ValueSupport

/// A transport that answers what the test says, and remembers what was sent.
final class ScriptedTransport: DeliveryTransport {
    typealias Script = @Sendable (DeliveryRequest) async throws -> DeliveryAnswer

    private struct State {
        var requests: [DeliveryRequest] = []
        var underWay: [String: Int] = [:]
        var mostUnderWay: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let script: Script

    init(_ script: @escaping Script = { _ in DeliveryAnswer(status: 204) }) { self.script = script }

    var requests: [DeliveryRequest] { state.withLock { $0.requests } }
    /// The bodies in the order in which they were sent, each as the number of its first byte.
    var numbers: [Int] { requests.map { Int($0.body.first ?? 0) } }

    func numbers(to url: String) -> [Int] { requests.filter { $0.url == url }.map { Int($0.body.first ?? 0) } }

    func mostUnderWay(to url: String) -> Int { state.withLock { $0.mostUnderWay[url] ?? 0 } }

    func underWay(to url: String) -> Int { state.withLock { $0.underWay[url] ?? 0 } }

    func send(_ request: DeliveryRequest) async throws -> DeliveryAnswer {
        state.withLock { state in
            state.requests.append(request)
            let count = state.underWay[request.url, default: 0] + 1
            state.underWay[request.url] = count
            state.mostUnderWay[request.url] = max(count, state.mostUnderWay[request.url] ?? 0)
        }
        defer { state.withLock { $0.underWay[request.url, default: 1] -= 1 } }
        return try await script(request)
    }

    /// Waits until it is cancelled: a receiver that accepts and never answers.
    static func hang() async throws -> DeliveryAnswer {
        try await ManualClock(Timestamp(milliseconds: 0)).sleep(until: Timestamp(milliseconds: 1))
        return DeliveryAnswer(status: 204)
    }
}
