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

    /// Returns when nobody reads any more. Throws the failure of the first request, and later ones that no new attempt
    /// will mend.
    func run() async throws {
        _ = try await client.answer(to: .events(last: 1))
        var backoff = Backoff()
        var position = after
        while true {
            do {
                for try await event in client.eventEnvelopes(after: position, last: last) {
                    backoff.reset()
                    guard event.sequence > position ?? 0 else { continue }
                    position = event.sequence
                    if !print(event) { return }
                }
            } catch let error as ClientError {
                // While a server restarts, it or what stands before it may answer in many ways.
                if [.unauthorized, .noStream].contains(error.code) { throw error }
            }
            try await Task.sleep(for: backoff.next(jitter: .random(in: 0...1)))
        }
    }
}
