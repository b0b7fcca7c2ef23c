import Meetings

/// A recording cut into segments, each with a picture and sounds of its own. Times are frames.
struct RecordingPlan: Hashable, Sendable {
    static let framesPerSecond: Int64 = 25
    /// Longer ones are cut, so that little is lost when the work is interrupted.
    static let longestSegment = 240 * Int(framesPerSecond)
    /// Shorter ones are not made: what changes within a second changes at once.
    static let shortestSegment = Int(framesPerSecond)

    var frames: Int
    var segments: [Segment]

    /// One stretch of time in which nobody's place changes.
    struct Segment: Hashable, Sendable {
        /// From the recording's start.
        var frames: Range<Int>
        var tiles: [Tile]
        var sounds: [Clip]
    }

    /// Somebody's place in the picture.
    struct Tile: Hashable, Sendable {
        var area: Area
        var name: String
        var isScreen: Bool
        var pictures: [Clip]
    }

    /// A piece of a stream.
    struct Clip: Hashable, Sendable {
        var stem: String
        /// Where it stands in the segment, in frames from its start.
        var frames: Range<Int>
        /// Where it begins in its file, in milliseconds.
        var offset: Int64
    }

    init(_ facts: RecordingFacts, streams: [RecordedStream]) {
        frames = max(1, Self.frame(facts.end.milliseconds, from: facts.start))
        let cast = Cast(facts, streams: streams, frames: frames)
        segments = Self.segments(at: cast.cuts, frames: frames).map { cast.segment($0) }
    }

    /// The frame that is shown at a time.
    static func frame(_ milliseconds: Int64, from start: Timestamp) -> Int {
        Int(((milliseconds - start.milliseconds) * framesPerSecond + 500) / 1000)
    }

    /// The stretches between cuts, without very short ones and without very long ones.
    static func segments(at cuts: [Int], frames: Int) -> [Range<Int>] {
        var edges = [0]
        for cut in Set(cuts).sorted() where cut < frames {
            if cut - edges[edges.count - 1] >= shortestSegment, frames - cut >= shortestSegment { edges.append(cut) }
        }
        edges.append(frames)
        return zip(edges, edges.dropFirst()).flatMap { start, end in
            let parts = (end - start + longestSegment - 1) / longestSegment
            return (0..<parts).map { part in
                (start + (end - start) * part / parts)..<(start + (end - start) * (part + 1) / parts)
            }
        }
    }
}
