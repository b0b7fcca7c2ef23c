import MeetingsClient
import MeetingsStore
import MeetingsWire

/// The events of a log that a filter lets through. It learns from each what the next ones are judged by.
final class ChosenEvents {
    private var facts: FilterFacts

    init(client: Client, filter: Filter) { facts = FilterFacts(client: client, filter: filter) }

    /// Asks for the names of rooms: an event names its room by id.
    func learnNames() async throws {
        var facts = facts
        try await facts.learnRooms()
        self.facts = facts
    }

    func takes(_ event: EventEnvelope) -> Bool { facts.takes(event) }
}
