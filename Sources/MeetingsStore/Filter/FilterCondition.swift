import Meetings

/// One thing that a term asks of a row.
enum FilterCondition: Hashable, Sendable {
    case word(FilterNeedle)
    case pattern(FilterPattern)
    case text(String, FilterNeedle, isWhole: Bool)
    case fieldPattern(String, FilterPattern)
    case number(String, FilterBounds<Double>)
    case span(String, FilterBounds<Duration>)
    /// How far from now.
    case distance(String, FilterBounds<Duration>)
    case time(String, FilterTimes)
    case flag(String)
    case presence(String)

    /// The field or flag that it asks for; empty for plain words.
    var name: String {
        switch self {
        case .word, .pattern: ""
        case .text(let name, _, _), .fieldPattern(let name, _), .number(let name, _), .span(let name, _),
            .distance(let name, _), .time(let name, _), .flag(let name), .presence(let name):
            name
        }
    }

    /// The plain word that it looks for.
    var word: String? {
        if case .word(let needle) = self { return needle.text }
        return nil
    }

    func holds(for subject: some FilterSubject, now: Timestamp) -> Bool {
        switch self {
        case .word(let needle): return subject.words.contains { needle.isIn($0) }
        case .pattern(let pattern): return subject.words.contains { pattern.isFound(in: $0) }
        case .flag(let flag): return subject.has(flag)
        case .text(let field, _, _), .fieldPattern(let field, _), .number(let field, _), .span(let field, _),
            .distance(let field, _), .time(let field, _), .presence(let field):
            for value in subject.values(of: field) where holds(for: value, now: now) { return true }
            return false
        }
    }

    private func holds(for value: FilterValue, now: Timestamp) -> Bool {
        switch (self, value) {
        case (.text(_, let needle, let isWhole), .text(let text)):
            isWhole ? needle.equals(text) : needle.isIn(text)
        case (.fieldPattern(_, let pattern), .text(let text)): pattern.isFound(in: text)
        case (.number(_, let bounds), .number(let number)): bounds.contain(number)
        case (.span(_, let bounds), .span(let span)): bounds.contain(span)
        case (.distance(_, let bounds), .time(let time)): bounds.contain(time < now ? now - time : time - now)
        case (.time(_, let times), .time(let time)): times.contain(time, now: now)
        case (.presence, .text(let text)): !text.isEmpty
        case (.presence, .number(let number)): number != 0
        case (.presence, _): true
        default: false
        }
    }
}

/// From one value to another, either of which may be missing.
struct FilterBounds<Value: Comparable & Hashable & Sendable>: Hashable, Sendable {
    var lower: Value?
    var upper: Value?
    var hasLower = true
    var hasUpper = true

    /// What `<`, `<=`, `>` and `>=` say; nil for another sign.
    init?(_ comparison: String, _ value: Value) {
        switch comparison {
        case "<": (upper, hasUpper) = (value, false)
        case "<=": upper = value
        case ">": (lower, hasLower) = (value, false)
        case ">=": lower = value
        default: return nil
        }
    }

    /// Both ends counted in.
    init(from lower: Value?, to upper: Value?) {
        self.lower = lower
        self.upper = upper
    }

    func contain(_ value: Value) -> Bool {
        if let lower, hasLower ? value < lower : value <= lower { return false }
        if let upper, hasUpper ? value > upper : value >= upper { return false }
        return true
    }
}
