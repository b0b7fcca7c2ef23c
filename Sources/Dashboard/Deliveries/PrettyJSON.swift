/// JSON with a line for each member, the texts and numbers untouched.
enum PrettyJSON {
    /// The lines of a text; nil when its brackets and quotes do not close.
    static func lines(_ text: String) -> [String]? {
        var lines: [String] = []
        var line = ""
        var depth = 0
        var isInString = false
        var isEscaped = false
        func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
        for character in text.unicodeScalars {
            if isInString {
                line.unicodeScalars.append(character)
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isInString = false
                }
                continue
            }
            switch character {
            case "\"":
                isInString = true
                line.unicodeScalars.append(character)
            case "{", "[":
                line.unicodeScalars.append(character)
                lines.append(line)
                depth += 1
                line = indent(depth)
            case "}", "]":
                depth -= 1
                guard depth >= 0 else { return nil }
                if line.contains(where: { $0 != " " }) { lines.append(line) }
                line = indent(depth)
                line.unicodeScalars.append(character)
            case ",":
                lines.append(line + ",")
                line = indent(depth)
            case ":": line += ": "
            case " ", "\t", "\n", "\r": break
            default: line.unicodeScalars.append(character)
            }
        }
        guard depth == 0, !isInString, !lines.isEmpty else { return nil }
        if line.contains(where: { $0 != " " }) { lines.append(line) }
        return lines
    }
}

/// Bytes as numbers, with the letters that they are.
enum HexDump {
    /// Sixteen bytes a line: place, bytes, letters.
    static func lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 16).map { start in
            let part = bytes[start..<min(start + 16, bytes.count)]
            let numbers = part.map { digits($0, count: 2) }.joined(separator: " ")
            let letters = String(part.map { (0x20..<0x7F).contains($0) ? Character(Unicode.Scalar($0)) : "·" })
            let padding = String(repeating: " ", count: 47 - numbers.count)
            return "\(digits(start, count: 4))  \(numbers)\(padding)  \(letters)"
        }
    }

    private static func digits(_ number: some BinaryInteger, count: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
