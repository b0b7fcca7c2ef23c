/// On which line of a YAML text each key stands, for sentences about mistakes.
///
/// It knows mappings in block style, one key a line. Of a key that is written in another way, the nearest key above it
/// is found: right enough to look there.
struct YAMLPlaces: Sendable {
    private struct Entry {
        var line: Int
        var indent: Int
        var key: String
    }

    private let entries: [Entry]

    init(_ text: String) {
        entries = text.split(omittingEmptySubsequences: false) { $0.isNewline }.enumerated().compactMap { index, line in
            let indent = line.prefix { $0 == " " }.count
            return Self.key(line.dropFirst(indent)).map { Entry(line: index + 1, indent: indent, key: $0) }
        }
    }

    /// The line of a key, its parts joined by dots, counted from 1; nil when not even its first part is found.
    func line(of key: String) -> Int? {
        var words = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...]
        var range = entries.indices
        var found: Int?
        while !words.isEmpty, let (index, count) = child(words, in: range) {
            found = entries[index].line
            words = words.dropFirst(count)
            let end = entries[index + 1..<range.upperBound].firstIndex { $0.indent <= entries[index].indent }
            range = index + 1..<(end ?? range.upperBound)
        }
        return found
    }

    /// The entry right below a place whose key is the first of `words`, or several of them, and how many.
    private func child(_ words: ArraySlice<String>, in range: Range<Int>) -> (Int, Int)? {
        guard let indent = entries[range].map(\.indent).min() else { return nil }
        for count in 1...words.count {
            let name = words.prefix(count).joined(separator: ".")
            if let index = range.first(where: { entries[$0].indent == indent && entries[$0].key == name }) {
                return (index, count)
            }
        }
        return nil
    }

    private static func key(_ line: Substring) -> String? {
        guard let first = line.first, first != "#" else { return nil }
        if first == "\"" || first == "'" {
            let rest = line.dropFirst()
            guard let end = rest.firstIndex(of: first), rest[rest.index(after: end)...].first == ":" else { return nil }
            return String(rest[..<end])
        }
        guard let colon = line.indices.first(where: { isColon(line, $0) }) else { return nil }
        return String(line[..<colon])
    }

    private static func isColon(_ line: Substring, _ index: Substring.Index) -> Bool {
        guard line[index] == ":" else { return false }
        let next = line.index(after: index)
        return next == line.endIndex || line[next] == " " || line[next] == "\t"
    }
}
