import Meetings

/// What the people of a session draw together: lines on a board of 3200 × 1800 points, whatever each screen makes of
/// it. It lives as long as the session and is kept nowhere else.
struct Whiteboard: Hashable, Sendable {
    static let width = 3200
    static let height = 1800
    /// How many points all strokes may have together: what a newcomer is told stays below half a megabyte.
    static let pointLimit = 40_000
    /// How many points a page may add at once: more than a hand draws in a second.
    static let partLimit = 500

    /// One line of a pen, or the next part of one.
    struct Stroke: Hashable, Sendable {
        var id: StrokeID
        var color: Color
        var width: Width
        /// Each point's distance from the left and from the top, in turn.
        var points: [Int]
    }

    /// Names a stroke by who drew it and a number that their page counts.
    struct StrokeID: Hashable, Sendable {
        var participant: ParticipantID
        var number: Int
    }

    enum Color: String, Hashable, Sendable {
        case black, red, orange, green, blue
    }

    enum Width: String, Hashable, Sendable {
        case thin, thick
    }

    /// What somebody does with the board.
    enum Act: Hashable, Sendable {
        /// Shows it to everybody, or puts it away with all that is on it.
        case show(Bool)
        /// Draws a stroke or goes on with it; the identifier's participant is whoever draws.
        case draw(number: Int, Color, Width, points: [Int])
        case erase([StrokeID])
        case clear
    }

    var isShown = false
    /// In the order in which they were begun.
    private(set) var strokes: [Stroke] = []
    private var points = 0

    /// Adds a stroke, or to the one of this identifier. False when the board is full.
    mutating func draw(_ part: Stroke) -> Bool {
        let added = part.points.count / 2
        guard points + added <= Self.pointLimit else { return false }
        points += added
        if let index = strokes.lastIndex(where: { $0.id == part.id }) {
            strokes[index].points += part.points
        } else {
            strokes.append(part)
        }
        return true
    }

    /// Takes strokes away; those that were there.
    mutating func erase(_ ids: Set<StrokeID>) -> [StrokeID] {
        let gone = strokes.filter { ids.contains($0.id) }
        strokes.removeAll { ids.contains($0.id) }
        points -= gone.reduce(0) { $0 + $1.points.count / 2 }
        return gone.map(\.id)
    }

    mutating func clear() {
        strokes = []
        points = 0
    }
}
