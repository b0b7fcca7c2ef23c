import Meetings

/// The values of each kind of field.
extension FilterReader {
    func flag(_ value: ScannedValue) throws(FilterProblem) -> FilterCondition? {
        .flag(try oneOf(kind.flags.map(\.name), value, "“is:” takes one of"))
    }

    func presence(_ value: ScannedValue) throws(FilterProblem) -> FilterCondition? {
        let word = value.text.lowercased()
        if let field = kind.field(named: word) { return .presence(field.name) }
        return .presence(try oneOf(kind.fields.map(\.name), value, "“has:” takes one of"))
    }

    func text(_ value: ScannedValue, of field: FilterField) throws(FilterProblem) -> FilterCondition? {
        if value.form == .pattern { return .fieldPattern(field.name, try pattern(value)) }
        let isWhole = value.comparison == "="
        // A text may begin with the other signs itself.
        let text = isWhole ? value.text : value.comparison + value.text
        if text.isEmpty && !isWhole { return nil }
        return .text(field.name, FilterNeedle(text), isWhole: isWhole)
    }

    func choice(
        _ value: ScannedValue, of field: FilterField, from choices: [String]
    ) throws(FilterProblem) -> FilterCondition? {
        if value.form == .pattern { return .fieldPattern(field.name, try pattern(value)) }
        let word = try oneOf(choices, value, "“\(field.name)” is one of")
        return .text(field.name, FilterNeedle(word), isWhole: true)
    }

    private func oneOf(
        _ choices: [String], _ value: ScannedValue, _ beginning: String
    ) throws(FilterProblem) -> String {
        let word = value.text.lowercased()
        if choices.contains(word), ["", "="].contains(value.comparison) { return word }
        if let near = Spelling.nearest(to: word, among: choices) {
            throw FilterProblem(value.range, "There is no “\(word.scrubbed(limit: 40))” here. Did you mean “\(near)”?")
        }
        throw FilterProblem(value.range, "\(beginning) \(choices.joined(separator: ", ")).")
    }

    func number(_ value: ScannedValue, of field: FilterField) throws(FilterProblem) -> FilterCondition? {
        guard let bounds = bounds(value, plain: { FilterBounds(from: $0, to: $0) }, read: Self.number) else {
            throw FilterProblem(value.range, "“\(field.name)” takes a number: 3, >3 or 2..5.")
        }
        return .number(field.name, bounds)
    }

    func span(_ value: ScannedValue, of field: FilterField) throws(FilterProblem) -> FilterCondition? {
        guard let bounds = bounds(value, plain: { FilterBounds(from: nil, to: $0) }, read: FilterSpan.read) else {
            throw FilterProblem(
                value.range, "“\(field.name)” takes a length of time: <90s, >15m, 1h30m or 5m..2h.")
        }
        return .span(field.name, bounds)
    }

    func time(_ value: ScannedValue, of field: FilterField) throws(FilterProblem) -> FilterCondition? {
        if let bounds = bounds(value, plain: { FilterBounds(from: nil, to: $0) }, read: FilterSpan.read) {
            return .distance(field.name, bounds)
        }
        guard let times = times(value) else {
            throw FilterProblem(
                value.range, "“\(field.name)” takes a time: <15m from now, >10:40, 2031-03-04 or 10:00..11:30.")
        }
        return .time(field.name, times)
    }

    func since(_ value: ScannedValue, isBefore: Bool) throws(FilterProblem) -> FilterCondition? {
        let moment =
            FilterSpan.read(value.text).map { FilterMoment.ago($0) }
            ?? FilterMoment(value.text, utcOffset: utcOffset)
        guard let moment, value.comparison.isEmpty, value.form != .pattern, let field = kind.timeField else {
            let word = isBefore ? FilterKind.before : FilterKind.since
            throw FilterProblem(value.range, "“\(word)” takes 30m, 2h, 10:40 or 2031-03-04T10:40.")
        }
        var times = FilterTimes(isPast: true, utcOffset: utcOffset)
        if isBefore { (times.upper, times.hasUpper) = (moment, false) } else { times.lower = moment }
        return .time(field, times)
    }

    /// Digits with at most one point and a minus: what `Double` reads besides is no number to a person.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D })
        else { return nil }
        return Double(text)
    }

    private func bounds<Value>(
        _ value: ScannedValue, plain: (Value) -> FilterBounds<Value>, read: (String) -> Value?
    ) -> FilterBounds<Value>? {
        if value.form == .pattern { return nil }
        if let (from, to) = Self.ends(of: value) {
            let (lower, upper) = (read(from), read(to))
            guard (lower != nil || from.isEmpty) && (upper != nil || to.isEmpty) else { return nil }
            return FilterBounds(from: lower, to: upper)
        }
        guard let number = read(value.text) else { return nil }
        if value.comparison == "=" { return FilterBounds(from: number, to: number) }
        return FilterBounds(value.comparison, number) ?? plain(number)
    }

    private func times(_ value: ScannedValue) -> FilterTimes? {
        if value.form == .pattern { return nil }
        var times = FilterTimes(utcOffset: utcOffset)
        if let (from, to) = Self.ends(of: value) {
            times.lower = FilterMoment(from, utcOffset: utcOffset)
            times.upper = FilterMoment(to, utcOffset: utcOffset)
            let isRead = (times.lower != nil || from.isEmpty) && (times.upper != nil || to.isEmpty)
            return isRead ? times : nil
        }
        guard let moment = FilterMoment(value.text, utcOffset: utcOffset) else { return nil }
        if ["", "=", ">", ">="].contains(value.comparison) { times.lower = moment }
        if ["", "=", "<", "<="].contains(value.comparison) { times.upper = moment }
        times.hasLower = value.comparison != ">"
        times.hasUpper = value.comparison != "<"
        return times
    }

    /// What stands on both sides of two dots, at least one of them not empty.
    private static func ends(of value: ScannedValue) -> (String, String)? {
        guard value.comparison.isEmpty else { return nil }
        let characters = Array(value.text)
        guard characters.count > 2,
            let dots = characters.indices.dropLast().first(where: {
                characters[$0] == "." && characters[$0 + 1] == "."
            })
        else { return nil }
        return (String(characters[..<dots]), String(characters[(dots + 2)...]))
    }
}
