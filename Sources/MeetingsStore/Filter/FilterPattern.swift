/// A pattern between slashes, whatever the case of letters: letters, `.`, `[a-z]`, `[^0-9]`, `\d \w \s \b` and their
/// opposites, `^`, `$`, groups, `|`, `*`, `+`, `?` and `{2,5}`.
///
/// It is run as a set of states over the text, once from left to right: the time is bounded by the length of pattern
/// and text, whatever the pattern. A backtracking one would let a slip of the finger hold the keyboard for minutes. For
/// the same reason it has no look-around and no references.
struct FilterPattern: Hashable, Sendable {
    /// One step of the machine.
    enum Step: Hashable, Sendable {
        case scalar(UInt32)
        case any
        case set(ScalarSet)
        case split(Int, Int)
        case jump(Int)
        case start, end
        case boundary(Bool)
        case found
    }

    /// What is wrong with a pattern.
    struct Fault: Error {
        let sentence: String
    }

    /// The longest pattern in characters, and the most steps that it may take.
    static let longest = 200
    static let mostSteps = 500

    private let source: String
    private let steps: [Step]
    /// The steps one of which takes the first letter of what is found; nil where nothing at all may be found.
    private let firsts: [Int]?

    init(_ source: String) throws(Fault) {
        self.source = source
        var compiler = PatternCompiler(source)
        steps = try compiler.compile()
        firsts = Self.firsts(of: steps)
    }

    private static func firsts(of steps: [Step]) -> [Int]? {
        var (seen, waiting, firsts): (Set<Int>, [Int], [Int]) = ([], [0], [])
        while let step = waiting.popLast() {
            guard seen.insert(step).inserted else { continue }
            switch steps[step] {
            case .found: return nil
            case .jump(let to): waiting.append(to)
            case .split(let one, let other): waiting += [one, other]
            case .start, .end, .boundary: waiting.append(step + 1)
            case .scalar, .any, .set: firsts.append(step)
            }
        }
        return firsts
    }

    static func == (left: FilterPattern, right: FilterPattern) -> Bool { left.source == right.source }
    func hash(into hasher: inout Hasher) { hasher.combine(source) }

    /// Whether it stands somewhere in `text`.
    func isFound(in text: String) -> Bool {
        var run = PatternRun(steps: steps, firsts: firsts)
        return run.isFound(in: text)
    }
}

/// A set of scalars as ranges.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    /// Whether a scalar belongs to it, in either case of letters.
    func contains(_ folded: UInt32, _ original: UInt32) -> Bool {
        let upper: UInt32 = (0x61...0x7A).contains(folded) ? folded - 0x20 : original
        let isInside = ranges.contains { $0.contains(folded) || $0.contains(upper) }
        return isInside != isNegated
    }
}

/// One run of a pattern over one text.
private struct PatternRun {
    let steps: [FilterPattern.Step]
    let firsts: [Int]?
    private var waiting: [Int] = []
    /// The position at which a step was last added, so that it is added once.
    private var added: [Int]

    init(steps: [FilterPattern.Step], firsts: [Int]?) {
        self.steps = steps
        self.firsts = firsts
        added = Array(repeating: -1, count: steps.count)
    }

    mutating func isFound(in text: String) -> Bool {
        var iterator = text.unicodeScalars.makeIterator()
        var before: Unicode.Scalar?
        var after = iterator.next()
        var position = 0
        var (current, next): ([Int], [Int]) = ([], [])
        while true {
            if mayBegin(with: after), add(0, to: &current, at: position, (before, after)) { return true }
            guard let scalar = after else { return false }
            let following = iterator.next()
            let (folded, original) = (scalar.foldedValue, scalar.value)
            next.removeAll(keepingCapacity: true)
            for step in current where accepts(step, folded, original) {
                if add(step + 1, to: &next, at: position + 1, (scalar, following)) { return true }
            }
            swap(&current, &next)
            (before, after) = (scalar, following)
            position += 1
        }
    }

    /// False where no find begins: most letters of most texts.
    private func mayBegin(with scalar: Unicode.Scalar?) -> Bool {
        guard let firsts else { return true }
        guard let scalar else { return false }
        let (folded, original) = (scalar.foldedValue, scalar.value)
        return firsts.contains { accepts($0, folded, original) }
    }

    private func accepts(_ step: Int, _ folded: UInt32, _ original: UInt32) -> Bool {
        switch steps[step] {
        case .scalar(let value): value == folded
        case .any: true
        case .set(let set): set.contains(folded, original)
        default: false
        }
    }

    /// Adds a step and all that follow it without a letter. True when the pattern is found.
    private mutating func add(
        _ first: Int, to list: inout [Int], at position: Int, _ sides: (Unicode.Scalar?, Unicode.Scalar?)
    ) -> Bool {
        waiting.removeAll(keepingCapacity: true)
        waiting.append(first)
        while let step = waiting.popLast() {
            if added[step] == position { continue }
            added[step] = position
            switch steps[step] {
            case .found: return true
            case .jump(let to): waiting.append(to)
            case .split(let one, let other):
                waiting.append(other)
                waiting.append(one)
            case .start: if sides.0 == nil { waiting.append(step + 1) }
            case .end: if sides.1 == nil { waiting.append(step + 1) }
            case .boundary(let wanted):
                let isBoundary = (sides.0?.isWordPart ?? false) != (sides.1?.isWordPart ?? false)
                if isBoundary == wanted { waiting.append(step + 1) }
            case .scalar, .any, .set: list.append(step)
            }
        }
        return false
    }
}

extension Unicode.Scalar {
    /// The small letter where that is one scalar.
    var foldedValue: UInt32 {
        if value < 0x80 { return value &- 0x41 < 26 ? value | 0x20 : value }
        let lowered = properties.lowercaseMapping.unicodeScalars
        guard let first = lowered.first, lowered.count == 1 else { return value }
        return first.value
    }

    fileprivate var isWordPart: Bool { self == "_" || properties.isAlphabetic || properties.numericType != nil }
}
