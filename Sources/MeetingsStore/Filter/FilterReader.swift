import Meetings

/// Makes terms of what the scanner found, or says what is wrong.
struct FilterReader {
    let kind: FilterKind
    let utcOffset: Int

    /// Nil for a term that says nothing yet, such as a lone minus.
    func term(_ scanned: ScannedTerm) throws(FilterProblem) -> FilterTerm? {
        if let event = eventName(scanned) { return FilterTerm(isNegated: scanned.isNegated, conditions: [event]) }
        for value in scanned.values where !value.isClosed {
            let sign = value.form == .quoted ? "quote" : "slash"
            throw FilterProblem(value.range, "The closing \(sign) is missing.")
        }
        guard let field = scanned.field else {
            let conditions = try scanned.values.compactMap(all: word)
            return conditions.isEmpty ? nil : FilterTerm(isNegated: scanned.isNegated, conditions: conditions)
        }
        let read = try condition(for: field)
        if scanned.values.isEmpty {
            throw FilterProblem(scanned.range, "Say what “\(field.name)” should be: \(examples(for: field.name)).")
        }
        let conditions = try scanned.values.compactMap(all: read)
        return FilterTerm(isNegated: scanned.isNegated, conditions: conditions)
    }

    private typealias Reading = (ScannedValue) throws(FilterProblem) -> FilterCondition?

    /// `session:started` is the name of an event and not the field `session`.
    private func eventName(_ scanned: ScannedTerm) -> FilterCondition? {
        guard scanned.field != nil, kind.field(named: "event") != nil, EventName(rawValue: scanned.text) != nil
        else { return nil }
        return .text("event", FilterNeedle(scanned.text), isWhole: true)
    }

    private func word(_ value: ScannedValue) throws(FilterProblem) -> FilterCondition? {
        if value.form == .pattern { return .pattern(try pattern(value)) }
        return value.text.isEmpty ? nil : .word(FilterNeedle(value.text))
    }

    private func condition(for name: (name: String, range: Range<Int>)) throws(FilterProblem) -> Reading {
        switch name.name {
        case FilterKind.flag: return flag
        case FilterKind.presence: return presence
        case FilterKind.since where kind.timeField != nil, FilterKind.before where kind.timeField != nil:
            return { value throws(FilterProblem) in try since(value, isBefore: name.name == FilterKind.before) }
        default: break
        }
        guard let field = kind.field(named: name.name) else { throw unknown(name) }
        switch field.kind {
        case .text: return { value throws(FilterProblem) in try text(value, of: field) }
        case .choice(let choices):
            return { value throws(FilterProblem) in try choice(value, of: field, from: choices) }
        case .number: return { value throws(FilterProblem) in try number(value, of: field) }
        case .span: return { value throws(FilterProblem) in try span(value, of: field) }
        case .time: return { value throws(FilterProblem) in try time(value, of: field) }
        }
    }

    private func unknown(_ name: (name: String, range: Range<Int>)) -> FilterProblem {
        let names = (kind.fields + kind.keywords).map(\.name)
        let range = name.range.lowerBound..<name.range.upperBound + 1
        if let near = Spelling.nearest(to: name.name, among: names) {
            return FilterProblem(range, "There is no field “\(name.name)”. Did you mean “\(near)”?")
        }
        let shown = name.name.scrubbed(limit: 20)
        return FilterProblem(
            range, "There is no field “\(shown)” for \(kind.rawValue). Text with a colon in it stands in quotes.")
    }

    private func examples(for name: String) -> String {
        switch name {
        case FilterKind.flag: return kind.flags.prefix(4).map(\.name).joined(separator: ", ") + " …"
        case FilterKind.presence: return kind.fields.prefix(4).map(\.name).joined(separator: ", ") + " …"
        default: break
        }
        switch kind.field(named: name)?.kind {
        case .choice(let choices): return choices.prefix(4).joined(separator: ", ")
        case .number: return "3, >3 or 2..5"
        case .span: return "<15m or >1h30m"
        case .text: return "a part of its text"
        case .time, nil: return "30m or 10:40"
        }
    }

    func pattern(_ value: ScannedValue) throws(FilterProblem) -> FilterPattern {
        do { return try FilterPattern(value.text) } catch {
            throw FilterProblem(value.range, error.sentence)
        }
    }
}

extension [ScannedValue] {
    /// `compactMap` that keeps the type of the error.
    fileprivate func compactMap(
        all read: (ScannedValue) throws(FilterProblem) -> FilterCondition?
    ) throws(FilterProblem) -> [FilterCondition] {
        var found: [FilterCondition] = []
        for value in self {
            if let condition = try read(value) { found.append(condition) }
        }
        return found
    }
}
