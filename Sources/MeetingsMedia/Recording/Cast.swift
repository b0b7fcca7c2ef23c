import Meetings

/// Who and what is to be seen and heard in a recording, in frames from its start.
struct Cast {
    /// The most people who are shown at once.
    static let most = 25

    /// Someone's time inside.
    private struct Presence {
        var person: RecordingFacts.Person
        var frames: Range<Int>
    }

    /// A stretch in which a stream came in.
    private struct Run {
        var stream: RecordedStream
        var frames: Range<Int>
        /// Milliseconds from the beginning of its file to `frames`' start.
        var offset: Int64
    }

    private let facts: RecordingFacts
    private let presences: [Presence]
    private let runs: [Run]

    init(_ facts: RecordingFacts, streams: [RecordedStream], frames: Int) {
        self.facts = facts
        func cut(_ start: Int64, _ end: Int64) -> Range<Int> {
            let lower = min(max(0, RecordingPlan.frame(start, from: facts.start)), frames)
            return lower..<min(max(lower, RecordingPlan.frame(end, from: facts.start)), frames)
        }
        presences = facts.people.map { person in
            let left = person.left ?? facts.end
            return Presence(person: person, frames: cut(person.joined.milliseconds, left.milliseconds))
        }.filter { !$0.frames.isEmpty }
        runs = streams.filter { !facts.forbids($0) }.flatMap { stream in
            stream.spans.map { span in
                let begun = max(span.lowerBound, facts.start.milliseconds)
                return Run(
                    stream: stream, frames: cut(span.lowerBound, span.upperBound),
                    offset: begun - (stream.spans.first?.lowerBound ?? begun))
            }
        }.filter { !$0.frames.isEmpty }
    }

    /// Where the picture changes: somebody comes, goes, shows a screen or stops.
    var cuts: [Int] {
        let shown =
            presences.filter { isShown($0.person) }.map(\.frames)
            + runs.filter { $0.stream.isVideo && $0.stream.kind == .screen }.map(\.frames)
        return shown.flatMap { [$0.lowerBound, $0.upperBound] }
    }

    /// Where only the hosts' cameras are recorded, the others are heard and not shown.
    private func isShown(_ person: RecordingFacts.Person) -> Bool { !facts.isOwnerOnly || person.isHost }

    func segment(_ frames: Range<Int>) -> RecordingPlan.Segment {
        let here = runs.filter { $0.frames.overlaps(frames) }
        let screens = here.filter { $0.stream.isVideo && $0.stream.kind == .screen && fills($0.frames, frames) }
        // The one that was shown last is what people look at.
        let screen = screens.max { $0.frames.lowerBound < $1.frames.lowerBound }
        let stage = Stage(screen: screen != nil)
        let people = seated(in: frames, here, places: stage.places)
        let areas = stage.areas(people.count)
        var tiles = zip(people, areas).map { person, area in
            RecordingPlan.Tile(
                area: area, name: person.name, isScreen: false,
                pictures: clips(here, in: frames) {
                    $0.isVideo && $0.kind != .screen && $0.participant == person.id
                })
        }
        if let screen {
            let name = facts.people.first { $0.id == screen.stream.participant }?.name ?? ""
            tiles.insert(
                RecordingPlan.Tile(
                    area: Stage.screen, name: name, isScreen: true,
                    pictures: clips(here, in: frames) { $0 == screen.stream }),
                at: 0)
        }
        return RecordingPlan.Segment(
            frames: frames, tiles: tiles, sounds: clips(here, in: frames) { !$0.isVideo })
    }

    /// Who has a place, in the order of entry. Where there are too few, those with a picture come first, and hosts before
    /// guests.
    private func seated(in frames: Range<Int>, _ here: [Run], places: Int) -> [RecordingFacts.Person] {
        let inside = presences.filter { isShown($0.person) && fills($0.frames, frames) }.map(\.person)
        guard inside.count > places else { return inside }
        let seen = Set(here.filter(\.stream.isVideo).map(\.stream.participant))
        let ranked = inside.enumerated().sorted { left, right in
            let ranks = [left, right].map { (seen.contains($0.element.id) ? 0 : 2) + ($0.element.isHost ? 0 : 1) }
            return (ranks[0], left.offset) < (ranks[1], right.offset)
        }
        return ranked.prefix(places).sorted { $0.offset < $1.offset }.map(\.element)
    }

    /// Whether something lasts long enough in a segment to have a place in it: cuts close to others are left out.
    private func fills(_ part: Range<Int>, _ segment: Range<Int>) -> Bool {
        let shared = part.clamped(to: segment).count
        return shared * 2 >= segment.count || shared >= RecordingPlan.shortestSegment
    }

    private func clips(
        _ runs: [Run], in segment: Range<Int>, where isWanted: (RecordedStream) -> Bool
    ) -> [RecordingPlan.Clip] {
        runs.filter { isWanted($0.stream) }.map { run in
            let part = run.frames.clamped(to: segment)
            let skipped = Int64(part.lowerBound - run.frames.lowerBound) * 1000 / RecordingPlan.framesPerSecond
            return RecordingPlan.Clip(
                stem: run.stream.stem,
                frames: (part.lowerBound - segment.lowerBound)..<(part.upperBound - segment.lowerBound),
                offset: run.offset + skipped)
        }.filter { !$0.frames.isEmpty }
    }
}
