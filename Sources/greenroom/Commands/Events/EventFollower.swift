import Meetings
import MeetingsClient
import MeetingsWire

/// Follows the event stream over broken connections, each event once.
struct EventFollower {
    let client: Client
    var after: Int64?
    let last: Int
    /// Prints one event; false when nobody reads any more.
    let print: (EventEnvelope) -> Bool

    /// Returns when nobody reads any more. Throws what no new attempt will mend, and the failure of the first one.
    func run() async throws {
        var backoff = Backoff()
        var position = after
        var hasConnected = false
        while true {
            do {
                for try await event in client.eventEnvelopes(after: position, last: last) {
                    hasConnected = true
                    backoff.reset()
                    guard event.sequence > position ?? 0 else { continue }
                    position = event.sequence
                    if !print(event) { return }
                }
                // The server ended the stream, as it does when it stops.
                hasConnected = true
            } catch let error as ClientError {
                guard hasConnected, [.unreachable, .timedOut, .silent].contains(error.code) else { throw error }
            }
            try await Task.sleep(for: backoff.next(jitter: .random(in: 0...1)))
        }
    }
}
