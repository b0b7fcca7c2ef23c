/// Makes the steps of a pattern, or says what is wrong with it. Groups are read by descent, their depth bounded.
struct PatternCompiler {
    typealias Step = FilterPattern.Step
    typealias Fault = FilterPattern.Fault

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func compile() throws(Fault) -> [Step] {
        if scalars.isEmpty { throw Fault(sentence: "There is no pattern between the slashes.") }
        if scalars.count > FilterPattern.longest {
            throw Fault(sentence: "The pattern is too long: at most \(FilterPattern.longest) characters.")
        }
        let steps = try alternatives()
        // Only a closing parenthesis stops the reading before the end.
        if peek != nil { throw Fault(sentence: "The pattern has a “)” without a “(”.") }
        return steps + [.found]
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    /// Targets of splits and jumps count from the beginning of the part; `moved` shifts them into place.
    private mutating func alternatives() throws(Fault) -> [Step] {
        var steps = try sequence()
        while take("|") {
            let other = try sequence()
            steps =
                [.split(1, steps.count + 2)] + Self.moved(steps, by: 1) + [.jump(steps.count + 2 + other.count)]
                + Self.moved(other, by: steps.count + 2)
            try check(steps)
        }
        return steps
    }

    private mutating func sequence() throws(Fault) -> [Step] {
        var steps: [Step] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            steps += Self.moved(try repeated(), by: steps.count)
            try check(steps)
        }
        return steps
    }

    private func check(_ steps: [Step]) throws(Fault) {
        if steps.count >= FilterPattern.mostSteps { throw Fault(sentence: "The pattern repeats too much.") }
    }

    private mutating func repeated() throws(Fault) -> [Step] {
        var steps = try atom()
        while let scalar = peek {
            let counts: (least: Int, most: Int?)
            switch scalar {
            case "*": counts = (0, nil)
            case "+": counts = (1, nil)
            case "?": counts = (0, 1)
            case "{":
                guard let read = readCounts() else { return steps }
                counts = read
            default: return steps
            }
            if scalar != "{" { index += 1 }
            // Greedy or not, what is found is the same.
            _ = take("?")
            steps = try Self.times(counts.least, counts.most, steps)
        }
        return steps
    }

    /// `{2}`, `{2,}` and `{2,5}`; anything else is a brace that stands for itself.
    private mutating func readCounts() -> (Int, Int?)? {
        guard let end = scalars[index...].firstIndex(of: "}") else { return nil }
        let parts = String(String.UnicodeScalarView(scalars[(index + 1)..<end]))
            .split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= 2, let least = Int(parts[0]), (0...100).contains(least) else { return nil }
        var most: Int? = least
        if parts.count == 2 {
            most = parts[1].isEmpty ? nil : Int(parts[1])
            if !parts[1].isEmpty, most.map({ $0 < least || $0 > 100 }) ?? true { return nil }
        }
        index = end + 1
        return (least, most)
    }

    private static func times(_ least: Int, _ most: Int?, _ part: [Step]) throws(Fault) -> [Step] {
        if part.count * max(least, most ?? 0, 1) > FilterPattern.mostSteps {
            throw Fault(sentence: "The pattern repeats too much.")
        }
        var steps: [Step] = []
        for _ in 0..<least { steps += moved(part, by: steps.count) }
        if let most {
            for _ in least..<most {
                let end = steps.count + 1 + part.count
                steps += [.split(steps.count + 1, end)] + moved(part, by: steps.count + 1)
            }
        } else {
            let start = steps.count
            steps += [.split(start + 1, start + part.count + 2)] + moved(part, by: start + 1) + [.jump(start)]
        }
        return steps
    }

    private static func moved(_ steps: [Step], by places: Int) -> [Step] {
        steps.map { step in
            switch step {
            case .split(let one, let other): .split(one + places, other + places)
            case .jump(let to): .jump(to + places)
            default: step
            }
        }
    }

    private mutating func atom() throws(Fault) -> [Step] {
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case "(": return try group()
        case "[": return [.set(try set())]
        case "\\": return [try escaped()]
        case ".": return [.any]
        case "^": return [.start]
        case "$": return [.end]
        case "*", "+", "?": throw Fault(sentence: "The “\(scalar)” in the pattern has nothing before it to repeat.")
        default: return [.scalar(scalar.foldedValue)]
        }
    }

    private mutating func group() throws(Fault) -> [Step] {
        depth += 1
        if depth > 20 { throw Fault(sentence: "The pattern has too many groups in groups.") }
        if take("?"), !take(":") { throw Fault(sentence: "Patterns know no “(?…”: only plain groups.") }
        let steps = try alternatives()
        guard take(")") else { throw Fault(sentence: "The pattern has a “(” without a “)”.") }
        depth -= 1
        return steps
    }

    private mutating func escaped() throws(Fault) -> Step {
        guard let scalar = peek else { throw Fault(sentence: "The pattern ends with a lone backslash.") }
        index += 1
        switch scalar {
        case "b": return .boundary(true)
        case "B": return .boundary(false)
        case "t": return .scalar(9)
        default: break
        }
        if let set = Self.named(scalar) { return .set(set) }
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            throw Fault(sentence: "Patterns know no “\\\(scalar)”: only \\d \\w \\s \\b and \\D \\W \\S \\B.")
        }
        return .scalar(scalar.value)
    }

    /// Digits, word parts and blanks. Letters beyond ASCII count as word parts.
    private static func named(_ scalar: Unicode.Scalar) -> ScalarSet? {
        let isNegated = ("A"..."Z").contains(scalar)
        switch scalar {
        case "d", "D": return ScalarSet(ranges: [0x30...0x39], isNegated: isNegated)
        case "s", "S": return ScalarSet(ranges: [9...13, 0x20...0x20, 0xA0...0xA0], isNegated: isNegated)
        case "w", "W":
            return ScalarSet(
                ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0x2027, 0x2070...0x10FFFF],
                isNegated: isNegated)
        default: return nil
        }
    }

    private mutating func set() throws(Fault) -> ScalarSet {
        var set = ScalarSet()
        set.isNegated = take("^")
        var isFirst = true
        while let scalar = peek, isFirst || scalar != "]" {
            isFirst = false
            index += 1
            var lower = scalar
            if scalar == "\\" {
                guard let escaped = peek else { break }
                index += 1
                if let named = Self.named(escaped), !named.isNegated {
                    set.ranges += named.ranges
                    continue
                }
                lower = escaped
            }
            var upper = lower
            if peek == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
                upper = scalars[index + 1]
                index += 2
                if upper < lower {
                    throw Fault(sentence: "The pattern has a range from “\(lower)” down to “\(upper)”.")
                }
            }
            set.ranges.append(lower.value...upper.value)
        }
        guard take("]") else { throw Fault(sentence: "The pattern has a “[” without a “]”.") }
        return set
    }
}
