import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// Where events of the past come from.
protocol EventArchive: Sendable {
    /// What follows the event of a number, oldest first; empty at the end.
    func events(after sequence: Int64, limit: Int) async throws -> [EventEnvelope]
}

/// The event log of a server.
struct ServerArchive: EventArchive {
    let client: Client

    func events(after sequence: Int64, limit: Int) async throws -> [EventEnvelope] {
        try await client.eventPage(after: sequence, pageSize: min(1000, limit)).events
    }
}

/// The events of a file that is indexed.
struct RecordedArchive: EventArchive {
    let file: RecordedFile
    let index: RecordedIndex

    func events(after sequence: Int64, limit: Int) async throws -> [EventEnvelope] {
        guard sequence < .max else { return [] }
        let first = index.log.firstIndex(notBefore: sequence + 1)
        return try (first..<min(first + limit, index.log.count)).map { place in
            try EventEnvelopeJSON.read(file.line(at: index.offset(at: place)))
        }
    }
}

/// Puts states of the past together.
actor TimeTraveller {
    private let archive: any EventArchive
    private var timeline = Timeline()
    private static let page = 1000
    /// A state is kept for so many events before the one that is asked for, so that steps back cost little.
    private static let near: Int64 = 4000
    private static let nearSpacing = 500

    init(archive: any EventArchive) { self.archive = archive }

    /// The state at a moment. `progress` is told now and then how many events are in it so far.
    func travel(
        to moment: Moment, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Timeline.Checkpoint {
        switch moment {
        case .sequence(let number):
            return try await fold(from: timeline.checkpoint(notAfter: number), near: number, progress) {
                $0.sequence <= number
            }
        case .time(let time):
            return try await fold(from: timeline.checkpoint(notAfter: time), near: nil, progress) { $0.at <= time }
        case .step(let number, let count):
            let target = count < 0 ? try await before(number, by: -count) : try await after(number, by: count)
            return try await travel(to: .sequence(target), progress: progress)
        }
    }

    private func fold(
        from start: Timeline.Checkpoint, near target: Int64?, _ progress: @Sendable (Int) -> Void,
        while isWanted: (EventEnvelope) -> Bool
    ) async throws -> Timeline.Checkpoint {
        var checkpoint = start
        reading: while true {
            try Task.checkCancellation()
            let events = try await archive.events(after: checkpoint.sequence, limit: Self.page)
            for event in events {
                guard isWanted(event), event.sequence > checkpoint.sequence else { break reading }
                timeline.advance(&checkpoint, to: event.sequence, at: event.at, try? event.event())
                if let target, target - event.sequence < Self.near, checkpoint.count.isMultiple(of: Self.nearSpacing) {
                    timeline.keep(checkpoint)
                }
            }
            if events.isEmpty { break }
            if checkpoint.count % 50_000 < Self.page, checkpoint.count >= 50_000 { progress(checkpoint.count) }
        }
        timeline.keep(checkpoint)
        return checkpoint
    }

    private func after(_ number: Int64, by count: Int) async throws -> Int64 {
        try await archive.events(after: number, limit: max(1, count)).prefix(count).last?.sequence ?? number
    }

    /// The number of an earlier event; 0 before the first. Looks back further and further: numbers have gaps.
    private func before(_ number: Int64, by count: Int) async throws -> Int64 {
        var distance = Int64(count) * 4
        while true {
            let start = max(0, number - 1 - distance)
            var (found, position) = ([Int64](), start)
            reading: while true {
                let events = try await archive.events(after: position, limit: Self.page)
                for event in events {
                    if event.sequence >= number { break reading }
                    found.append(event.sequence)
                }
                guard let last = events.last?.sequence, last > position else { break }
                position = last
            }
            if found.count >= count { return found[found.count - count] }
            if start == 0 { return 0 }
            distance *= 8
        }
    }
}
