import Meetings
import MeetingsMedia
import Synchronization

/// What pages were told, as far as a test has not forgotten it.
final class Heard: Sendable {
    private let events = Mutex<[MediaEvent]>([])

    func add(_ event: MediaEvent) { events.withLock { $0.append(event) } }

    func forget() { events.withLock { $0 = [] } }

    /// The attempt that somebody was last told to build connections for, once they were.
    func attempt(of id: ParticipantID) async -> Int {
        while !Task.isCancelled {
            let attempts = events.withLock(\.self).compactMap { event -> Int? in
                if case .availability(id, .ready(let attempt)) = event { attempt } else { nil }
            }
            if let last = attempts.last { return last }
            await Task.yield()
        }
        return 0
    }

    /// Waits until all of this was told, in whatever order and whatever else.
    func wait(for wanted: MediaEvent...) async {
        while !events.withLock({ events in wanted.allSatisfy(events.contains) }), !Task.isCancelled {
            await Task.yield()
        }
    }
}
