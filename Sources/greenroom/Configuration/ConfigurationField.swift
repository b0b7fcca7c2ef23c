/// One key that the configuration may hold; where a part of its path is free, a family of keys.
struct ConfigurationField: Hashable, Sendable {
    /// One part of a path.
    enum Part: Hashable, Sendable {
        case name(String)
        /// Any text, which may hold dots. The label stands for it in sentences, such as `NAME`.
        case any(String)
        /// One of these.
        case choice(String, [String])

        /// As it stands in sentences.
        var label: String {
            switch self {
            case .name(let name): name
            case .any(let label), .choice(let label, _): label
            }
        }

        /// The names that may stand here; nil where any may.
        var names: [String]? {
            switch self {
            case .name(let name): [name]
            case .any: nil
            case .choice(_, let names): names
            }
        }

        fileprivate func takes(_ text: String) -> Bool { names?.contains(text) ?? !text.isEmpty }
    }

    let path: [Part]
    let kind: ConfigurationKind
    /// One sentence for whoever writes the file.
    let about: String

    init(_ path: [Part], _ kind: ConfigurationKind, _ about: String) {
        self.path = path
        self.kind = kind
        self.about = about
    }

    init(_ name: String, _ kind: ConfigurationKind, _ about: String) {
        self.init([.name(name)], kind, about)
    }

    /// How many parts of this path the first of `words` fill, and how many words that takes. Of a free part that may be
    /// cut in several ways, the cut that reaches furthest counts.
    func reach(_ words: [String]) -> (parts: Int, words: Int) { reach(words[...], path[...]) }

    /// True when the path is all of `words`.
    func matches(_ words: [String]) -> Bool { reach(words) == (path.count, words.count) }

    private func reach(_ words: ArraySlice<String>, _ parts: ArraySlice<Part>) -> (parts: Int, words: Int) {
        guard let part = parts.first, !words.isEmpty else { return (0, 0) }
        let longest = part.names == nil ? words.count : 1
        var best = (parts: 0, words: 0)
        for length in 1...longest where part.takes(words.prefix(length).joined(separator: ".")) {
            let rest = reach(words.dropFirst(length), parts.dropFirst())
            let total = (parts: rest.parts + 1, words: rest.words + length)
            let isWhole = total == (parts.count, words.count)
            if isWhole || total.parts > best.parts { best = total }
            if isWhole { break }
        }
        return best
    }
}
